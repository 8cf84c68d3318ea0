import { isSameTokenVariables, readTokenVariables, type TokenVariables } from '../../config';
import { INVALID, MALFORMED } from '../../outcomes';
import { isMistyped } from '../../tokens/token-format';
import { tokenHash } from '../../tokens/token-hash';
import { isExpired, isWithin, readExpiry } from '../../tokens/token-limits';
import type { ReadTokenPart, TokenPart } from '../../tokens/token-verifier';
import type { AcceptedCredential, Outcome, Principal } from '../../types';
import { memoizeLast } from '../../util/memoize-last';
import { readTokens } from './parse-tokens';
import type { StoredToken } from './stored-token';

/** Where no token was made yet. What the doctor says, too. */
export const NO_TOKENS = 'BEARER_TOKENS is not set or empty';

const SETTINGS = { read: readTokenVariables, isSame: isSameTokenVariables };

/** The tokens of the options and the variables, for the scheme of that name. */
export function opaqueTokens(scheme: string, options: TokenOptions): ReadTokenPart {
  const { tokens, variables } = options;
  // A copy, so that what the caller changes later changes nothing here.
  const given = { variables, tokens: Array.isArray(tokens) ? [...tokens] : tokens };
  return memoizeLast(SETTINGS, (read) => tokenPart(scheme, given, read));
}

/** The options, unchecked. */
interface Given {
  readonly tokens: unknown;
  readonly variables: unknown;
}

function tokenPart(scheme: string, given: Given, variables: TokenVariables): TokenPart {
  const isLeftOut = given.variables === false;
  const { tokens, problems } = readTokens({
    option: given.tokens,
    variables: isLeftOut ? null : variables,
  });
  const isNobody = tokens.length === 0 && problems.length === 0;
  const known = new Map(tokens.map((token) => [token.hash, worthOf(scheme, token)]));
  return {
    problems: [...optionProblems(given), ...problems, ...(isNobody ? [nobody(isLeftOut)] : [])],
    warnings: tokens.flatMap(expired),
    accepts: tokens.map(withoutHash),
    // One hash and one look-up, however many tokens there are, and for every token alike.
    check(token, context) {
      const worth = known.get(tokenHash(token));
      if (worth === undefined) return isMistyped(token) ? MALFORMED : INVALID;
      return typeof worth === 'function' ? worth(context) : worth;
    },
  };
}

function optionProblems({ variables }: Given): readonly string[] {
  const isRight = variables === undefined || typeof variables === 'boolean';
  return isRight ? [] : ['variables is neither true nor false'];
}

function nobody(isLeftOut: boolean): string {
  return isLeftOut ? 'tokens is not set or empty, and variables is false' : NO_TOKENS;
}

function expired({ limits, item }: StoredToken): readonly string[] {
  const isOver = limits.expires !== undefined && isExpired(limits.expires);
  return isOver ? [`${item} has expired`] : [];
}

function withoutHash({ username, source, limits }: StoredToken): AcceptedCredential {
  return { username, format: 'sha256', peppered: false, source, ...limits };
}

/** What a known token is worth: always the same, or what a look at the request says. */
type TokenWorth = Outcome | ((context: object) => Outcome);

/** Prepares everything that a known token can come to, so that a check has little left to do. */
export function worthOf(scheme: string, { username, limits }: StoredToken): TokenWorth {
  const { credentialId, expires, paths, scopes } = limits;
  const principal: Principal = Object.freeze({
    scheme,
    username,
    ...(credentialId === undefined ? {} : { credentialId }),
    ...(scopes === undefined ? {} : { scopes }),
  });
  const accepted: Outcome = Object.freeze({ status: 'accepted', principal });
  if (expires === undefined && paths === undefined) return accepted;

  const over: Outcome = Object.freeze({ status: 'refused', code: 'CREDENTIALS_EXPIRED', username });
  const elsewhere: Outcome = Object.freeze({
    status: 'refused',
    code: 'SCOPE_INSUFFICIENT',
    username,
    httpStatus: 403,
  });
  const end = expires === undefined ? Number.POSITIVE_INFINITY : (readExpiry(expires) ?? 0);
  return (context) => {
    if (Date.now() >= end) return over;
    const { PATH } = context as { readonly PATH?: unknown };
    return paths === undefined || isWithin(paths, PATH) ? accepted : elsewhere;
  };
}

/** Where opaque tokens come from, for `bearer()` and `apiKey()`. Everything adds up. */
export interface TokenOptions {
  /**
   * Tokens beside those of the variables: lines `name:hash`, or an array of such lines. The hash is the
   * token's SHA-256 in base64url or hexadecimal digits; the token's id and a dot may stand before it,
   * and `expires=2027-01-31`, `paths=/status,/hooks/*` and `scopes=read,write` behind it. An empty
   * array: none beside those of the variables.
   */
  readonly tokens?: string | readonly string[];
  /** `false` leaves out the variables with tokens. Default: `true`. */
  readonly variables?: boolean;
}
