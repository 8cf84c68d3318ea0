import type { AcceptedCredential, Outcome } from '../types';

/** What a scheme has to know of one kind of token, with the settings at hand. */
export interface TokenPart {
  /** What keeps it from being used: names, no secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Who is let in, for the doctor to list: no secrets. */
  readonly accepts: readonly AcceptedCredential[];
  /**
   * Judges one token. A refusal has the code `CREDENTIALS_MALFORMED`, `CREDENTIALS_INVALID`,
   * `CREDENTIALS_EXPIRED` or `SCOPE_INSUFFICIENT`; the scheme makes an answer of it.
   */
  check(token: string, context: object): Outcome | PromiseLike<Outcome>;
}

/** Reads a part's settings from an invocation's context: the same object while none has changed. */
export type ReadTokenPart = (context: object) => TokenPart;
