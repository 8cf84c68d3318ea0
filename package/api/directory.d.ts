import { t as OperationAccess } from "./shared/access.js";
import { a as FunctionEvent, i as Context, m as TwilioHandler, y as Principal } from "./shared/types.js";

// lib/directory/database/database.d.ts
/** Closes every pool, so that the process can end. */
declare function closeDatabases(): Promise<void>;
/** One endpoint of the directory's API: the argument of `policyFor` and `endpoint`. */
interface Operation {
  /** The path of its Function, as in `admin/disable-member`. */
  readonly name: string;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  readonly access: OperationAccess;
  /** Whether it changes anything. If so, its input must be a JSON body from a page of this service. */
  readonly changes: boolean;
}
/** The context of an endpoint's handler. `auth` is missing if the operation requires no authentication. */
type EndpointContext = Context & {
  readonly auth?: Principal | undefined;
};
/**
 * Creates the handler of an operation, which parses the input, runs the operation and responds with JSON, for
 * errors too. Wrap it in `withAuth(policyFor(operation), …)`, or in `open` if it requires no authentication.
 */
declare function endpoint(operation: Operation): TwilioHandler<EndpointContext, FunctionEvent>;
/**
 * Changes nothing about the user until `session/confirm-email`. The address of another user gets another mail after
 * the same work, and the caller gets the same response.
 */
declare const changeEmail: Operation;
/** Refuses a user without a password, who logs in by other means and must not get a password this way. */
declare const changePassword: Operation;
/** Completes the enrollment: every later login of the user with a password requires a second factor. */
declare const confirmMfa: Operation;
/** A passkey logs in without the password, and is a second factor after it. */
declare const confirmPasskey: Operation;
/** The code must be of the same session. The new number replaces an earlier one. */
declare const confirmPhone: Operation;
/** Gives the session to the new account, as accepting an invitation does. */
declare const createAccount: Operation;
declare const createCredential$1: Operation;
declare const deleteCredential$1: Operation;
/** Refuses if it is the last second factor and any account of the user requires one, or the last way to log in. */
declare const deletePasskey: Operation;
/** Refuses if it is the last second factor and any account of the user requires one. */
declare const deletePhone: Operation;
/**
 * An account with the user as its only member is closed, too. The audit logs keep what the user did. Only the operator
 * deletes events, by whole months.
 */
declare const deleteUser: Operation;
/** Refuses if it is the last second factor and any account of the user requires one. */
declare const disableMfa: Operation;
/**
 * Deletes the caller's credentials and other sessions in the account along with the membership. The session continues
 * without an account.
 */
declare const leaveAccount: Operation;
declare const listCredentials$1: Operation;
declare const listEvents$1: Operation;
declare const listIdentities: Operation;
declare const listInvitations$1: Operation;
/** A user has at most 20, so the list has no pages. */
declare const listPasskeys: Operation;
declare const listSessions: Operation;
declare const regenerateRecoveryCodes: Operation;
/** No mail sets a password for a user who has none, so only this session's user decides that there will be none. */
declare const removePassword: Operation;
declare const renamePasskey: Operation;
declare const revokeOtherSessions: Operation;
declare const revokeSession: Operation;
/** The previous secret remains valid for `gracePeriodSeconds`. */
declare const rotateCredential$1: Operation;
declare const showMfa: Operation;
/** `session/finish-sso` in the same session links the identity. */
declare const startIdentityLink: Operation;
/** Changes nothing about logins until `account/confirm-mfa` receives a code of the app. */
declare const startMfa: Operation;
/** Changes nothing until `account/confirm-passkey` receives the answer of the browser. */
declare const startPasskey$1: Operation;
/** Changes nothing about logins until `account/confirm-phone` receives the code, and the earlier number stays. */
declare const startPhone: Operation;
/** The caller's own session stays, even if it began with the identity. It cannot be stepped up there again. */
declare const unlinkIdentity: Operation;
declare const updateCredential: Operation;
declare const updateProfile: Operation;
declare namespace index_d_exports$3 {
  export { changeEmail, changePassword, confirmMfa, confirmPasskey, confirmPhone, createAccount, createCredential$1 as createCredential, deleteCredential$1 as deleteCredential, deletePasskey, deletePhone, deleteUser, disableMfa, leaveAccount, listCredentials$1 as listCredentials, listEvents$1 as listEvents, listIdentities, listInvitations$1 as listInvitations, listPasskeys, listSessions, regenerateRecoveryCodes, removePassword, renamePasskey, revokeOtherSessions, revokeSession, rotateCredential$1 as rotateCredential, showMfa, startIdentityLink, startMfa, startPasskey$1 as startPasskey, startPhone, unlinkIdentity, updateCredential, updateProfile };
}
declare const checkIpRestriction: Operation;
/** Counts the repeated failures that one event reports on the day on which the event was written. */
declare const countEvents: Operation;
declare const createCredential: Operation;
/** A domain proves nothing until `admin/verify-domain` finds its record. */
declare const createDomain: Operation;
/** It is not active, so that it can be tested first. Nothing is requested from it here. */
declare const createIdentityProvider: Operation;
/** It is not active, so that it can be tested first. Nothing is requested from it here. */
declare const createSamlProvider: Operation;
/** Requires a name that no other service user of the account has. */
declare const createServiceUser: Operation;
declare const deleteCredential: Operation;
/** Users who have linked an identity can still log in. New identities of the domain are refused. */
declare const deleteDomain: Operation;
/** Deletes the linked identities and ends the sessions that began with it. The users and their memberships remain. */
declare const deleteIdentityProvider: Operation;
declare const deleteServiceUser: Operation;
/**
 * Ends the member's sessions in the account and revokes their open invitations for good. Credentials
 * remain, but cannot be used until then. Other accounts of the user are not affected.
 */
