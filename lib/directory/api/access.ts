import type { Identity } from '../../identity/identity';
import type { RoleName } from '../../identity/roles';
import { SESSION_STATUSES, type SessionStatus } from '../../identity/session-status';
import { DirectoryError } from '../errors';

/** The callers of an operation. */
export type OperationAccess = 'anyone' | AccessRule;

/** A rule for callers with a session or an API key. */
export interface AccessRule {
  /** Whether an API key is accepted. */
  readonly apiKey: boolean;
  /** The statuses of accepted sessions. Default: `authenticated`. */
  readonly status?: readonly SessionStatus[];
  /**
   * Refuses sessions that an identity provider of an account began: all of them if `always`, else those of users who are in
   * other accounts, too. An administrator of the account controls the provider. Default: refuses none.
   */
  readonly ownLogin?: 'always' | 'in-other-accounts';
  /** The role that the caller must have in the account. Default: any member. */
  readonly role?: RoleName;
  /**
   * Whether it is allowed from every IP address, although the account restricts the addresses of its sessions.
   * Default: false.
   */
  readonly anyAddress?: boolean;
}

/** A user with a session of any status. */
export const ANY_SESSION: AccessRule = { apiKey: false, status: SESSION_STATUSES };

/** A user with an authenticated session. */
export const FULL_SESSION: AccessRule = { apiKey: false };

/** A user who manages their own data, such as the password, with or without an account. */
export const SELF_SERVICE: AccessRule = {
  apiKey: false,
  status: ['no_account', 'authenticated'],
  ownLogin: 'in-other-accounts',
};

/** A user with a session that does not wait for its second factor. */
export const AFTER_MFA: AccessRule = {
  apiKey: false,
  status: ['mfa_enrollment_required', 'no_account', 'authenticated'],
};

/** As {@link SELF_SERVICE}, and also for users whose account requires MFA and who have not yet enrolled. */
export const MFA_ENROLLMENT: AccessRule = { ...AFTER_MFA, ownLogin: 'in-other-accounts' };

/** As {@link MFA_ENROLLMENT}, for what moves the session to another account. */
export const MOVE: AccessRule = { ...MFA_ENROLLMENT, ownLogin: 'always' };

/** Any member of an account with a session or an API key, and any service user with an API key. */
export const ANY_MEMBER: AccessRule = { apiKey: true };

/** Returns the rule for callers with a role. */
export function requireRole(role: RoleName): AccessRule {
  return { apiKey: true, role };
}

/**
 * Requires that the caller's session may be used for an operation.
 *
 * @throws DirectoryError `OWN_LOGIN_REQUIRED`
 */
export function requireOwnLogin(access: OperationAccess, caller: Identity | undefined): void {
  const ownLogin = access === 'anyone' ? undefined : access.ownLogin;
  const restrictedTo = caller?.restrictedTo;
  if (ownLogin === undefined || restrictedTo === undefined) return;
  if (ownLogin === 'always' || restrictedTo === 'account') {
    throw new DirectoryError('OWN_LOGIN_REQUIRED');
  }
}
