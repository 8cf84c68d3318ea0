import type { Outcome } from '../types';
import { after } from '../util/maybe-promise';
import type { TokenPart } from './token-verifier';

/** What a part says of a token. */
export interface CheckedToken {
  readonly part: TokenPart;
  readonly outcome: Outcome;
}

/** Asks one part after the other: the first that knows the token decides, or else the last. */
export function checkToken(
  parts: readonly TokenPart[],
  token: string,
  context: object,
  index = 0,
): CheckedToken | PromiseLike<CheckedToken> {
  const part = parts[index] as TokenPart;
  return after(part.check(token, context), (outcome) =>
    isUnknown(outcome) && index + 1 < parts.length
      ? checkToken(parts, token, context, index + 1)
      : { part, outcome },
  );
}

function isUnknown(outcome: Outcome): boolean {
  return outcome.status === 'refused' && outcome.code === 'CREDENTIALS_INVALID';
}