declare const disableMember: Operation;
declare const disableServiceUser: Operation;
/** Restores the same roles and credentials, but no sessions. */
declare const enableMember: Operation;
declare const enableServiceUser: Operation;
/** Sets the header `Next-Before` if more events follow. Its value is the next request's `before`. */
declare const exportEvents: Operation;
/**
 * Grants roles up to the inviter's own. If the mail cannot be sent, the invitation remains: resend it instead
 * of creating it again.
 */
declare const invite: Operation;
declare const listCredentials: Operation;
/** An account has at most 20, so the list has no pages. */
declare const listDomains: Operation;
declare const listEvents: Operation;
declare const listGroups: Operation;
/** An account has at most 10, so the list has no pages. */
declare const listIdentityProviders: Operation;
declare const listInvitations: Operation;
/** Only callers who manage members may filter by `mfaEnabled`, which the others do not see. */
declare const listMembers: Operation;
declare const listServiceUsers: Operation;
/**
 * A member has the highest roles of a new member and of all groups. Without `roles`, a group gives none, and its members
 * lose those that they have by it alone.
 */
declare const mapGroup: Operation;
/**
 * Deletes the member's credentials and sessions in the account along with the membership. The user and
 * their other memberships remain, and they can be invited again.
 */
declare const removeMember: Operation;
/**
 * Requires the rights of revoking, because the old link stops working. The caller becomes the inviter and
 * must therefore be allowed to grant the invitation's roles.
 */
declare const resendInvitation: Operation;
declare const revokeInvitation: Operation;
/**
 * Ends the sessions in this account only: the member's other accounts and credentials are not affected, and the
 * member can log in again. If the member is the caller, the current session ends too.
 */
declare const revokeMemberSessions: Operation;
/** The previous secret remains valid for `gracePeriodSeconds`. Members rotate their own credentials. */
declare const rotateCredential: Operation;
/** A break-glass member logs in with the password and a second factor while the account requires single sign-on. */
declare const setBreakGlass: Operation;
/** Replaces the whole list, so that its blocks and its mode are checked together. An empty list ends the restriction. */
declare const setIpRestriction: Operation;
declare const showAccount: Operation;
declare const showCounts: Operation;
declare const showIpRestrictions: Operation;
declare const showMember: Operation;
/** The times of requests are exact to the minute. */
declare const showProvisioning: Operation;
/** Works before the provider is active. `session/finish-sso` in the same session shows what the provider sent. */
declare const testIdentityProvider: Operation;
/**
 * Requires MFA of an administrator who enables the requirement, so that at least one administrator does not
 * have to enroll first.
 */
declare const updateAccount: Operation;
/** The issuer never changes: its subjects would become other users. Add another provider instead. */
declare const updateIdentityProvider: Operation;
/** Revokes the member's open invitations whose roles the member may no longer grant. */
declare const updateMember: Operation;
declare const updateServiceUser: Operation;
/** Finds the DNS record by DNS. If Functions may use no DNS, the operator's command verifies the domain. */
declare const verifyDomain: Operation;
declare namespace index_d_exports$2 {
  export { checkIpRestriction, countEvents, createCredential, createDomain, createIdentityProvider, createSamlProvider, createServiceUser, deleteCredential, deleteDomain, deleteIdentityProvider, deleteServiceUser, disableMember, disableServiceUser, enableMember, enableServiceUser, exportEvents, invite, listCredentials, listDomains, listEvents, listGroups, listIdentityProviders, listInvitations, listMembers, listServiceUsers, mapGroup, removeMember, resendInvitation, revokeInvitation, revokeMemberSessions, rotateCredential, setBreakGlass, setIpRestriction, showAccount, showCounts, showIpRestrictions, showMember, showProvisioning, testIdentityProvider, updateAccount, updateIdentityProvider, updateMember, updateServiceUser, verifyDomain };
}
/**
 * Uses up the invitation and switches the session to its account. The link in the mail is not required: a user's
 * address was verified by a link, and a password reset by mail takes the user over anyway. An open session alone is
 * not enough for the invitation's roles.
 *
 * A session that an account's identity provider began stays in that account. It accepts with the link in the mail only, which proves
 * more than the provider. The user enters the new account by a password or passkey, so one of them is required.
 */
