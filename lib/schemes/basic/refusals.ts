import { HashingOverloaded } from '../../passwords/limit-hashing';
import type { Refusal } from '../../types';

/**
 * Credentials that are not right. Whether or not somebody known is named: objects of one shape, made
 * in one place, so that everything that reads them takes one time.
 */
export function invalid(username: string | undefined): Refusal {
  return Object.freeze({ status: 'refused', code: 'CREDENTIALS_INVALID', username });
}

/** Credentials of nobody known. */
export const INVALID: Refusal = invalid(undefined);

/** Too many passwords are being checked already. */
export function busy(retryAfterSeconds: number): Refusal {
  return Object.freeze({ status: 'refused', code: 'OVERLOADED', retryAfterSeconds });
}

/** What a check comes to, or a refusal where its hash would not be there in time. */
export async function orBusy<T>(check: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await check();
  } catch (reason) {
    if (reason instanceof HashingOverloaded) return busy(reason.retryAfterSeconds);
    throw reason;
  }
}

/** The name in the credentials has to wait. */
export function throttled(refusal: Refusal, retryAfterSeconds: number): Refusal {
  if (retryAfterSeconds > 0 && Number.isFinite(retryAfterSeconds)) {
    return { ...refusal, code: 'THROTTLED', retryAfterSeconds: Math.ceil(retryAfterSeconds) };
  }
  throw new TypeError('A throttle must answer an attempt with a number of seconds.');
}
