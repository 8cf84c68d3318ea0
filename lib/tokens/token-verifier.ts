import { INVALID } from '../outcomes';
import type { AcceptedCredential, Outcome } from '../types';
import { thenSync } from '../util/maybe-promise';

/** What a scheme has to know of one kind of token, with the settings at hand. */
export interface TokenPart {
  /** What keeps it from being used: names, no secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Who is let in, for the doctor to list: no secrets. */
  readonly accepts: readonly AcceptedCredential[];
  /** What every one of its tokens must be good for, where that is said. */
  readonly requiredScopes?: readonly string[] | undefined;
  /**
   * Judges one token. A refusal has the code `CREDENTIALS_MALFORMED`, `CREDENTIALS_INVALID`,
   * `CREDENTIALS_EXPIRED`, `SCOPE_INSUFFICIENT` or `KEYS_UNAVAILABLE`; the scheme makes an answer of it.
   */
  check(token: string, context: object): Outcome | PromiseLike<Outcome>;
}

/** Reads a part's settings from an invocation's context: the same object while none has changed. */
export type ReadTokenPart = (context: object) => TokenPart;

/** A part that nobody gets in by, and why. */
export function unusablePart(problems: readonly string[]): TokenPart {
  return { problems, warnings: [], accepts: [], check: () => INVALID };
}

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
  return thenSync(part.check(token, context), (outcome) =>
    isUnknown(outcome) && index + 1 < parts.length
      ? checkToken(parts, token, context, index + 1)
      : { part, outcome },
  );
}

function isUnknown(outcome: Outcome): boolean {
  return outcome.status === 'refused' && outcome.code === 'CREDENTIALS_INVALID';
}
