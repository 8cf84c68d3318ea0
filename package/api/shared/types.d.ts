import { Context as Context$1, ServerlessCallback, ServerlessEventObject } from "@twilio-labs/serverless-runtime-types/types";

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
/** The lowest role that a caller must have, for `authorize: { role }`. */
type RoleName = 'administrator' | `developer:${DeveloperLevel}` | `team:${TeamLevel}`;
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
 * Changes to the request headers that the wrapped handler gets. `remove` is applied before `add`.
 *
 * @example
 * const headers: RequestHeaders = { remove: ['Authorization'], add: { 'X-User': 'ada' } };
 */
interface RequestHeaders {
  /** Names of headers to remove, in any case. */
  readonly remove?: readonly string[];
  /** Headers to add. An existing header of the same name is kept, and the new value is added to it. */
  readonly add?: Readonly<Record<string, string>>;
}
/**
 * {@link RequestHeaders}, or a function that returns them for the context of each invocation.
 *
 * @example
 * const headers: RequestHeadersOption = ({ auth }) => ({ add: { 'X-User': auth?.username ?? '' } });
 */
type RequestHeadersOption = RequestHeaders | ((context: Context$1 & {
  readonly auth: Principal | undefined;
}) => RequestHeaders);
/**
 * The permissions that an authenticated caller must have. A caller must satisfy every one that is set.
 *
 * @example
 * const requirement: Requirement = { role: 'developer:read-write' };
 */
interface Requirement {
  /** Scopes. The principal must have all of them. */
  readonly scopes?: readonly string[];
  /** The lowest role that the principal must have in its directory account. */
  readonly role?: RoleName;
  /** The id of the directory account that the principal must act in, such as `ac_4kTz0cB9vXw2LmQe`. */
  readonly account?: string;
}
/**
 * {@link Requirement}, or a function that runs for every authenticated caller and returns `true` to
 * allow the request. If the function throws or rejects, the caller is refused.
 *
 * @example
 * const authorize: Authorize = ({ username }) => username === 'ada';
 */
type Authorize = Requirement | ((principal: Principal, context: Context$1, event: unknown) => boolean | PromiseLike<boolean>);
/**
 * A policy in its long form.
 *
 * @example
 * const options: PolicyOptions = { schemes: [basic(), bearer()], enforce: false };
 */
interface PolicyOptions {
  /** One or more schemes. The first scheme that finds its own credentials decides. */
  readonly schemes: Scheme | readonly Scheme[];
  /**
   * `false` allows every caller, to try out a policy: the decision is still made and logged. Invalid
   * settings still cause a 500. Default: `true`.
   */
  readonly enforce?: boolean;
  /** Gets every decision. Default: the decision is logged. */
  readonly onDecision?: OnDecision;
  /**
   * Changes the headers in `event.request.headers` for the wrapped handler, for example to pass an
   * upstream service its own credentials. Default: the headers are unchanged.
   */
  readonly requestHeaders?: RequestHeadersOption;
  /** Restricts which authenticated callers are allowed. Others get 403. Default: all are allowed. */
  readonly authorize?: Authorize;
  /**
   * The blocks of IP addresses that callers must have, in CIDR notation, such as `['203.0.113.0/24']`. Others get 403,
   * whatever their credentials. The edge reports the address, so `EDGE_TOKENS` is required. Default: any address.
   */
  readonly addresses?: readonly string[];
  /**
   * `true` also allows callers without any credentials. Their `context.auth` is undefined. Wrong
   * credentials are still refused. Default: `false`.
   */
  readonly optional?: boolean;
  /**
   * The origins whose pages may read the responses, such as `https://app.example`. Default: none.
   *
   * @see https://fetch.spec.whatwg.org/#http-cors-protocol
   */
  readonly cors?: readonly string[];
  /**
   * `false` omits the challenge from a 401, so that a browser shows no login prompt to a page that
   * uses fetch. Twilio's webhooks need the challenge. Default: `true`.
   */
  readonly challenge?: boolean;
}
/**
 * A scheme, an array of schemes, or {@link PolicyOptions}. In an array, the first scheme that finds its
 * own credentials decides.
 *
 * @example
 * const policy: Policy = [session(), apiKey({ directory: true })];
 */
type Policy = Scheme | readonly Scheme[] | PolicyOptions;
/**
 * The type of `context.auth` under a policy: {@link Principal}, or also undefined if the policy allows
 * unauthenticated callers.
 */
type AuthUnder<P extends Policy> = AllowsAnonymous<P> extends true ? Principal | undefined : Principal;
type AllowsAnonymous<P> = P extends {
  readonly enforce: infer E;
} ? false extends E ? true : IsOptional<P> : IsOptional<P>;
type IsOptional<P> = P extends {
  readonly optional: infer O;
} ? true extends O ? true : false : false;
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
/**
 * A handler for {@link withAuth} or {@link open}. It responds by `callback`, or by returning a value or
 * a promise. The first response is sent.
 *
 * @example
 * const handler: Handler<object, FunctionEvent> = (_context, event) => ({ echo: event });
 */
type Handler<C, E> = (context: C, event: E, callback: ServerlessCallback) => unknown;
export { Identity as C, AcceptedCredential as D, Roles as E, ResponseCookie as S, RoleName as T, OnDecision as _, FunctionEvent as a, Refusal as b, Policy as c, RequestHeadersOption as d, Requirement as f, DecisionCode as g, Decision as h, Context$1 as i, PolicyOptions as l, TwilioHandler as m, Authenticator as n, Handler as o, Scheme as p, Authorize as r, Misconfiguration as s, AuthUnder as t, RequestHeaders as u, Outcome as v, SessionStatus as w, RefusalCode as x, Principal as y };