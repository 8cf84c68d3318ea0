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
