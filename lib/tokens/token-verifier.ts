import { INVALID } from '../outcomes';
import type { AcceptedCredential, Outcome } from '../types';

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
