import type { Refusal } from '../types';

/** Credentials of nobody known. Of the same shape as that of somebody known, to take the same time. */
export const INVALID: Refusal = Object.freeze({
  status: 'refused',
  code: 'CREDENTIALS_INVALID',
  username: undefined,
});

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
