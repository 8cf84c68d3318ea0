import type { Refusal } from '../types';

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
export const BUSY: Refusal = Object.freeze({
  status: 'refused',
  code: 'BUSY',
  retryAfterSeconds: 1,
});

/** The name in the credentials has to wait. */
export function throttled(refusal: Refusal, retryAfterSeconds: number): Refusal {
  if (retryAfterSeconds > 0 && Number.isFinite(retryAfterSeconds)) {
    return { ...refusal, code: 'THROTTLED', retryAfterSeconds: Math.ceil(retryAfterSeconds) };
  }
  throw new TypeError('A throttle must answer an attempt with a number of seconds.');
}
