import type { Outcome, Refusal } from './types';

/** None of the scheme's credentials are there. */
export const ABSENT: Outcome = Object.freeze({ status: 'absent' });

/** What is there is not of the form that credentials have. */
export const MALFORMED: Refusal = Object.freeze({
  status: 'refused',
  code: 'CREDENTIALS_MALFORMED',
});

/** Credentials of nobody known. */
export const INVALID: Refusal = Object.freeze({ status: 'refused', code: 'CREDENTIALS_INVALID' });

/** The directory's database did not answer; in a moment it may. */
export const UNAVAILABLE: Refusal = Object.freeze({
  status: 'refused',
  code: 'DIRECTORY_UNAVAILABLE',
  httpStatus: 503,
  retryAfterSeconds: 5,
});