declare const acceptInvitation: Operation;
/**
 * Starts a session for the new user. The link proves that the user owns the address. The operator's link for the
 * first account proves no address, so the user enters one.
 */
declare const completeSignUp: Operation;
/**
 * Requires a session of the user who requested the change. After a typing error, the link alone would give the user
 * to a stranger, who could then reset the password.
 */
declare const confirmEmail: Operation;
/** An attempt is valid once, also if the login fails. The reason of a failure is in the account's audit log. */
declare const finishSso: Operation;
declare const forgotPassword: Operation;
/** Depends on the domain of the address only, so it does not reveal whether a user exists. */
declare const listLoginWays: Operation;
/**
 * Gives the same response after the same work to an unknown address, a user without a password and a wrong
 * password.
 */
declare const logIn: Operation;
/**
 * A passkey is two factors in one, since the authenticator has verified its owner. No second factor is required in
 * addition.
 */
declare const logInWithPasskey: Operation;
declare const logOut: Operation;
/**
 * Starts no session and keeps the second factor, because an attacker who reads the user's mail has neither.
 */
declare const resetPassword: Operation;
declare const secondFactor: Operation;
/** A session exists only after the password or a passkey. The code is valid in the same session only. */
declare const sendCode: Operation;
declare const show: Operation;
declare const showInvitation: Operation;
declare const showReset: Operation;
declare const showSignUp: Operation;
/**
 * Mails a link that proves the address and completes the sign-up. An address that already has a user gets
 * another mail after the same work, and the caller gets the same response.
 */
declare const signUp: Operation;
/**
 * Makes the user a member of the inviting account and starts a session there. The link proves that the user
 * owns the address.
 */
declare const signUpByInvitation: Operation;
/** The answer is valid in the same session only: as the second factor of its login, and later as a step-up. */
declare const startPasskey: Operation;
/** Names no passkeys, so it does not reveal who has one. */
declare const startPasskeyLogin: Operation;
/**
 * The page keeps `attempt` where only its own origin can read it, opens the URL, and sends `attempt` to
 * `session/finish-sso` when the provider has sent the browser back.
 */
declare const startSso: Operation;
/**
 * The way to step up for users without a password and a second factor. `session/finish-sso` in the same session completes it.
 * The provider that began a session may step it up wherever it is, so it needs no own login.
 */
declare const startSsoStepUp: Operation;
/**
 * Protects operations that access to an unattended session must not be enough for. A user with a second factor
 * must use it, because the password is the weaker proof.
 */
declare const stepUp: Operation;
declare const switchAccount: Operation;
declare namespace index_d_exports$1 {
  export { acceptInvitation, completeSignUp, confirmEmail, finishSso, forgotPassword, listLoginWays, logIn, logInWithPasskey, logOut, resetPassword, secondFactor, sendCode, show, showInvitation, showReset, showSignUp, signUp, signUpByInvitation, startPasskey, startPasskeyLogin, startSso, startSsoStepUp, stepUp, switchAccount };
}
declare const ssh: Operation;
declare namespace index_d_exports {
  export { ssh };
}
/** The operations of the directory's API: `operations.account.createCredential` is at `/account/create-credential`. */
declare const operations: {
  readonly account: typeof index_d_exports$3;
  readonly admin: typeof index_d_exports$2;
  readonly session: typeof index_d_exports$1;
  readonly token: typeof index_d_exports;
};
/**
 * Creates the handler that identity providers call when their user has logged out there (OpenID Connect Back-Channel Logout
 * 1.0). The query has the provider's id, and the form a signed `logout_token`, which is the proof. It ends the sessions that
 * began with the provider's session, or with its user.
 *
 * @returns a handler for `open`. It answers 200, or 400 with a JSON body, as section 2.8 requires also for failures.
 */
declare function backChannelLogout(): TwilioHandler<Context, FunctionEvent>;
/**
 * Creates the handler that gets the responses of identity providers of SAML 2.0: the assertion consumer service. The browser posts
 * the form. No cookie comes with it, and none is needed: the response is verified, what it proves waits in the row of the login,
 * and the page that started the login gets it with a new secret. This alone logs nobody in.
 *
 * A response that nobody asked for is not read. If its `RelayState` is the id of a provider, the page offers a login there.
 *
 * @returns a handler for `open`. It answers 303 to the dashboard, or 503.
 */
declare function returnSaml(): TwilioHandler<Context, FunctionEvent>;
/**
 * Creates the handler with the metadata of this service for one identity provider of SAML, which can be entered there in place
 * of its single values. It has no secret. The query names the provider: `?identityProvider=idp_…`.
 *
 * @returns a handler for `open`. It answers 200 with XML, 404 for other providers, or 503.
 */
declare function samlMetadata(): TwilioHandler<Context, FunctionEvent>;
export { Operation, backChannelLogout, closeDatabases, endpoint, operations, returnSaml, samlMetadata };