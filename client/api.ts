// Made by npm run openapi from docs/openapi.json.
export interface paths {
  readonly '/admin/export-events': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Gives the account's events as lines of JSON, the newest first. */
    readonly get: operations['adminExportEvents'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/admin/list-events': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Lists the account's events, the newest first. */
    readonly get: operations['adminListEvents'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/session/log-in': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Begins a session with an e-mail address and a password. */
    readonly post: operations['sessionLogIn'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/session/log-out': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ends the caller's session. */
    readonly post: operations['sessionLogOut'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/session/show': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Tells who is logged in, in which account, and what is left to do. */
    readonly get: operations['sessionShow'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/session/switch-account': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Takes the caller's session to another of the user's accounts. */
    readonly post: operations['sessionSwitchAccount'];
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
        readonly code:
          | 'INPUT_INVALID'
          | 'INPUT_MISPLACED'
          | 'CONTENT_TYPE_INVALID'
          | 'ORIGIN_INVALID'
          | 'CREDENTIALS_INVALID'
          | 'PASSWORD_INVALID'
          | 'CODE_INVALID'
          | 'CHALLENGE_OVER'
          | 'THROTTLED'
          | 'BUSY'
          | 'LINK_INVALID'
          | 'PASSWORD_TOO_SHORT'
          | 'PASSWORD_TOO_LONG'
          | 'PASSWORD_COMMON'
          | 'PASSWORD_UNSUITABLE'
          | 'EMAIL_INVALID'
          | 'SIGN_UP_CLOSED'
          | 'EMAIL_TAKEN'
          | 'EMAIL_MISMATCH'
          | 'ACCOUNT_UNAVAILABLE'
          | 'MFA_ENABLED'
          | 'MFA_NOT_ENABLED'
          | 'MFA_NOT_ENROLLED'
          | 'MFA_REQUIRED'
          | 'FORBIDDEN'
          | 'ADMINISTRATORS_ONLY'
          | 'GRANT_TOO_HIGH'
          | 'ROLES_INCOHERENT'
          | 'LAST_ADMINISTRATOR'
          | 'MEMBER_EXISTS'
          | 'INVITATION_EXISTS'
          | 'NAME_TAKEN'
          | 'NAME_INVALID'
          | 'NOT_FOUND'
          | 'OWNER_INVALID'
          | 'PUBLIC_KEY_INVALID'
          | 'KEY_TAKEN'
          | 'EXPIRY_INVALID'
          | 'SIGNATURE_INVALID'
          | 'LIMIT_REACHED'
          | 'MAIL_FAILED'
          | 'NOT_CONFIGURED'
          | 'UNAVAILABLE'
          | 'INTERNAL';
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
  readonly adminExportEvents: {
    readonly parameters: {
      readonly query?: {
        readonly before?: string;
        readonly limit?: number | string;
        readonly object?: string;
        readonly principal?: string;
        readonly since?: string;
        readonly type?:
          | 'account_created'
          | 'account_updated'
          | 'user_created'
          | 'user_updated'
          | 'membership_created'
          | 'membership_updated'
          | 'membership_disabled'
          | 'membership_enabled'
          | 'membership_deleted'
          | 'service_user_created'
          | 'service_user_updated'
          | 'service_user_disabled'
          | 'service_user_enabled'
          | 'service_user_deleted'
          | 'credential_created'
          | 'credential_updated'
          | 'credential_rotated'
          | 'credential_deleted'
          | 'credential_exchanged'
          | 'credential_exchange_failed'
          | 'invitation_created'
          | 'invitation_resent'
          | 'invitation_accepted'
          | 'invitation_deleted'
          | 'sign_up_requested'
          | 'sign_up_completed'
          | 'login_succeeded'
          | 'login_failed'
          | 'second_factor_succeeded'
          | 'second_factor_failed'
          | 'step_up_succeeded'
          | 'step_up_failed'
          | 'session_switched'
          | 'session_deleted'
          | 'password_changed'
          | 'password_change_failed'
          | 'password_reset_requested'
          | 'password_reset'
          | 'mfa_enrolment_started'
          | 'mfa_enabled'
          | 'mfa_disabled'
          | 'mfa_failed'
          | 'recovery_code_used'
          | 'recovery_codes_created'
          | 'mail_failed';
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
          readonly 'application/x-ndjson': string;
        };
      };
      /** @description `INPUT_INVALID`: The input is not of the form that this takes. */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description Nobody is logged in, and there is no API key that counts. */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description Your role, or how far your session has come, does not allow this. */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description `INTERNAL`: Something went wrong here. */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `UNAVAILABLE`: The directory is not available. Try again. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  readonly adminListEvents: {
    readonly parameters: {
      readonly query?: {
        readonly before?: string;
        readonly limit?: number | string;
        readonly object?: string;
        readonly principal?: string;
        readonly since?: string;
        readonly type?:
          | 'account_created'
          | 'account_updated'
          | 'user_created'
          | 'user_updated'
          | 'membership_created'
          | 'membership_updated'
          | 'membership_disabled'
          | 'membership_enabled'
          | 'membership_deleted'
          | 'service_user_created'
          | 'service_user_updated'
          | 'service_user_disabled'
          | 'service_user_enabled'
          | 'service_user_deleted'
          | 'credential_created'
          | 'credential_updated'
          | 'credential_rotated'
          | 'credential_deleted'
          | 'credential_exchanged'
          | 'credential_exchange_failed'
          | 'invitation_created'
          | 'invitation_resent'
          | 'invitation_accepted'
          | 'invitation_deleted'
          | 'sign_up_requested'
          | 'sign_up_completed'
          | 'login_succeeded'
          | 'login_failed'
          | 'second_factor_succeeded'
          | 'second_factor_failed'
          | 'step_up_succeeded'
          | 'step_up_failed'
          | 'session_switched'
          | 'session_deleted'
          | 'password_changed'
          | 'password_change_failed'
          | 'password_reset_requested'
          | 'password_reset'
          | 'mfa_enrolment_started'
          | 'mfa_enabled'
          | 'mfa_disabled'
          | 'mfa_failed'
          | 'recovery_code_used'
          | 'recovery_codes_created'
          | 'mail_failed';
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
          readonly 'application/json': {
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
                readonly type: 'user' | 'service_user' | 'nobody';
              };
              readonly requestId: string;
              readonly source: string;
              readonly type: string;
            }[];
            readonly next: string | null;
          };
        };
      };
      /** @description `INPUT_INVALID`: The input is not of the form that this takes. */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description Nobody is logged in, and there is no API key that counts. */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description Your role, or how far your session has come, does not allow this. */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description `INTERNAL`: Something went wrong here. */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `UNAVAILABLE`: The directory is not available. Try again. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
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
        readonly 'application/json': {
          readonly account?: string;
          readonly email: string;
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
          readonly 'application/json': {
            /** @enum {string} */
            readonly stage: 'second-factor' | 'enrolment' | 'no-account' | 'full';
          };
        };
      };
      /**
       * @description `INPUT_INVALID`: The input is not of the form that this takes.
       *     `INPUT_MISPLACED`: The input belongs in the body, as JSON, not in the query.
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `CREDENTIALS_INVALID`: The e-mail address or the password is wrong. */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `ACCOUNT_UNAVAILABLE`: You are not an active member of that account. */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
      readonly 415: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /**
       * @description `THROTTLED`: Too many attempts. Wait, and try again.
       *     `BUSY`: Too many passwords are being checked. Try again.
       */
      readonly 429: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `INTERNAL`: Something went wrong here. */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `UNAVAILABLE`: The directory is not available. Try again. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
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
        readonly 'application/json': Record<string, never>;
      };
    };
    readonly responses: {
      /** @description Done. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': Record<string, never>;
        };
      };
      /**
       * @description `INPUT_INVALID`: The input is not of the form that this takes.
       *     `INPUT_MISPLACED`: The input belongs in the body, as JSON, not in the query.
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description Nobody is logged in, and there is no API key that counts. */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description `ORIGIN_INVALID`: The request's Origin is not this service's own. */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
      readonly 415: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `INTERNAL`: Something went wrong here. */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `UNAVAILABLE`: The directory is not available. Try again. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  readonly sessionShow: {
    readonly parameters: {
      readonly query?: never;
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
          readonly 'application/json': {
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
              readonly developer: 'read-write' | 'read-only';
              /** @enum {string} */
              readonly team: 'manager' | 'invite-only' | 'read-only';
            } | null;
            readonly session: {
              readonly id: string;
              readonly steppedUpAt: string | null;
            };
            /** @enum {string} */
            readonly stage: 'second-factor' | 'enrolment' | 'no-account' | 'full';
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
      /** @description `INPUT_INVALID`: The input is not of the form that this takes. */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description Nobody is logged in, and there is no API key that counts. */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description Your role, or how far your session has come, does not allow this. */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /** @description `INTERNAL`: Something went wrong here. */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `UNAVAILABLE`: The directory is not available. Try again. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
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
        readonly 'application/json': {
          readonly account: string;
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
          readonly 'application/json': {
            /** @enum {string} */
            readonly stage: 'second-factor' | 'enrolment' | 'no-account' | 'full';
          };
        };
      };
      /**
       * @description `INPUT_INVALID`: The input is not of the form that this takes.
       *     `INPUT_MISPLACED`: The input belongs in the body, as JSON, not in the query.
       */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description Nobody is logged in, and there is no API key that counts. */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/plain': string;
        };
      };
      /**
       * @description `ACCOUNT_UNAVAILABLE`: You are not an active member of that account.
       *     `ORIGIN_INVALID`: The request's Origin is not this service's own.
       */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `CONTENT_TYPE_INVALID`: The body must be JSON, sent as application/json. */
      readonly 415: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `INTERNAL`: Something went wrong here. */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
      /** @description `UNAVAILABLE`: The directory is not available. Try again. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Error'];
        };
      };
    };
  };
}
