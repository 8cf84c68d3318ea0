import type { TokenVariables } from '../../config';
import { usernameProblem } from '../../http/credential-text';
import { holdsToken, isTokenId } from '../../tokens/token-format';
import { readTokenHash } from '../../tokens/token-hash';
import { credentialLines } from '../../util/config-lines';
import { readAttributes, type StoredToken, type TokensRead } from './stored-token';

/** Where opaque tokens come from. */
export interface TokenSources {
  /** The option `tokens`, where it was given. */
  readonly option: unknown;
  /** `null`: none. */
  readonly variables: TokenVariables | null;
}

/** Reads every source; they all add up. */
export function readTokens({ option, variables }: TokenSources): TokensRead {
  const { BEARER_TOKENS, more } = variables ?? {};
  const lists = Object.entries({ BEARER_TOKENS, ...more });
  const reads = [
    ...lists.map(([name, text]) => readTokenLines(text ?? '', name)),
    readOption(option),
  ];
  const tokens = reads.flatMap((read) => read.tokens);
  const problems = reads.flatMap((read) => read.problems);
  return { tokens, problems: [...problems, ...repeats(tokens)] };
}

/** Reads tokens, one a line. */
export function readTokenLines(text: string, source: string): TokensRead {
  const reads = credentialLines(text).map(({ number, line }) =>
    readTokenLine(line, source, `line ${number} of ${source}`),
  );
  return {
    tokens: reads.flatMap(({ tokens }) => tokens),
    problems: reads.flatMap(({ problems }) => problems),
  };
}

function readOption(given: unknown): TokensRead {
  const lines: unknown = Array.isArray(given) ? given : [given === undefined ? '' : given];
  if (isTexts(lines)) return readTokenLines(lines.join('\n'), 'tokens');
  return { tokens: [], problems: ['tokens is neither text nor an array of lines name:hash'] };
}

function isTexts(lines: unknown): lines is readonly string[] {
  return Array.isArray(lines) && lines.every((line) => typeof line === 'string');
}

// Of two lines with one hash, or one id, nobody could tell which is meant, nor revoke just one.
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

const MAKE = 'npm run credentials -- token NAME';

/**
 * Reads one line `name:hash`, or `name:id.hash`, with attributes behind it.
 *
 * @param source - the variable or option that it is in.
 * @param item - what exactly, for the problems: they do not repeat what may be a token.
 */
function readTokenLine(line: string, source: string, item: string): TokensRead {
  const failed = (...problems: readonly string[]): TokensRead => ({
    tokens: [],
    problems: problems.map((problem) => `${item} ${problem}`),
  });
  if (holdsToken(line)) {
    return failed(`has a token itself: store its hash alone, of a new one, as ${MAKE} does`);
  }
  const colon = line.indexOf(':');
  if (colon === -1) return failed('has no colon: write name:hash');

  const name = line.slice(0, colon);
  const [stored = '', ...rest] = line
    .slice(colon + 1)
    .split(' ')
    .filter((part) => part !== '');
  const wrongName = usernameProblem(name);
  const { credentialId, hash } = readStored(stored);
  const { attributes, problems } = readAttributes(rest);
  if (wrongName !== undefined || hash === undefined || problems.length > 0) {
    return failed(
      ...(wrongName === undefined ? [] : [`has a name that ${wrongName}`]),
      ...(hash === undefined
        ? [`has no SHA-256 hash of a token behind the colon: ${MAKE} writes one`]
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

function readStored(stored: string) {
  const dot = stored.indexOf('.');
  if (dot === -1) return { hash: readTokenHash(stored) };
  const id = stored.slice(0, dot);
  return isTokenId(id) ? { credentialId: id, hash: readTokenHash(stored.slice(dot + 1)) } : {};
}
