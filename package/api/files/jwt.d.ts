import { Context, ServerlessCallback, ServerlessEventObject } from "@twilio-labs/serverless-runtime-types/types";

// lib/identity/accepted-credential.d.ts
/** A credential that a scheme accepts, without its secret. */
interface AcceptedCredential {
  readonly username: string;
  /** The format in which the password or token is stored. */
  readonly format: 'plain' | 'scrypt' | 'bcrypt' | 'argon2id' | 'sha256' | 'jwt' | 'directory' /** The users that the project's own `verify` function accepts. */ | 'verify';
  /** Whether `PASSWORD_PEPPER` was mixed into the hash. */
  readonly peppered: boolean;
  /** The name of the variable, asset or option that configures the credential. */
  readonly source: string;
  /** The public id of a token, if it has one. */
  readonly credentialId?: string;
  /** The configured expiry, a date such as `2027-01-31` or a time. Default: none. */
  readonly expires?: string;
  /** The paths for which the credential is valid: `/path`, or `/path/*`. Default: all. */
  readonly paths?: readonly string[];
  /** The scopes of the credential. Undefined if it has none. */
  readonly scopes?: readonly string[];
  /** The one directory account that callers must act in. Default: any. */
  readonly account?: string;
  /** The session statuses that are accepted. Set for sessions only. */
  readonly status?: readonly string[];
}
/** A member's permissions for the account's product. */
type DeveloperLevel = 'read-write' | 'read-only';
/** A member's permissions for the account's other members. */
type TeamLevel = 'manager' | 'invite-only' | 'read-only';
/** The roles of a member in an account. */
interface Roles {
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  /** All permissions, including those that only administrators have. */
  readonly administrator: boolean;
}
/**
 * The status of a session:
 *
 * - `mfa_required`: the password is correct, and the second factor is still required.
 * - `mfa_enrollment_required`: the account requires MFA, and the user has not enrolled.
 * - `no_account`: the user is not a member of an account.
 * - `authenticated`: login is complete.
 */
