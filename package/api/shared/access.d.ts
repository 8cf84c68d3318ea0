import { T as RoleName, w as SessionStatus } from "./types.js";

// lib/directory/api/access.d.ts
/** The callers of an operation. */
type OperationAccess = 'anyone' | AccessRule;
/** A rule for callers with a session or an API key. */
interface AccessRule {
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
export { OperationAccess as t };