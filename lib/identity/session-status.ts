/**
 * The status of a session:
 *
 * - `mfa_required`: the password is correct, and the second factor is still required.
 * - `mfa_enrollment_required`: the account requires MFA, and the user has not enrolled.
 * - `no_account`: the user is not a member of an account.
 * - `authenticated`: login is complete.
 */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export const SESSION_STATUSES = [
  'mfa_required',
  'mfa_enrollment_required',
  'no_account',
  'authenticated',
] as const;