type SessionStatus = (typeof SESSION_STATUSES)[number];
declare const SESSION_STATUSES: readonly ['mfa_required', 'mfa_enrollment_required', 'no_account', 'authenticated'];
/** A caller's identity in the directory, read from the database for this request. Frozen and free of secrets. */
interface Identity {
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
/**
 * The identity of an authenticated caller. Frozen and free of secrets, so it is safe to log and to
 * send to the caller.
 *
 * @example
 * const principal: Principal = { scheme: 'basic', username: 'ada' };
 */
interface Principal {
  /** The scheme that accepted the caller, for example `basic`. */
  readonly scheme: string;
  /**
   * The authenticated name, in Unicode normalization form C. For a JWT, the unchanged claim `sub`
   * (RFC 7519 section 2, StringOrURI).
   */
  readonly username: string;
  /** The scopes of the credential (RFC 6749 section 3.3). Undefined if the credential has none. */
  readonly scopes?: readonly string[];
  /** The public id of the presented credential, if it has one. */
  readonly credentialId?: string;
  /** The claims of a JWT, as signed by its issuer. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The caller's identity in the directory, if the directory authenticated the caller. */
  readonly directory?: Identity;
}
/**
 * The reason for refusing the presented credentials. Stable, so programs may switch on it.
 *
 * @example
 * const code: RefusalCode = 'THROTTLED';
 */
type RefusalCode = 'CREDENTIALS_MALFORMED' | 'CREDENTIALS_INVALID' /** The credential was valid, and has expired. */ | 'CREDENTIALS_EXPIRED' /** The credentials are in the query or the body, where they are not allowed. */ | 'CREDENTIALS_MISPLACED' /** A header that must not be repeated is repeated. */ | 'REQUEST_INVALID' /** The credential has another type than the scheme requires. */ | 'CREDENTIAL_TYPE_MISMATCH' /** The credential is valid, but not for this path or scope. */ | 'SCOPE_INSUFFICIENT' /** The caller's IP address is not allowed. */ | 'ADDRESS_REFUSED' /** The caller's IP address must be allowed, and the request did not come through a known edge. */ | 'ADDRESS_UNKNOWN' /** The policy's `authorize` refuses this caller. */ | 'FORBIDDEN' /** The session is valid, but login or enrollment is not complete. */ | 'SESSION_INCOMPLETE' /** The session is valid, but the second factor or password was entered too long ago. */ | 'STEP_UP_REQUIRED' /** The password is correct, but this user must log in with MFA. */ | 'SECOND_FACTOR_REQUIRED' /** The password is correct, but the account requires single sign-on. */ | 'SSO_REQUIRED' /** The password is correct, but the request does not name one of the user's accounts. */ | 'ACCOUNT_AMBIGUOUS' /** The signature cannot be verified, because the Function does not get the whole request. */ | 'SIGNATURE_UNVERIFIABLE' /** The signed request was received before. */ | 'REPLAYED' /** The username has too many failed attempts and must wait. */ | 'THROTTLED' /** The issuer's keys cannot be fetched, and no earlier keys are cached, so the token is not verified. */ | 'KEYS_UNAVAILABLE' /** The directory's database is unreachable or overloaded. */ | 'DIRECTORY_UNAVAILABLE' /** Too many passwords are already being checked. */ | 'OVERLOADED' /** The scheme threw an error. */ | 'SCHEME_FAILED';
/**
 * An outcome that refuses the request.
 *
 * @example
 * const refusal: Refusal = { status: 'refused', code: 'CREDENTIALS_INVALID' };
 */
interface Refusal {
  readonly status: 'refused';
  readonly code: RefusalCode;
  /** The username in the credentials, only if that user exists: callers type passwords there. */
  readonly username?: string | undefined;
  /** Seconds until the caller may try again. Changes the status from 401 to 429, unless it is 503. */
  readonly retryAfterSeconds?: number;
  /** The status of the response. Default: 401. */
  readonly httpStatus?: 400 | 403 | 503;
  /** A challenge that names the error (RFC 6750 section 3.1) and replaces the scheme's own. */
  readonly challenge?: string;
  /** Cookies that the response sets, for example to clear ambiguous ones. It is never cached. */
  readonly cookies?: readonly ResponseCookie[];
}
/**
 * A cookie for the caller's browser.
 *
 * @example
 * const cookie: ResponseCookie = { name: 'theme', value: 'dark', attributes: ['Max-Age=60'] };
 */
interface ResponseCookie {
  readonly name: string;
  readonly value: string;
  /** Attributes such as `Max-Age=60`. */
  readonly attributes: readonly string[];
}
/**
 * A scheme's result for one request.
 *
 * `absent` means that the request has no credentials for the scheme. It is not a failed attempt:
 * Twilio's webhooks first call without credentials, and send them only after the challenge.
 *
 * @example
 * const outcome: Outcome = { status: 'accepted', principal: { scheme: 'basic', username: 'ada' } };
 */
type Outcome = {
  readonly status: 'absent';
} | Refusal | {
  readonly status: 'accepted';
  readonly principal: Principal;
};
/**
 * The reason for a decision. Stable, so programs may switch on it.
 *
 * @example
 * const code: DecisionCode = 'CREDENTIALS_ACCEPTED';
 */
type DecisionCode = 'CREDENTIALS_ACCEPTED' | 'CREDENTIALS_MISSING' | 'NOT_CONFIGURED' | RefusalCode;
/**
 * The decision about one request. It contains no secret and no text from an unauthenticated caller.
 *
 * @example
 * const decision: Decision = {
 *   decision: 'allow',
 *   code: 'CREDENTIALS_ACCEPTED',
 *   scheme: 'basic',
 *   username: 'ada',
 *   path: '/report',
 *   enforced: true,
 * };
 */
interface Decision {
  /** `block` even if the caller was allowed because the policy has `enforce: false`. */
  readonly decision: 'allow' | 'block';
  readonly code: DecisionCode;
  /** The scheme that decided, or the policy's first scheme if the request had no credentials. */
  readonly scheme: string;
  /** The username in the credentials, only if that user exists. */
  readonly username: string | undefined;
  /** The Function's path, from `context.PATH`. */
  readonly path: string | undefined;
  /** Whether the policy is enforced. */
  readonly enforced: boolean;
  /** The name of the edge that the request came through. Undefined without an edge. */
  readonly edge?: string | undefined;
  /** `true` if the caller is redirected to the login page. Otherwise undefined. */
  readonly redirected?: true;
}
/**
 * A function that gets every decision before the response is sent. The guard waits for a returned
 * promise, because the platform may freeze a Function after its response. An error in the function
 * does not change the response.
 *
 * @example
 * const onDecision: OnDecision = ({ code, path }) => console.log(code, path);
 */
type OnDecision = (decision: Decision) => unknown;
/**
 * A scheme with valid settings.
 *
 * @example
 * const authenticator: Authenticator = { authenticate: () => ({ status: 'absent' }) };
 */
interface Authenticator {
  /**
   * The scheme's challenge in `WWW-Authenticate` (RFC 9110 section 11.6.1). Its first parameter must
   * be `realm`, or Chromium misreads a Basic challenge before it
   * (docs/adr/0010-single-challenge-header.md).
   * Default: none, for a scheme whose challenge no client could answer. A policy without challenges
   * responds with 403.
   */
  readonly challenge?: string;
  /** The credentials that the scheme accepts, without secrets, for the doctor to list. */
  readonly accepts?: readonly AcceptedCredential[];
  /**
   * The path of the page where a person logs in, such as `/account`. A browser that opens the Function's page
   * without a login is redirected there. Default: none.
   */
  readonly login?: string;
  /** Weaknesses of the settings. Each text names settings and never contains their values. */
  readonly warnings?: readonly string[];
  /**
   * Authenticates one request.
   *
   * @param event - the Function's event. The caller controls it, so it may have any shape.
   * @param context - the invocation's context.
   */
  authenticate(event: unknown, context: object): Outcome | PromiseLike<Outcome>;
}
/**
 * The problems in a scheme's settings. Each text names settings and never contains their values.
 *
 * @example
 * const misconfiguration: Misconfiguration = { problems: ['USERNAME is required'] };
 */
interface Misconfiguration {
  readonly problems: readonly string[];
}
/**
 * A method of authentication, such as {@link basic}. Stateless: settings come with each invocation.
 *
 * @example
 * const scheme: Scheme = {
 *   name: 'none',
 *   configure: () => ({ authenticate: () => ({ status: 'absent' }) }),
 * };
 */
interface Scheme {
  /** The scheme's name in lowercase, for example `basic`. */
  readonly name: string;
  /** Reads the scheme's settings from the invocation's context. Fast if they have not changed. */
  configure(context: object): Authenticator | Misconfiguration;
}
/**
 * The event of a Function: query and body parameters. The caller controls all of them.
 *
 * @example
 * const event: FunctionEvent = { Body: 'Ahoy', request: { headers: {}, cookies: {} } };
 */
type FunctionEvent = ServerlessEventObject<Record<string, unknown>>;
/**
 * The handler of a Twilio Function, as the platform calls it.
 *
 * @example
 * const handler: TwilioHandler<object, FunctionEvent> = (_context, _event, callback) => callback(null, 'OK');
 */
type TwilioHandler<C, E> = (context: C, event: E, callback: ServerlessCallback) => void;
/** Scopes by client, in the form of the option of `tokenEndpoint()`. */
type ScopesByClient = Readonly<Record<string, readonly string[]>>;
/**
 * Creates a handler that publishes the public halves of the signing keys (RFC 7517 section 5), for services that
 * verify tokens: the key of `JWT_SIGNING_KEY`, and that of `JWT_SIGNING_KEY_PREVIOUS`, whose tokens are valid
 * until they expire. If keys are missing or wrong, it answers 500 and logs one line with every problem.
 *
 * @returns a handler for `open`, because the keys are public.
 * @example
 * export const handler = open(jwksEndpoint());
 */
declare function jwksEndpoint(): TwilioHandler<Context, FunctionEvent>;
/** Options of `tokenEndpoint()`. */
interface TokenEndpointOptions {
  /** The scheme of the clients: `basic()`, whose usernames and passwords are the clients' ids and secrets. */
  readonly clients: Scheme;
  /** The allowed scopes by client, in addition to `OAUTH_SCOPES` and to the scopes of its credential. */
  readonly scopes?: ScopesByClient;
  /** The lifetime of a token: 60 to 86,400. Default: 900. */
  readonly lifetimeSeconds?: number;
  /** A function that receives every decision instead of the log. */
  readonly onDecision?: OnDecision;
}
/** The handler that {@link tokenEndpoint} creates. */
type Endpoint = TwilioHandler<Context, FunctionEvent>;
/**
 * Creates the token endpoint of OAuth 2.0 for the client credentials grant (RFC 6749 section 4.4). A client that
 * authenticates by Basic or in the body gets a JWT access token (RFC 9068), signed with `JWT_SIGNING_KEY`. The
 * token has the requested scopes that the client may have.
 *
 * `OAUTH_SCOPES`, with lines `client:scope scope`, and the option `scopes` define the scopes that a client may
 * have. If settings are missing or wrong, the endpoint answers 500 and logs one line with every problem.
 *
 * @returns a handler for `open`, because it authenticates clients itself.
 * @throws TypeError when the file loads, if the options are invalid.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @example
 * export const handler = open(tokenEndpoint({ clients: basic(), lifetimeSeconds: 600 }));
 */
declare function tokenEndpoint(given: TokenEndpointOptions): Endpoint;
export { type ScopesByClient, type TokenEndpointOptions, jwksEndpoint, tokenEndpoint };