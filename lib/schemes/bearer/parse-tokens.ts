import type { TokenVariables } from '../../config';
import { usernameProblem } from '../../http/credential-text';
import { containsToken, isTokenId } from '../../tokens/token-format';
import { parseTokenHash } from '../../tokens/token-hash';
import { commandLine } from '../../util/command-line';
import { credentialLines } from '../../util/config-lines';
import { type ParsedTokens, parseAttributes, type StoredToken } from './stored-token';

/** The sources of opaque tokens. */
export interface TokenSources {
  /** The option `tokens`, if given. */
  readonly option: unknown;
  /** `null` ignores the variables. */
  readonly variables: TokenVariables | null;
}

/** Parses every source and combines the tokens. */
export function parseTokens({ option, variables }: TokenSources): ParsedTokens {
  const { BEARER_TOKENS, more } = variables ?? {};
  const lists = Object.entries({ BEARER_TOKENS, ...more });
  const reads = [
    ...lists.map(([name, text]) => parseTokenLines(text ?? '', name)),
    parseOption(option),
  ];
  const tokens = reads.flatMap((read) => read.tokens);
  const problems = reads.flatMap((read) => read.problems);
  return { tokens, problems: [...problems, ...repeats(tokens)] };
}

/** Parses tokens, one per line. */
function parseTokenLines(text: string, source: string): ParsedTokens {
  const reads = credentialLines(text).map(({ number, line }) =>
    parseTokenLine(line, source, `line ${number} of ${source}`),
  );
  return {
    tokens: reads.flatMap(({ tokens }) => tokens),
    problems: reads.flatMap(({ problems }) => problems),
  };
}

function parseOption(given: unknown): ParsedTokens {
  const lines: unknown = Array.isArray(given) ? given : [given === undefined ? '' : given];
  if (isTexts(lines)) return parseTokenLines(lines.join('\n'), 'tokens');
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

const MAKE = commandLine('credentials token NAME');

/**
 * Parses one line `name:hash` or `name:id.hash`, with optional attributes at its end.
 *
 * @param source - the variable or option that contains it.
 * @param item - the position in problems, which never contain text that may be a token.
 */
function parseTokenLine(line: string, source: string, item: string): ParsedTokens {
  const failed = (...problems: readonly string[]): ParsedTokens => ({
    tokens: [],
    problems: problems.map((problem) => `${item} ${problem}`),
  });
  if (containsToken(line)) {
    return failed(`must have the hash of a token, not the token: ${MAKE} creates a new one`);
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
  const { attributes, problems } = parseAttributes(rest);
  if (wrongName !== undefined || hash === undefined || problems.length > 0) {
    return failed(
      ...(wrongName === undefined ? [] : [wrongName]),
      ...(hash === undefined
        ? [`must have the SHA-256 hash of a token after the colon: ${MAKE} creates one`]
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
