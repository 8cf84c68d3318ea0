// The types of the custom elements and of their events, for pages written in TypeScript.

/** A user, and the account to which the user is logged in. */
export interface AuthIdentity {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly account: { readonly id: string; readonly name: string };
}

/** Why a user is no longer logged in: the user logged out, in this or another tab, or the session has expired. */
export interface AuthLoggedOut {
  readonly reason: 'logged-out' | 'expired';
}

/** What a user has changed in the list of members. */
export interface AuthMembersChange {
  readonly change: 'invited' | 'updated' | 'removed';
  /** The id of the member. An invitation has none yet. */
  readonly member?: string;
}

/** The events of the elements. They bubble, so a listener on the document gets them, too. */
export interface AuthEventMap {
  /** A login is complete. Without `preventDefault()`, `<auth-login>` then opens `next`. */
  'auth:logged-in': CustomEvent<AuthIdentity>;
  /** A session has ended. Without `preventDefault()`, the page is loaded again after a logout. */
  'auth:logged-out': CustomEvent<AuthLoggedOut>;
  /** The browser now has the session of another account or user. Without `preventDefault()`, the page is loaded again. */
  'auth:account-changed': CustomEvent<AuthIdentity>;
  /** A member was invited, changed or removed. */
  'auth:members-changed': CustomEvent<AuthMembersChange>;
}

declare global {
  interface HTMLElementTagNameMap {
    'auth-login': HTMLElement;
    'auth-user': HTMLElement;
    'auth-members': HTMLElement;
  }
  interface GlobalEventHandlersEventMap extends AuthEventMap {}
}
