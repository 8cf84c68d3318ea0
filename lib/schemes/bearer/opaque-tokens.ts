import { isSameTokenVariables, readTokenVariables, type TokenVariables } from '../../config';
import { INVALID, MALFORMED } from '../../outcomes';
import { isMistyped } from '../../tokens/token-format';
import { tokenHash } from '../../tokens/token-hash';
import { isExpired } from '../../tokens/token-limits';
import type { ReadTokenPart, TokenPart } from '../../tokens/token-verifier';
import type { AcceptedCredential } from '../../types';
import { memoizeLast } from '../../util/memoize-last';
import { readTokens } from './parse-tokens';
import type { StoredToken } from './stored-token';
import type { TokenOptions } from './token-options';
import { worthOf } from './token-outcome';

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
