import type { Roles } from './roles';
import type { SessionStatus } from './session-status';

/** A caller's identity in the directory, read from the database for this request. Frozen and free of secrets. */
export interface Identity {
  /** The account that the caller acts in. Undefined in a session of a user without an account. */
  readonly accountId?: string;
  readonly accountName?: string;
  readonly userId?: string;
  readonly serviceUserId?: string;
  readonly membershipId?: string;
  /** The caller's roles in the account. */
  readonly roles: Roles;
  /** The user's email address, or the service user's name. */
  readonly name: string;
  /** The public id of the presented session, authtoken or API key. */
  readonly credentialId?: string;
  /** The expiry of a presented authtoken or API key in ms since 1970. Undefined if it does not expire. */
  readonly expiresAt?: number;
  /**
   * The user id of the administrator who created this credential of another user. Both may know its secret.
   */
  readonly onBehalfOf?: string;
  /** The status of a session. Undefined for other credentials. */
  readonly status?: SessionStatus;
  /**
   * The restriction of a session that began with an identity provider of the account: `user`, it cannot leave the account;
   * `account`, it cannot use the user's own settings either, because they are also valid in the user's other accounts.
   */
  readonly restrictedTo?: 'user' | 'account';
  /** Whether the session is a break-glass member's, who logged in without the single sign-on that the account requires. */
  readonly breakGlass?: boolean;
  /** The time in ms since 1970 when a session's second factor or password was last entered. */
  readonly steppedUpAt?: number;
}

/** The roles of a service user before its developer level is applied, which is the only one it has. */
export const NO_ROLES: Roles = { developer: 'read-only', team: 'read-only', administrator: false };
