import { isSameTokenVariables, readTokenVariables, type TokenVariables } from '../../config';
import { INVALID, MALFORMED } from '../../outcomes';
import { parseTokens } from '../../tokens/parse-tokens';
import type { StoredToken } from '../../tokens/stored-token';
import { hasBadChecksum } from '../../tokens/token-format';
import { bytesOfTokenHash, tokenHashBytes } from '../../tokens/token-hash';
import { isExpired, isWithin, parseExpiry } from '../../tokens/token-limits';
import type { TokenVerifier, TokenVerifierFor } from '../../tokens/token-verifier';
import type { AcceptedCredential, Outcome, Principal } from '../../types';
import { memoizeLast } from '../../util/memoize-last';

/** The problem of a project without tokens. The doctor reports the same text. */
export const NO_TOKENS = 'BEARER_TOKENS is required';

const variablesDependency = { read: readTokenVariables, isSame: isSameTokenVariables };

/** Creates the verifier of opaque tokens from the options and the variables, for the named scheme. */
export function opaqueTokens(scheme: string, options: TokenOptions): TokenVerifierFor {
  const { tokens, variables } = options;
  // A copy, so that later changes by the caller have no effect.
  const given = { variables, tokens: Array.isArray(tokens) ? [...tokens] : tokens };
  return memoizeLast(variablesDependency, (read) => opaqueVerifier(scheme, given, read));
}

/** The options before validation. */
interface Given {
  readonly tokens: unknown;
  readonly variables: unknown;
}

function opaqueVerifier(scheme: string, given: Given, variables: TokenVariables): TokenVerifier {
  const isLeftOut = given.variables === false;
  const { tokens, problems } = parseTokens({
    option: given.tokens,
    variables: isLeftOut ? null : variables,
  });
  const hasNoTokens = tokens.length === 0 && problems.length === 0;
  const known = new Map(
    tokens.map((token) => [bytesOfTokenHash(token.hash), outcomeFor(scheme, token)]),
  );
  return {
    problems: [
      ...optionProblems(given),
      ...problems,
      ...(hasNoTokens ? [noTokensProblem(isLeftOut)] : []),
    ],
    warnings: tokens.flatMap(expired),
    accepts: tokens.map(withoutHash),
    // One hash and one lookup, for any number of tokens and for every token alike.
    check(token, context) {
      const outcome = known.get(tokenHashBytes(token));
      if (outcome === undefined) return hasBadChecksum(token) ? MALFORMED : INVALID;
      return typeof outcome === 'function' ? outcome(context) : outcome;
    },
  };
}

function optionProblems({ variables }: Given): readonly string[] {
  const isRight = variables === undefined || typeof variables === 'boolean';
  return isRight ? [] : ['variables must be true or false'];
}

function noTokensProblem(isLeftOut: boolean): string {
  return isLeftOut ? 'tokens is required if variables is false' : NO_TOKENS;
}

function expired({ limits, item }: StoredToken): readonly string[] {
  const isOver = limits.expires !== undefined && isExpired(limits.expires);
  return isOver ? [`${item} has expired`] : [];
}

function withoutHash({ username, source, limits }: StoredToken): AcceptedCredential {
  return { username, format: 'sha256', peppered: false, source, ...limits };
}

/** The outcome of a known token: a constant, or a function of the request's context. */
type TokenOutcome = Outcome | ((context: object) => Outcome);

/** Prepares the outcomes of a known token in advance, so that a check is fast. */
function outcomeFor(scheme: string, { username, limits }: StoredToken): TokenOutcome {
  const { credentialId, expires, paths, scopes } = limits;
  const principal: Principal = Object.freeze({
    scheme,
    username,
    ...(credentialId === undefined ? {} : { credentialId }),
    ...(scopes === undefined ? {} : { scopes }),
  });
  const accepted: Outcome = Object.freeze({ status: 'accepted', principal });
  if (expires === undefined && paths === undefined) return accepted;

  const expiredOutcome: Outcome = Object.freeze({
    status: 'refused',
    code: 'CREDENTIALS_EXPIRED',
    username,
  });
  const outsidePaths: Outcome = Object.freeze({
    status: 'refused',
    code: 'SCOPE_INSUFFICIENT',
    username,
    httpStatus: 403,
  });
  const end = expires === undefined ? Number.POSITIVE_INFINITY : (parseExpiry(expires) ?? 0);
  return (context) => {
    if (Date.now() >= end) return expiredOutcome;
    const { PATH } = context as { readonly PATH?: unknown };
    return paths === undefined || isWithin(paths, PATH) ? accepted : outsidePaths;
  };
}

/** The sources of opaque tokens, for `bearer()` and `apiKey()`. They are combined. */
export interface TokenOptions {
  /**
   * Tokens in addition to those of the variables: lines `name:hash`, or an array of such lines. The hash is
   * the token's SHA-256 in base64url or hexadecimal digits. The token's id and a dot may precede it, and
   * `expires=2027-01-31`, `paths=/status,/hooks/*` and `scopes=read,write` may follow it. An empty array
   * adds no tokens.
   */
  readonly tokens?: string | readonly string[];
  /** `false` ignores the variables with tokens. Default: `true`. */
  readonly variables?: boolean;
}
