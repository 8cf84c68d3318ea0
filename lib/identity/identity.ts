import type { Roles } from './roles';
import type { SessionStatus } from './session-status';

/** Who a caller is in the directory, read fresh for this request. Frozen, and without secrets. */
export interface Identity {
  /** The account that the caller acts in; undefined in a session of a user who is in none. */
  readonly accountId?: string;
  readonly accountName?: string;
  readonly userId?: string;
  readonly serviceUserId?: string;
  readonly membershipId?: string;
  /** What the caller may do in the account. */
  readonly roles: Roles;
  /** The user's e-mail address, or the service user's name. */
  readonly name: string;
  /** The session, the authtoken or the API key that was presented. */
  readonly credentialId?: string;
  /** Of an authtoken or an API key: when what was presented is over, in ms since 1970, where it ever is. */
  readonly expiresAt?: number;
  /**
   * Of a credential of a user that an administrator made: the administrator's user id. Both may know its secret.
   */
  readonly onBehalfOf?: string;
  /** Of a session only. */
  readonly status?: SessionStatus;
  /** Of a session only: when the second factor or the password was last given, in ms since 1970. */
  readonly steppedUpAt?: number;
}

/** What a service user may do is a matter of its developer level alone. */
export const NO_ROLES: Roles = { developer: 'read-only', team: 'read-only', administrator: false };
