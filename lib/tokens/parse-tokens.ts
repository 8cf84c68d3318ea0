import type { TokenVariables } from '../config';
import { usernameProblem } from '../http/credential-text';
import { commandLine } from '../util/command-line';
import { credentialLines } from '../util/config-lines';
import {
  type Attributes,
  type ParsedTokens,
  parseAttributes,
  type StoredToken,
} from './stored-token';
import { containsToken, isTokenId } from './token-format';
import { parseTokenHash } from './token-hash';

/** The sources of opaque tokens. */
export interface TokenSources {
  /** The option `tokens`, if given. */
  readonly option: unknown;
  /** `null` ignores the variables. */
  readonly variables: TokenVariables | null;
}

/** A kind of tokens that are stored as lines. */
export interface TokenLines {
  /** The command that creates such a token. */
  readonly command: string;
  /** The attributes that a line may have. */
  readonly attributes: readonly (keyof Attributes)[];
}

const CALLERS: TokenLines = {
  command: 'credentials token NAME',
  attributes: ['expires', 'paths', 'scopes'],
};

/** Parses every source and combines the tokens. */
export function parseTokens({ option, variables }: TokenSources): ParsedTokens {
  const { BEARER_TOKENS, more } = variables ?? {};
  const lists = Object.entries({ BEARER_TOKENS, ...more });
  return combined([
    ...lists.map(([name, text]) => linesOf(text ?? '', name, CALLERS)),
    parseOption(option),
  ]);
}

/**
 * Parses tokens, one per line: `name:hash` or `name:id.hash`, with optional attributes.
 *
 * @param source - the variable that contains the lines.
 */
export function parseTokenLines(text: string, source: string, lines: TokenLines): ParsedTokens {
  return combined([linesOf(text, source, lines)]);
}

function combined(reads: readonly ParsedTokens[]): ParsedTokens {
  const tokens = reads.flatMap((read) => read.tokens);
  const problems = reads.flatMap((read) => read.problems);
  return { tokens, problems: [...problems, ...repeats(tokens)] };
}

function linesOf(text: string, source: string, lines: TokenLines): ParsedTokens {
  const reads = credentialLines(text).map(({ number, line }) =>
    parseTokenLine(line, { source, item: `line ${number} of ${source}`, ...lines }),
  );
  return {
    tokens: reads.flatMap(({ tokens }) => tokens),
    problems: reads.flatMap(({ problems }) => problems),
  };
}

function parseOption(given: unknown): ParsedTokens {
  const lines: unknown = Array.isArray(given) ? given : [given === undefined ? '' : given];
  if (isTexts(lines)) return linesOf(lines.join('\n'), 'tokens', CALLERS);
  return { tokens: [], problems: ['tokens must be text or an array of lines name:hash'] };
}

function isTexts(lines: unknown): lines is readonly string[] {
  return Array.isArray(lines) && lines.every((line) => typeof line === 'string');
}

// Two lines with the same hash or id would be ambiguous, and neither could be revoked on its own.
function repeats(tokens: readonly StoredToken[]): readonly string[] {
  const seen = new Map<string, StoredToken>();
  return tokens.flatMap((token) => {
    const { hash, limits, item } = token;
    const sameHash = seen.get(hash);
    const sameId = limits.credentialId === undefined ? undefined : seen.get(limits.credentialId);
    seen.set(hash, sameHash ?? token);
    if (limits.credentialId !== undefined) seen.set(limits.credentialId, sameId ?? token);
    if (sameHash !== undefined) return [`${item} has the same hash as ${sameHash.item}`];
    return sameId === undefined ? [] : [`${item} has the same id as ${sameId.item}`];
  });
}

interface LineSettings extends TokenLines {
  /** The variable or option that contains the line. */
  readonly source: string;
  /** The position in problems, which never contain text that may be a token. */
  readonly item: string;
}

// Parses one line.
function parseTokenLine(
  line: string,
  { source, item, command, attributes: allowed }: LineSettings,
): ParsedTokens {
  const make = commandLine(command);
  const failed = (...problems: readonly string[]): ParsedTokens => ({
    tokens: [],
    problems: problems.map((problem) => `${item} ${problem}`),
  });
  if (containsToken(line)) {
    return failed(`must have the hash of a token, not the token: ${make} creates a new one`);
  }
  const colon = line.indexOf(':');
  if (colon === -1) return failed('must have the form name:hash');

  const name = line.slice(0, colon);
  const [stored = '', ...rest] = line
    .slice(colon + 1)
    .split(' ')
    .filter((part) => part !== '');
  const wrongName = nameProblem(name);
  const { credentialId, hash } = parseStoredHash(stored);
  const { attributes, problems } = parseAttributes(rest, allowed);
  if (wrongName !== undefined || hash === undefined || problems.length > 0) {
    return failed(
      ...(wrongName === undefined ? [] : [wrongName]),
      ...(hash === undefined
        ? [`must have the SHA-256 hash of a token after the colon: ${make} creates one`]
        : []),
      ...problems,
    );
  }
  const limits = credentialId === undefined ? attributes : { ...attributes, credentialId };
  return {
    tokens: [{ username: name.normalize('NFC'), hash, limits, source, item }],
    problems: [],
  };
}

function parseStoredHash(stored: string) {
  const dot = stored.indexOf('.');
  if (dot === -1) return { hash: parseTokenHash(stored) };
  const id = stored.slice(0, dot);
  return isTokenId(id) ? { credentialId: id, hash: parseTokenHash(stored.slice(dot + 1)) } : {};
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'has no name';
  const problem = usernameProblem(name);
  return problem && `has a name that ${problem}`;
}
