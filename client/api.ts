// Made by npm run openapi from docs/openapi.json.
export interface paths {
    readonly "/account/change-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes the caller's password and ends their other sessions. Requires the old password. */
        readonly post: operations["accountChangePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/confirm-mfa": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Enables MFA with a code of the authenticator app and shows the recovery codes once. */
        readonly post: operations["accountConfirmMfa"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/create-credential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Creates a credential for the caller and shows its secret once. */
        readonly post: operations["accountCreateCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/delete-credential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Deletes one of the caller's credentials, which stops working immediately. */
        readonly post: operations["accountDeleteCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/disable-mfa": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Disables MFA for the caller. Requires a code of the authenticator app or a recovery code. */
        readonly post: operations["accountDisableMfa"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/list-credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the caller's credentials in the account. */
        readonly get: operations["accountListCredentials"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/list-sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the caller's active sessions in all accounts, newest first. */
        readonly get: operations["accountListSessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/regenerate-recovery-codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replaces the recovery codes with ten new ones, shown once. Requires a code of the app. */
        readonly post: operations["accountRegenerateRecoveryCodes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/revoke-other-sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends all of the caller's sessions except the current one. */
        readonly post: operations["accountRevokeOtherSessions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/revoke-session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends one of the caller's sessions. */
        readonly post: operations["accountRevokeSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/rotate-credential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives one of the caller's credentials a new secret and shows it once. */
        readonly post: operations["accountRotateCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/start-mfa": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Starts the enrollment of an authenticator app and shows its secret once. */
        readonly post: operations["accountStartMfa"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/update-credential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes the description, metadata, paths or expiry of one of the caller's credentials. */
        readonly post: operations["accountUpdateCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/account/update-profile": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes the caller's name. */
        readonly post: operations["accountUpdateProfile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/create-credential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Creates a credential for a member or a service user and shows its secret once. */
        readonly post: operations["adminCreateCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/create-service-user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Creates a service user, which owns credentials and cannot log in. */
        readonly post: operations["adminCreateServiceUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/delete-credential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Deletes any credential of the account, which stops working immediately. */
        readonly post: operations["adminDeleteCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/delete-service-user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Deletes a service user and its credentials. */
        readonly post: operations["adminDeleteServiceUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/disable-member": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Blocks a member's access to the account until they are enabled again. */
        readonly post: operations["adminDisableMember"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/disable-service-user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Blocks the credentials of a service user until it is enabled again. */
        readonly post: operations["adminDisableServiceUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/enable-member": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Restores the access of a disabled member. */
        readonly post: operations["adminEnableMember"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/enable-service-user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Allows the credentials of a disabled service user to be used again. */
        readonly post: operations["adminEnableServiceUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/export-events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Exports the account's events as lines of JSON, newest first. */
        readonly get: operations["adminExportEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/invite": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Invites an email address to the account. */
        readonly post: operations["adminInvite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/list-credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the account's credentials of all owners. */
        readonly get: operations["adminListCredentials"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/list-events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the account's events, newest first. */
        readonly get: operations["adminListEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/list-invitations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the account's invitations that have not been accepted, including expired ones. */
        readonly get: operations["adminListInvitations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/list-members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the account's members. */
        readonly get: operations["adminListMembers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/list-service-users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Lists the account's service users. */
        readonly get: operations["adminListServiceUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/remove-member": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Removes a member and their credentials from the account. */
        readonly post: operations["adminRemoveMember"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/resend-invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sends an invitation again with a new link: the caller's own, or any as a team manager. */
        readonly post: operations["adminResendInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/revoke-invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revokes an invitation: the caller's own, or any as a team manager. */
        readonly post: operations["adminRevokeInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/show-account": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Shows the caller's account. */
        readonly get: operations["adminShowAccount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/update-account": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes the account's name or whether its members must use MFA. */
        readonly post: operations["adminUpdateAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/update-member": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes a member's roles. */
        readonly post: operations["adminUpdateMember"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/update-service-user": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes a service user's name or developer level. */
        readonly post: operations["adminUpdateServiceUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/accept-invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Makes the caller a member of the account that invited their email address. */
        readonly post: operations["sessionAcceptInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/complete-sign-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Creates a user from a sign-up link, and an account with that user as administrator. */
        readonly post: operations["sessionCompleteSignUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/forgot-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Mails a link to set a new password. The response does not reveal whether the user exists. */
        readonly post: operations["sessionForgotPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/log-in": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Starts a session with an email address and a password. */
        readonly post: operations["sessionLogIn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/log-out": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends the caller's session. */
        readonly post: operations["sessionLogOut"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/reset-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sets a new password with a mailed link and ends all of the user's sessions. */
        readonly post: operations["sessionResetPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/second-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Completes a login with a code of the authenticator app or a recovery code. */
        readonly post: operations["sessionSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Shows who is logged in, to which account, and what remains to be done. */
        readonly get: operations["sessionShow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/show-invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Shows what an invitation is for to the holder of its link. */
        readonly post: operations["sessionShowInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/sign-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Mails a sign-up link if sign-up is open. */
        readonly post: operations["sessionSignUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/sign-up-by-invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Creates a user for an invited email address that has none. */
        readonly post: operations["sessionSignUpByInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/step-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Authenticates the user of the session again: by the second factor, else by the password. */
        readonly post: operations["sessionStepUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/session/switch-account": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Switches the caller's session to another of the user's accounts. */
        readonly post: operations["sessionSwitchAccount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/token/ssh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Issues a challenge, and exchanges a challenge signed with an SSH key for a token of 15 minutes. */
        readonly post: operations["tokenSsh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Error: {
            readonly error: {
                /** @enum {string} */
                readonly code: "INPUT_INVALID" | "INPUT_MISPLACED" | "CONTENT_TYPE_INVALID" | "ORIGIN_INVALID" | "CREDENTIALS_INVALID" | "PASSWORD_INVALID" | "CODE_INVALID" | "CHALLENGE_EXPIRED" | "SESSION_EXPIRED" | "STEP_UP_REQUIRED" | "SECOND_FACTOR_REQUIRED" | "THROTTLED" | "OVERLOADED" | "LINK_INVALID" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_COMMON" | "PASSWORD_CONTAINS_PERSONAL_DATA" | "PASSWORD_INVALID_CHARACTERS" | "EMAIL_INVALID" | "SIGN_UP_CLOSED" | "EMAIL_EXISTS" | "EMAIL_MISMATCH" | "ACCOUNT_CHANGED" | "ACCOUNT_UNAVAILABLE" | "MFA_ENABLED" | "MFA_NOT_ENABLED" | "MFA_NOT_ENROLLED" | "MFA_REQUIRED" | "FORBIDDEN" | "ADMINISTRATORS_ONLY" | "PRIVILEGE_ESCALATION" | "ROLES_INVALID" | "LAST_ADMINISTRATOR" | "MEMBER_EXISTS" | "INVITATION_EXISTS" | "NAME_EXISTS" | "NAME_INVALID" | "NAME_RESERVED" | "NOT_FOUND" | "OWNER_INVALID" | "PUBLIC_KEY_INVALID" | "KEY_UNPROVEN" | "KEY_EXISTS" | "EXPIRY_INVALID" | "ROTATION_UNDERWAY" | "ACCOUNT_AMBIGUOUS" | "SIGNATURE_INVALID" | "LIMIT_REACHED" | "MAIL_FAILED" | "NOT_CONFIGURED" | "UNAVAILABLE" | "INTERNAL";
                readonly message: string;
                readonly problems?: readonly string[];
                readonly requestId: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly accountChangePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /** @default false */
                    readonly endCredentials?: boolean;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly newPassword: string;
                    readonly oldPassword: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly endedCredentials: number;
                        readonly liveCredentials: number;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `PASSWORD_INVALID`: The password is wrong.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `PASSWORD_INVALID_CHARACTERS`: The password must not contain control characters.
             *     `PASSWORD_TOO_SHORT`: The password must have at least 15 characters.
             *     `PASSWORD_TOO_LONG`: The password must have at most 128 characters.
             *     `PASSWORD_CONTAINS_PERSONAL_DATA`: The password must not consist mainly of your name, your email address or the service's name.
             *     `PASSWORD_COMMON`: The password is too common. Choose another password.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After.
             *     `OVERLOADED`: The service is checking too many passwords. Try again after the time in Retry-After.
             */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountConfirmMfa: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly code: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly recoveryCodes: readonly string[];
                        readonly recoveryCodesText: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `CODE_INVALID`: The code is wrong or was used before. Enter a new code.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_ENABLED`: A second factor is already enabled.
             *     `MFA_NOT_ENROLLED`: MFA enrollment must be started first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountCreateCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                } & ({
                    /** @default  */
                    readonly description?: string;
                    readonly expiresAt?: string;
                    /** @default  */
                    readonly metadata?: string;
                    readonly paths?: readonly string[];
                    /** @constant */
                    readonly type: "authtoken";
                } | {
                    /** @default  */
                    readonly description?: string;
                    readonly expiresAt?: string;
                    /** @default  */
                    readonly metadata?: string;
                    /** @constant */
                    readonly type: "api_key";
                } | {
                    readonly challenge: string;
                    /** @default  */
                    readonly description?: string;
                    readonly expiresAt?: string;
                    /** @default  */
                    readonly metadata?: string;
                    readonly publicKey: string;
                    readonly signature: string;
                    /** @constant */
                    readonly type: "ssh_key";
                });
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly createdBy: string;
                        readonly description: string;
                        readonly expiresAt: string | null;
                        readonly fingerprint: string | null;
                        readonly gracePeriodEndsAt: string | null;
                        readonly id: string;
                        readonly lastUsedAt: string | null;
                        readonly metadata: string;
                        readonly owner: {
                            readonly id: string;
                            readonly name: string;
                            /** @enum {string} */
                            readonly type: "member" | "service_user";
                        };
                        readonly paths: readonly string[] | null;
                        readonly publicKey: string | null;
                        readonly token: string | null;
                        /** @enum {string} */
                        readonly type: "authtoken" | "api_key" | "ssh_key";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `LIMIT_REACHED`: The limit for this type of object has been reached. Delete one first.
             *     `KEY_EXISTS`: The public key already exists in this account.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `EXPIRY_INVALID`: The expiry must be in the future and not later than the expiry of the credential in use.
             *     `PUBLIC_KEY_INVALID`: The public key is not valid or not supported.
             *     `KEY_UNPROVEN`: The key must sign a challenge from token/ssh for this account.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountDeleteCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly id: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountDisableMfa: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly code: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                } | {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly recoveryCode: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /**
             * @description `MFA_REQUIRED`: The account requires a second factor, so it must stay enabled.
             *     `CODE_INVALID`: The code is wrong or was used before. Enter a new code.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_NOT_ENABLED`: A second factor must be enabled first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountListCredentials: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly after?: string;
                readonly limit?: number | string;
                readonly type?: "authtoken" | "api_key" | "ssh_key";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly createdBy: string;
                            readonly description: string;
                            readonly expiresAt: string | null;
                            readonly fingerprint: string | null;
                            readonly gracePeriodEndsAt: string | null;
                            readonly id: string;
                            readonly lastUsedAt: string | null;
                            readonly metadata: string;
                            readonly owner: {
                                readonly id: string;
                                readonly name: string;
                                /** @enum {string} */
                                readonly type: "member" | "service_user";
                            };
                            readonly paths: readonly string[] | null;
                            readonly publicKey: string | null;
                            /** @enum {string} */
                            readonly type: "authtoken" | "api_key" | "ssh_key";
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountListSessions: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly after?: string;
                readonly limit?: number | string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly account: {
                                readonly id: string;
                                readonly name: string;
                            } | null;
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly device: string;
                            /** Format: date-time */
                            readonly expiresAt: string;
                            readonly id: string;
                            readonly isCurrent: boolean;
                            /** Format: date-time */
                            readonly lastSeenAt: string;
                            readonly secondFactorDue: boolean;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountRegenerateRecoveryCodes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly code: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly recoveryCodes: readonly string[];
                        readonly recoveryCodesText: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /**
             * @description `CODE_INVALID`: The code is wrong or was used before. Enter a new code.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_NOT_ENABLED`: A second factor must be enabled first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountRevokeOtherSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly ended: number;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountRevokeSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly id: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountRotateCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /** @default 86400 */
                    readonly gracePeriodSeconds?: number;
                    readonly id: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    /** @enum {string} */
                    readonly keep?: "current" | "previous";
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly createdBy: string;
                        readonly description: string;
                        readonly expiresAt: string | null;
                        readonly fingerprint: string | null;
                        readonly gracePeriodEndsAt: string | null;
                        readonly id: string;
                        readonly lastUsedAt: string | null;
                        readonly metadata: string;
                        readonly owner: {
                            readonly id: string;
                            readonly name: string;
                            /** @enum {string} */
                            readonly type: "member" | "service_user";
                        };
                        readonly paths: readonly string[] | null;
                        readonly publicKey: string | null;
                        readonly token: string;
                        /** @enum {string} */
                        readonly type: "authtoken" | "api_key" | "ssh_key";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ROTATION_UNDERWAY`: Two secrets are valid. Set "keep" to "current" or "previous".
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `EXPIRY_INVALID`: The expiry must be in the future and not later than the expiry of the credential in use. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountStartMfa: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly qrCodeSvg: string;
                        readonly qrCodeTerminal: string;
                        readonly secret: string;
                        readonly uri: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_ENABLED`: A second factor is already enabled.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountUpdateCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly description?: string;
                    readonly expiresAt?: string | null;
                    readonly id: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly metadata?: string;
                    readonly paths?: readonly string[] | null;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly createdBy: string;
                        readonly description: string;
                        readonly expiresAt: string | null;
                        readonly fingerprint: string | null;
                        readonly gracePeriodEndsAt: string | null;
                        readonly id: string;
                        readonly lastUsedAt: string | null;
                        readonly metadata: string;
                        readonly owner: {
                            readonly id: string;
                            readonly name: string;
                            /** @enum {string} */
                            readonly type: "member" | "service_user";
                        };
                        readonly paths: readonly string[] | null;
                        readonly publicKey: string | null;
                        /** @enum {string} */
                        readonly type: "authtoken" | "api_key" | "ssh_key";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `EXPIRY_INVALID`: The expiry must be in the future and not later than the expiry of the credential in use. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly accountUpdateProfile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NAME_INVALID`: The name must have 1 to 100 characters and no control characters. A service user's name must have no colon. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminCreateCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                } & ({
                    /** @default  */
                    readonly description?: string;
                    readonly expiresAt?: string;
                    /** @default  */
                    readonly metadata?: string;
                    readonly owner: {
                        readonly member: string;
                    } | {
                        readonly serviceUser: string;
                    };
                    readonly paths?: readonly string[];
                    /** @constant */
                    readonly type: "authtoken";
                } | {
                    /** @default  */
                    readonly description?: string;
                    readonly expiresAt?: string;
                    /** @default  */
                    readonly metadata?: string;
                    readonly owner: {
                        readonly member: string;
                    } | {
                        readonly serviceUser: string;
                    };
                    /** @constant */
                    readonly type: "api_key";
                } | {
                    readonly challenge: string;
                    /** @default  */
                    readonly description?: string;
                    readonly expiresAt?: string;
                    /** @default  */
                    readonly metadata?: string;
                    readonly owner: {
                        readonly member: string;
                    } | {
                        readonly serviceUser: string;
                    };
                    readonly publicKey: string;
                    readonly signature: string;
                    /** @constant */
                    readonly type: "ssh_key";
                });
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly createdBy: string;
                        readonly description: string;
                        readonly expiresAt: string | null;
                        readonly fingerprint: string | null;
                        readonly gracePeriodEndsAt: string | null;
                        readonly id: string;
                        readonly lastUsedAt: string | null;
                        readonly metadata: string;
                        readonly owner: {
                            readonly id: string;
                            readonly name: string;
                            /** @enum {string} */
                            readonly type: "member" | "service_user";
                        };
                        readonly paths: readonly string[] | null;
                        readonly publicKey: string | null;
                        readonly token: string | null;
                        /** @enum {string} */
                        readonly type: "authtoken" | "api_key" | "ssh_key";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `LIMIT_REACHED`: The limit for this type of object has been reached. Delete one first.
             *     `KEY_EXISTS`: The public key already exists in this account.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `OWNER_INVALID`: The owner must be an active member or service user.
             *     `EXPIRY_INVALID`: The expiry must be in the future and not later than the expiry of the credential in use.
             *     `PUBLIC_KEY_INVALID`: The public key is not valid or not supported.
             *     `KEY_UNPROVEN`: The key must sign a challenge from token/ssh for this account.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminCreateServiceUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /** @enum {string} */
                    readonly developer: "read-write" | "read-only";
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @enum {string} */
                        readonly developer: "read-write" | "read-only";
                        readonly id: string;
                        readonly name: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NAME_EXISTS`: The name is already in use. Choose another name.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NAME_INVALID`: The name must have 1 to 100 characters and no control characters. A service user's name must have no colon.
             *     `NAME_RESERVED`: The name must not look like an email address, an id or another type of caller.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminDeleteCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly id: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminDeleteServiceUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly serviceUser: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminDisableMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly member: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly id: string;
                        readonly mfaEnabled: boolean | null;
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        };
                        readonly user: {
                            readonly email: string;
                            readonly id: string;
                            readonly name: string;
                        };
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /**
             * @description `ADMINISTRATORS_ONLY`: Only an administrator may change an administrator.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `LAST_ADMINISTRATOR`: The account must keep at least one active administrator.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminDisableServiceUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly serviceUser: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @enum {string} */
                        readonly developer: "read-write" | "read-only";
                        readonly id: string;
                        readonly name: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminEnableMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly member: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly id: string;
                        readonly mfaEnabled: boolean | null;
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        };
                        readonly user: {
                            readonly email: string;
                            readonly id: string;
                            readonly name: string;
                        };
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ADMINISTRATORS_ONLY`: Only an administrator may change an administrator.
             *     `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminEnableServiceUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly serviceUser: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @enum {string} */
                        readonly developer: "read-write" | "read-only";
                        readonly id: string;
                        readonly name: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminExportEvents: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly before?: string;
                readonly limit?: number | string;
                readonly object?: string;
                readonly principal?: string;
                readonly since?: string;
                readonly type?: "account_created" | "account_updated" | "user_created" | "user_updated" | "membership_created" | "membership_updated" | "membership_disabled" | "membership_enabled" | "membership_deleted" | "service_user_created" | "service_user_updated" | "service_user_disabled" | "service_user_enabled" | "service_user_deleted" | "credential_created" | "credential_updated" | "credential_rotated" | "credential_deleted" | "credential_exchanged" | "credential_exchange_failed" | "invitation_created" | "invitation_resent" | "invitation_accepted" | "invitation_deleted" | "sign_up_requested" | "sign_up_completed" | "login_succeeded" | "login_failed" | "second_factor_succeeded" | "second_factor_failed" | "step_up_succeeded" | "step_up_failed" | "session_switched" | "session_deleted" | "password_changed" | "password_change_failed" | "password_reset_requested" | "password_reset" | "mfa_enrollment_started" | "mfa_enabled" | "mfa_disabled" | "mfa_failed" | "recovery_code_used" | "recovery_codes_created" | "mail_failed" | "events_deleted";
                readonly until?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    /** @description What the next answer is asked for with, as `before`; missing in the last one. */
                    readonly "Next-Before"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": string;
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminInvite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly email: string;
                    /** @default 7 */
                    readonly expiresInDays?: number;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly roles: {
                        readonly administrator: boolean;
                        /** @enum {string} */
                        readonly developer: "read-write" | "read-only";
                        /** @enum {string} */
                        readonly team: "manager" | "invite-only" | "read-only";
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly email: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        readonly id: string;
                        readonly invitedBy: {
                            readonly email: string;
                            readonly member: string;
                            readonly name: string;
                        } | null;
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        };
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `PRIVILEGE_ESCALATION`: You must not grant roles that you do not have.
             *     `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MEMBER_EXISTS`: The user is already a member of the account.
             *     `INVITATION_EXISTS`: An open invitation for this address already exists.
             *     `LIMIT_REACHED`: The limit for this type of object has been reached. Delete one first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `EMAIL_INVALID`: The email address is not valid.
             *     `ROLES_INVALID`: Members who invite or manage others must have the developer role read-write.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MAIL_FAILED`: The email could not be sent. Try again.
             *     `UNAVAILABLE`: The directory is unavailable. Try again.
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminListCredentials: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly after?: string;
                readonly limit?: number | string;
                readonly owner?: string;
                readonly type?: "authtoken" | "api_key" | "ssh_key";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly createdBy: string;
                            readonly description: string;
                            readonly expiresAt: string | null;
                            readonly fingerprint: string | null;
                            readonly gracePeriodEndsAt: string | null;
                            readonly id: string;
                            readonly lastUsedAt: string | null;
                            readonly metadata: string;
                            readonly owner: {
                                readonly id: string;
                                readonly name: string;
                                /** @enum {string} */
                                readonly type: "member" | "service_user";
                            };
                            readonly paths: readonly string[] | null;
                            readonly publicKey: string | null;
                            /** @enum {string} */
                            readonly type: "authtoken" | "api_key" | "ssh_key";
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminListEvents: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly before?: string;
                readonly limit?: number | string;
                readonly object?: string;
                readonly principal?: string;
                readonly since?: string;
                readonly type?: "account_created" | "account_updated" | "user_created" | "user_updated" | "membership_created" | "membership_updated" | "membership_disabled" | "membership_enabled" | "membership_deleted" | "service_user_created" | "service_user_updated" | "service_user_disabled" | "service_user_enabled" | "service_user_deleted" | "credential_created" | "credential_updated" | "credential_rotated" | "credential_deleted" | "credential_exchanged" | "credential_exchange_failed" | "invitation_created" | "invitation_resent" | "invitation_accepted" | "invitation_deleted" | "sign_up_requested" | "sign_up_completed" | "login_succeeded" | "login_failed" | "second_factor_succeeded" | "second_factor_failed" | "step_up_succeeded" | "step_up_failed" | "session_switched" | "session_deleted" | "password_changed" | "password_change_failed" | "password_reset_requested" | "password_reset" | "mfa_enrollment_started" | "mfa_enabled" | "mfa_disabled" | "mfa_failed" | "recovery_code_used" | "recovery_codes_created" | "mail_failed" | "events_deleted";
                readonly until?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            /** Format: date-time */
                            readonly at: string;
                            readonly id: string;
                            readonly object: {
                                readonly id: string | null;
                                readonly type: string;
                            };
                            readonly principal: {
                                readonly credential: string | null;
                                readonly id: string | null;
                                readonly name: string | null;
                                /** @enum {string} */
                                readonly type: "user" | "service_user" | "nobody";
                            };
                            readonly requestId: string;
                            readonly source: string;
                            readonly type: string;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminListInvitations: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly after?: string;
                readonly limit?: number | string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly email: string;
                            /** Format: date-time */
                            readonly expiresAt: string;
                            readonly id: string;
                            readonly invitedBy: {
                                readonly email: string;
                                readonly member: string;
                                readonly name: string;
                            } | null;
                            readonly roles: {
                                readonly administrator: boolean;
                                /** @enum {string} */
                                readonly developer: "read-write" | "read-only";
                                /** @enum {string} */
                                readonly team: "manager" | "invite-only" | "read-only";
                            };
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminListMembers: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly after?: string;
                readonly limit?: number | string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly active: boolean;
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly id: string;
                            readonly mfaEnabled: boolean | null;
                            readonly roles: {
                                readonly administrator: boolean;
                                /** @enum {string} */
                                readonly developer: "read-write" | "read-only";
                                /** @enum {string} */
                                readonly team: "manager" | "invite-only" | "read-only";
                            };
                            readonly user: {
                                readonly email: string;
                                readonly id: string;
                                readonly name: string;
                            };
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminListServiceUsers: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
                readonly after?: string;
                readonly limit?: number | string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly active: boolean;
                            /** Format: date-time */
                            readonly createdAt: string;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            readonly id: string;
                            readonly name: string;
                        }[];
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminRemoveMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly member: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /**
             * @description `ADMINISTRATORS_ONLY`: Only an administrator may change an administrator.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `LAST_ADMINISTRATOR`: The account must keep at least one active administrator.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminResendInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /** @default 7 */
                    readonly expiresInDays?: number;
                    readonly invitation: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly email: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        readonly id: string;
                        readonly invitedBy: {
                            readonly email: string;
                            readonly member: string;
                            readonly name: string;
                        } | null;
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        };
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `PRIVILEGE_ESCALATION`: You must not grant roles that you do not have.
             *     `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ROLES_INVALID`: Members who invite or manage others must have the developer role read-write. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MAIL_FAILED`: The email could not be sent. Try again.
             *     `UNAVAILABLE`: The directory is unavailable. Try again.
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminRevokeInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly invitation: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /**
             * @description `ADMINISTRATORS_ONLY`: Only an administrator may change an administrator.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminShowAccount: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly id: string;
                        readonly mfaRequired: boolean;
                        readonly name: string;
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminUpdateAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly mfaRequired?: boolean;
                    readonly name?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly id: string;
                        readonly mfaRequired: boolean;
                        readonly name: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_NOT_ENABLED`: A second factor must be enabled first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NAME_INVALID`: The name must have 1 to 100 characters and no control characters. A service user's name must have no colon. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminUpdateMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly member: string;
                    readonly roles: {
                        readonly administrator: boolean;
                        /** @enum {string} */
                        readonly developer: "read-write" | "read-only";
                        /** @enum {string} */
                        readonly team: "manager" | "invite-only" | "read-only";
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        readonly id: string;
                        readonly mfaEnabled: boolean | null;
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        };
                        readonly user: {
                            readonly email: string;
                            readonly id: string;
                            readonly name: string;
                        };
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ADMINISTRATORS_ONLY`: Only an administrator may change an administrator.
             *     `PRIVILEGE_ESCALATION`: You must not grant roles that you do not have.
             *     `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `LAST_ADMINISTRATOR`: The account must keep at least one active administrator.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ROLES_INVALID`: Members who invite or manage others must have the developer role read-write. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly adminUpdateServiceUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /** @enum {string} */
                    readonly developer?: "read-write" | "read-only";
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json?: true;
                    readonly name?: string;
                    readonly serviceUser: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly active: boolean;
                        /** Format: date-time */
                        readonly createdAt: string;
                        /** @enum {string} */
                        readonly developer: "read-write" | "read-only";
                        readonly id: string;
                        readonly name: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: Confirm your identity with session/step-up first.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: The object does not exist in this account. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NAME_EXISTS`: The name is already in use. Choose another name.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NAME_INVALID`: The name must have 1 to 100 characters and no control characters. A service user's name must have no colon.
             *     `NAME_RESERVED`: The name must not look like an email address, an id or another type of caller.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionAcceptInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: {
                            readonly id: string;
                            readonly mfaRequired: boolean;
                            readonly name: string;
                        };
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                    };
                };
            };
            /**
             * @description `LINK_INVALID`: The link is wrong, was used before or has expired. Request a new link.
             *     `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `EMAIL_MISMATCH`: The invitation is for another email address. Log in with the invited address.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MEMBER_EXISTS`: The user is already a member of the account.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionCompleteSignUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly accountName: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly name: string;
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                    };
                };
            };
            /**
             * @description `LINK_INVALID`: The link is wrong, was used before or has expired. Request a new link.
             *     `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `SIGN_UP_CLOSED`: Sign-up requires an invitation.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `EMAIL_EXISTS`: A user with this email address already exists. Log in first. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NAME_INVALID`: The name must have 1 to 100 characters and no control characters. A service user's name must have no colon.
             *     `PASSWORD_INVALID_CHARACTERS`: The password must not contain control characters.
             *     `PASSWORD_TOO_SHORT`: The password must have at least 15 characters.
             *     `PASSWORD_TOO_LONG`: The password must have at most 128 characters.
             *     `PASSWORD_CONTAINS_PERSONAL_DATA`: The password must not consist mainly of your name, your email address or the service's name.
             *     `PASSWORD_COMMON`: The password is too common. Choose another password.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `OVERLOADED`: The service is checking too many passwords. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionForgotPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `EMAIL_INVALID`: The email address is not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionLogIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account?: string;
                    readonly email: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CREDENTIALS_INVALID`: The email address or the password is wrong. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_UNAVAILABLE`: You must be an active member of the account.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After.
             *     `OVERLOADED`: The service is checking too many passwords. Try again after the time in Retry-After.
             */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionLogOut: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionResetPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @default false */
                    readonly endCredentials?: boolean;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly endedCredentials: number;
                        readonly liveCredentials: number;
                    };
                };
            };
            /**
             * @description `LINK_INVALID`: The link is wrong, was used before or has expired. Request a new link.
             *     `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `PASSWORD_INVALID_CHARACTERS`: The password must not contain control characters.
             *     `PASSWORD_TOO_SHORT`: The password must have at least 15 characters.
             *     `PASSWORD_TOO_LONG`: The password must have at most 128 characters.
             *     `PASSWORD_CONTAINS_PERSONAL_DATA`: The password must not consist mainly of your name, your email address or the service's name.
             *     `PASSWORD_COMMON`: The password is too common. Choose another password.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `OVERLOADED`: The service is checking too many passwords. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly code: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                } | {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly recoveryCode: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `CHALLENGE_EXPIRED`: The login has expired or had too many wrong codes. Log in again.
             *     `SESSION_EXPIRED`: The session has ended. Log in again.
             */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `CODE_INVALID`: The code is wrong or was used before. Enter a new code.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_NOT_ENABLED`: A second factor must be enabled first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionShow: {
        readonly parameters: {
            readonly query?: {
                readonly accountId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: {
                            readonly id: string;
                            readonly mfaRequired: boolean;
                            readonly name: string;
                        } | null;
                        readonly accounts: readonly {
                            readonly active: boolean;
                            readonly id: string;
                            readonly name: string;
                        }[];
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        } | null;
                        readonly session: {
                            readonly id: string;
                            readonly steppedUpAt: string | null;
                        };
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                        readonly user: {
                            readonly email: string;
                            readonly hasPassword: boolean;
                            readonly id: string;
                            readonly mfaEnabled: boolean;
                            readonly name: string;
                        };
                    };
                };
            };
            /** @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Nobody is logged in, and there is no API key that counts. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Your role, or how far your session has come, does not allow this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionShowInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly account: {
                            readonly mfaRequired: boolean;
                            readonly name: string;
                        };
                        readonly email: string;
                        /** Format: date-time */
                        readonly expiresAt: string;
                        readonly hasUser: boolean;
                        readonly invitedBy: {
                            readonly email: string;
                            readonly name: string;
                        } | null;
                        readonly roles: {
                            readonly administrator: boolean;
                            /** @enum {string} */
                            readonly developer: "read-write" | "read-only";
                            /** @enum {string} */
                            readonly team: "manager" | "invite-only" | "read-only";
                        };
                    };
                };
            };
            /**
             * @description `LINK_INVALID`: The link is wrong, was used before or has expired. Request a new link.
             *     `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionSignUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `SIGN_UP_CLOSED`: Sign-up requires an invitation.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `EMAIL_INVALID`: The email address is not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MAIL_FAILED`: The email could not be sent. Try again.
             *     `UNAVAILABLE`: The directory is unavailable. Try again.
             */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionSignUpByInvitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly name: string;
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                    };
                };
            };
            /**
             * @description `LINK_INVALID`: The link is wrong, was used before or has expired. Request a new link.
             *     `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `EMAIL_EXISTS`: A user with this email address already exists. Log in first. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NAME_INVALID`: The name must have 1 to 100 characters and no control characters. A service user's name must have no colon.
             *     `PASSWORD_INVALID_CHARACTERS`: The password must not contain control characters.
             *     `PASSWORD_TOO_SHORT`: The password must have at least 15 characters.
             *     `PASSWORD_TOO_LONG`: The password must have at most 128 characters.
             *     `PASSWORD_CONTAINS_PERSONAL_DATA`: The password must not consist mainly of your name, your email address or the service's name.
             *     `PASSWORD_COMMON`: The password is too common. Choose another password.
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `OVERLOADED`: The service is checking too many passwords. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionStepUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": ({
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    readonly code: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                } | {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly recoveryCode: string;
                }) | {
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `CODE_INVALID`: The code is wrong or was used before. Enter a new code.
             *     `PASSWORD_INVALID`: The password is wrong.
             *     `SECOND_FACTOR_REQUIRED`: A code of your second factor is required.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_NOT_ENABLED`: A second factor must be enabled first.
             *     `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed.
             */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After.
             *     `OVERLOADED`: The service is checking too many passwords. Try again after the time in Retry-After.
             */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly sessionSwitchAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account: string;
                    /** @description The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED. */
                    readonly accountId?: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly status: "mfa_required" | "mfa_enrollment_required" | "no_account" | "authenticated";
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SESSION_EXPIRED`: The session has ended. Log in again. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_UNAVAILABLE`: You must be an active member of the account.
             *     `ORIGIN_INVALID`: The Origin header must be this service's own origin.
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_CHANGED`: The caller is in another account than accountId. Nothing was changed. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly tokenSsh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly account?: string;
                    readonly challenge: string;
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                    readonly signature: string;
                } | {
                    /**
                     * @description Proves that the input is a JSON body: a query or a form cannot carry a JSON true.
                     * @constant
                     */
                    readonly json: true;
                };
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date-time */
                        readonly expiresAt: string;
                        readonly token: string;
                    } | {
                        readonly challenge: string;
                    };
                };
            };
            /**
             * @description `INPUT_INVALID`: The input is not valid. Correct the inputs that problems lists.
             *     `INPUT_MISPLACED`: The input must be in the JSON body, not in the query.
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SIGNATURE_INVALID`: The signature is not valid. Sign a new challenge. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ORIGIN_INVALID`: The Origin header must be this service's own origin. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_AMBIGUOUS`: The key is in several accounts. Set account to one of them. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `THROTTLED`: There were too many attempts. Try again after the time in Retry-After. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL`: An internal error occurred. The service's log has the details under the requestId. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNAVAILABLE`: The directory is unavailable. Try again. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
