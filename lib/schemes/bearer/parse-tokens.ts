import type { TokenVariables } from '../../config';
import { credentialLines } from '../../util/config-lines';
import { readTokenLine } from './parse-token-line';
import type { StoredToken, TokensRead } from './stored-token';

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
