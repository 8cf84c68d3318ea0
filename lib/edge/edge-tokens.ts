import { EDGE_TOKENS, readEdgeTokens } from '../config';
import { parseTokenLines } from '../tokens/parse-tokens';
import type { ParsedTokens, StoredToken } from '../tokens/stored-token';
import { tokenHash } from '../tokens/token-hash';
import { isExpired } from '../tokens/token-limits';
import { memoizeLast } from '../util/memoize-last';

/** The tokens of the variable `EDGE_TOKENS`. */
export interface EdgeTokens {
  /** The problems of the variable, which never contain its text. */
  readonly problems: readonly string[];
  /** Whether any edge is configured. */
  readonly isConfigured: boolean;
  /** Returns the name of the edge that has a token, or `undefined` for an unknown or expired token. */
  nameOf(token: string): string | undefined;
}

const SETTINGS = {
  read: readEdgeTokens,
  isSame: (one: string | undefined, other: string | undefined) => one === other,
};

/** Returns the tokens of the edge in an invocation's context: the same object while the variable has not changed. */
export const edgeTokens = memoizeLast(SETTINGS, (text): EdgeTokens => {
  const { tokens, problems } = parseEdgeTokens(text ?? '');
  const known = new Map(tokens.map((token) => [token.hash, token]));
  return {
    problems,
    isConfigured: tokens.length > 0,
    nameOf: (token) => nameUnlessExpired(known.get(tokenHash(token))),
  };
});

/** Parses the lines of `EDGE_TOKENS`: `name:hash` or `name:id.hash`, and perhaps `expires=2027-01-31`. */
export function parseEdgeTokens(text: string): ParsedTokens {
  return parseTokenLines(text, EDGE_TOKENS, {
    command: 'credentials edge-token NAME',
    attributes: ['expires'],
  });
}

function nameUnlessExpired(found: StoredToken | undefined): string | undefined {
  const isOver = found?.limits.expires !== undefined && isExpired(found.limits.expires);
  return isOver ? undefined : found?.username;
}
