import { INVALID } from '../outcomes';
import type { AcceptedCredential, Outcome } from '../types';
import { thenSync } from '../util/maybe-promise';

/** The verifier of one kind of token, with its settings. */
export interface TokenVerifier {
  /** The problems that make it unusable: they name settings and never contain secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** The accepted callers, for the doctor's list. It contains no secrets. */
  readonly accepts: readonly AcceptedCredential[];
  /** The scopes that every token must have, if they are configured. */
  readonly requiredScopes?: readonly string[] | undefined;
  /**
   * Verifies one token. A refusal has the code `CREDENTIALS_MALFORMED`, `CREDENTIALS_INVALID`,
   * `CREDENTIALS_EXPIRED`, `SCOPE_INSUFFICIENT` or `KEYS_UNAVAILABLE`. The scheme builds the response.
   */
  check(token: string, context: object): Outcome | PromiseLike<Outcome>;
}

/** A function that returns the verifier for an invocation's context: the same object until a setting changes. */
export type TokenVerifierFor = (context: object) => TokenVerifier;

/** Creates a verifier that reports problems and refuses every token. */
export function misconfiguredVerifier(problems: readonly string[]): TokenVerifier {
  return { problems, warnings: [], accepts: [], check: () => INVALID };
}

/** The outcome of a token, and the verifier that decided. */
export interface CheckedToken {
  readonly verifier: TokenVerifier;
  readonly outcome: Outcome;
}

/** Tries the verifiers in order: the first that recognizes the token decides, or else the last. */
export function checkToken(
  verifiers: readonly TokenVerifier[],
  token: string,
  context: object,
  index = 0,
): CheckedToken | PromiseLike<CheckedToken> {
  const verifier = verifiers[index] as TokenVerifier;
  return thenSync(verifier.check(token, context), (outcome) =>
    isUnknown(outcome) && index + 1 < verifiers.length
      ? checkToken(verifiers, token, context, index + 1)
      : { verifier, outcome },
  );
}

function isUnknown(outcome: Outcome): boolean {
  return outcome.status === 'refused' && outcome.code === 'CREDENTIALS_INVALID';
}
