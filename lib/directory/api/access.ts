import type { RoleName } from '../../identity/roles';
import { SESSION_STATUSES, type SessionStatus } from '../../identity/session-status';

/** Who may call an operation. */
export type OperationAccess = 'anyone' | AccessRule;

/** Callers with a session, or with an API key too. */
export interface AccessRule {
  /** Whether an API key does. */
  readonly apiKey: boolean;
  /** Which sessions do. Default: those that are past everything. */
  readonly status?: readonly SessionStatus[];
  /** The level that the caller has to have in the account. Default: any member. */
  readonly role?: RoleName;
}

/** A person with a session, however far it has come. */
export const ANY_SESSION: AccessRule = { apiKey: false, status: SESSION_STATUSES };

/** A person with a session that is past everything. */
export const FULL_SESSION: AccessRule = { apiKey: false };

/** A person with what is their own and no account's, such as a password. */
export const SELF_SERVICE: AccessRule = { apiKey: false, status: ['no_account', 'authenticated'] };

/** As {@link SELF_SERVICE}, also where the account requires a second factor that the person has yet to enrol. */
export const MFA_ENROLLMENT: AccessRule = {
  apiKey: false,
  status: ['mfa_enrollment_required', 'no_account', 'authenticated'],
};

/** Any member of an account, by a session or an API key; service users too, by an API key. */
export const ANY_MEMBER: AccessRule = { apiKey: true };

/** A member with a level. */
export function requireRole(role: RoleName): AccessRule {
  return { apiKey: true, role };
}
