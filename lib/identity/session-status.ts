/**
 * How far a session has come: the password was right and the second factor is due; the account requires
 * a second factor and the user has none yet; the user is in no account; or all is done.
 */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export const SESSION_STATUSES = [
  'mfa_required',
  'mfa_enrollment_required',
  'no_account',
  'authenticated',
] as const;
