import { isScope } from '../../http/scope';
import { isPathLimit, readExpiry } from '../../tokens/token-limits';

/** A token as it is kept: who presents it, and how it is recognized. */
export interface StoredToken {
  /** In Unicode normalization form C. */
  readonly username: string;
  /** As `tokenHash` makes it. */
  readonly hash: string;
  readonly limits: TokenLimits;
  /** The variable or option that it was read from. */
  readonly source: string;
  /** Where exactly, as in `line 2 of BEARER_TOKENS`. */
  readonly item: string;
}

/** What a line says of its token beside the hash. */
export interface TokenLimits {
  /** The public id. */
  readonly credentialId?: string;
  /** A text that `readExpiry` reads. */
  readonly expires?: string;
  /** Texts that `isWithin` takes for limits. */
  readonly paths?: readonly string[];
  readonly scopes?: readonly string[];
}

/** What was read, and what is wrong with it: lines by number, never by content. */
export interface TokensRead {
  readonly tokens: readonly StoredToken[];
  readonly problems: readonly string[];
}

type Attributes = Omit<TokenLimits, 'credentialId'>;

interface Attribute {
  /** `undefined`: the value is not what it has to be. */
  read(value: string): string | readonly string[] | undefined;
  readonly expected: string;
}

const ATTRIBUTES: Readonly<Record<keyof Attributes, Attribute>> = {
  expires: {
    read: (value) => (readExpiry(value) === undefined ? undefined : value),
    expected: 'day or time in UTC, as in 2027-01-31 or 2027-01-31T12:00:00Z',
  },
  paths: {
    read: (value) => listOf(value, isPathLimit),
    expected: 'list of paths, as in /status,/hooks/*',
  },
  scopes: {
    read: (value) => listOf(value, isScope),
    expected: 'list of scopes, as in read,write',
  },
};

/**
 * Reads what stands behind a token's hash: `name=value`, each name once.
 *
 * @returns the limits, and what is wrong, to be read behind the name of the line.
 */
export function readAttributes(given: readonly string[]): {
  readonly attributes: Attributes;
  readonly problems: readonly string[];
} {
  const attributes: Record<string, string | readonly string[]> = {};
  const problems: string[] = [];
  for (const attribute of given) {
    const { name, value } = split(attribute);
    if (!Object.hasOwn(ATTRIBUTES, name)) {
      problems.push('has something that is none of expires=, paths=, scopes= behind the hash');
      continue;
    }
    const { read, expected } = ATTRIBUTES[name as keyof Attributes];
    const found = read(value);
    if (Object.hasOwn(attributes, name)) problems.push(`has ${name}= more than once`);
    else if (found === undefined) problems.push(`has ${name}= with no ${expected}`);
    else attributes[name] = found;
  }
  return { attributes, problems };
}

function split(attribute: string) {
  const [name = ''] = attribute.split('=', 1);
  return { name, value: attribute.slice(name.length + 1) };
}

function listOf(value: string, isRight: (item: string) => boolean): readonly string[] | undefined {
  const items = value.split(',');
  return items.every(isRight) ? Object.freeze(items) : undefined;
}
