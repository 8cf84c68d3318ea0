import type { ThrottleLimits } from './database-throttle';

const MINUTES = 60;

/** Guesses at one address's password: waits double, so that a stranger cannot lock a user out for long. */
export const LOGIN: ThrottleLimits = {
  purpose: 'login',
  maxFailures: 10,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 5,
  maxDelaySeconds: 15 * MINUTES,
};

/** Wrong passwords of one user who is logged in already: strangers have no part in this count. */
export const PASSWORD_PROOF: ThrottleLimits = { ...LOGIN, purpose: 'password-proof' };

/** Wrong second factors at one user's log-ins, after the password: ten, then a quarter of an hour. */
export const SECOND_FACTOR: ThrottleLimits = {
  purpose: 'second-factor',
  maxFailures: 10,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 15 * MINUTES,
  maxDelaySeconds: 15 * MINUTES,
};

/** Wrong second factors of one user who is logged in already: the password alone is no part in this count. */
export const SECOND_FACTOR_PROOF: ThrottleLimits = {
  ...SECOND_FACTOR,
  purpose: 'second-factor-proof',
};

/** Mails to one address that somebody else may have asked for. */
export const MAIL: ThrottleLimits = {
  purpose: 'mail',
  maxFailures: 5,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};

/**
 * Mails that a password is reset with. The wait is no longer than a link lives: strangers who use this up
 * leave the user one that works, or another to ask for.
 */
export const RESET_MAIL: ThrottleLimits = {
  ...MAIL,
  initialDelaySeconds: 30 * MINUTES,
  maxDelaySeconds: 30 * MINUTES,
};

/**
 * Mails with invitations to one address, of all accounts together. No account is told, as it would learn
 * what the others do: beyond this, an invitation is made and its mail is not sent.
 */
export const INVITED: ThrottleLimits = { ...MAIL, purpose: 'invited', maxFailures: 100 };

/** Mails with invitations that one account may cause, to whomever. */
export const INVITATIONS: ThrottleLimits = {
  purpose: 'invitations',
  maxFailures: 100,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};

/** Signatures that did not count, by the key that they name. One that counts never waits. */
export const EXCHANGES_OF_KEY: ThrottleLimits = {
  purpose: 'exchange',
  maxFailures: 10,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 5,
  maxDelaySeconds: 15 * MINUTES,
};

/** Signatures that did not count, of all keys together. */
export const EXCHANGES: ThrottleLimits = {
  purpose: 'exchanges',
  maxFailures: 1000,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 60,
  maxDelaySeconds: 60,
};

/** Notices by mail to one address about one account, whatever they tell. */
export const NOTICES: ThrottleLimits = {
  purpose: 'notices',
  maxFailures: 20,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};
