import { isScope } from '../http/scope';
import { isPathLimit, parseExpiry } from './token-limits';

/** A stored token: its user, its hash and its limits. */
export interface StoredToken {
  /** In Unicode normalization form C. */
  readonly username: string;
  /** The result of `tokenHash`. */
  readonly hash: string;
  readonly limits: TokenLimits;
  /** The variable or option that it comes from. */
  readonly source: string;
  /** The position, such as `line 2 of BEARER_TOKENS`. */
  readonly item: string;
}

/** The attributes of a token's line. */
export interface TokenLimits {
  /** The public id. */
  readonly credentialId?: string;
  /** A text that `parseExpiry` accepts. */
  readonly expires?: string;
  /** Path limits, as `isWithin` expects them. */
  readonly paths?: readonly string[];
  readonly scopes?: readonly string[];
}

/** The tokens of a source, and its problems, which name lines by number and never quote them. */
export interface ParsedTokens {
  readonly tokens: readonly StoredToken[];
  readonly problems: readonly string[];
}

/** The attributes that a line may have after its hash. */
export type Attributes = Omit<TokenLimits, 'credentialId'>;

interface Attribute {
  /** Returns `undefined` for an invalid value. */
  parse(value: string): string | readonly string[] | undefined;
  readonly expected: string;
}

const ATTRIBUTES: Readonly<Record<keyof Attributes, Attribute>> = {
  expires: {
    parse: (value) => (parseExpiry(value) === undefined ? undefined : value),
    expected: 'day or time in UTC, as in 2027-01-31 or 2027-01-31T12:00:00Z',
  },
  paths: {
    parse: (value) => listOf(value, isPathLimit),
    expected: 'list of paths, as in /status,/hooks/*',
  },
  scopes: {
    parse: (value) => listOf(value, isScope),
    expected: 'list of scopes, as in read,write',
  },
};

/**
 * Parses the attributes after a token's hash: `name=value`, each name at most once.
 *
 * @param allowed - the names that this kind of token may have.
 * @returns the limits, and problems that continue a sentence after the name of the line.
 */
export function parseAttributes(
  given: readonly string[],
  allowed: readonly (keyof Attributes)[],
): {
  readonly attributes: Attributes;
  readonly problems: readonly string[];
} {
  const attributes: Record<string, string | readonly string[]> = {};
  const problems: string[] = [];
  for (const attribute of given) {
    const { name, value } = split(attribute);
    if (!isAllowed(name, allowed)) {
      problems.push(`must have only ${listOfNames(allowed)} after the hash`);
      continue;
    }
    const { parse, expected } = ATTRIBUTES[name];
    const parsed = parse(value);
    if (Object.hasOwn(attributes, name)) problems.push(`must have ${name}= only once`);
    else if (parsed === undefined) problems.push(`must have ${name}= with a ${expected}`);
    else attributes[name] = parsed;
  }
  return { attributes, problems };
}

function isAllowed(name: string, allowed: readonly (keyof Attributes)[]): name is keyof Attributes {
  return allowed.some((one) => one === name);
}

function listOfNames(allowed: readonly (keyof Attributes)[]): string {
  return allowed
    .map((name) => `${name}=`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

function split(attribute: string) {
  const [name = ''] = attribute.split('=', 1);
  return { name, value: attribute.slice(name.length + 1) };
}

function listOf(value: string, isRight: (item: string) => boolean): readonly string[] | undefined {
  const items = value.split(',');
  return items.every(isRight) ? Object.freeze(items) : undefined;
}
