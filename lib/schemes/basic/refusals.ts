import { HashingOverloaded } from '../../passwords/limit-hashing';
import type { Refusal } from '../../types';

/**
 * Creates the refusal of wrong credentials. Refusals of known and unknown users have the same object shape
 * and are created here only, each for its request, so that creating and reading them takes the same time.
 *
 * @param username - the user if the username is known.
 */
export function invalidCredentials(username: string | undefined): Refusal {
  return { status: 'refused', code: 'CREDENTIALS_INVALID', username };
}

/** Creates the refusal for too many concurrent password checks. */
export function overloaded(retryAfterSeconds: number): Refusal {
  return Object.freeze({ status: 'refused', code: 'OVERLOADED', retryAfterSeconds });
}

/** Returns the result of a check, or a refusal if the check could not hash in time. */
export async function refuseIfOverloaded<T>(check: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await check();
  } catch (reason) {
    if (reason instanceof HashingOverloaded) return overloaded(reason.retryAfterSeconds);
    throw reason;
  }
}

/** Turns a refusal into one that requires the caller to wait. */
export function throttled(refusal: Refusal, retryAfterSeconds: number): Refusal {
  if (retryAfterSeconds > 0 && Number.isFinite(retryAfterSeconds)) {
    return { ...refusal, code: 'THROTTLED', retryAfterSeconds: Math.ceil(retryAfterSeconds) };
  }
  throw new TypeError('A throttle must answer an attempt with a number of seconds.');
}
