import { Context, Context as Context$1, EnvironmentVariables, ServerlessCallback, ServerlessEventObject } from "@twilio-labs/serverless-runtime-types/types";

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
/**
 * Returns the handler of the dashboard's page: login, the user's own settings and the account's administration.
 *
 * The page is the private asset `/dashboard.html`, which the build or `npx twilio-functions-auth add dashboard`
 * writes. Everyone may load it, because it contains no data: the page calls the directory's endpoints.
 *
 * @throws Error on a call, if the asset was not deployed.
 * @example
 * // functions/account.ts
 * export const handler = open(dashboard());
 */
declare function dashboard(): Handler<object, object>;
/** What a page with the custom elements needs. */
interface Elements {
  /** HTML for the page's `<head>`: the script and the style of this deploy, and what they need to know of the service. */
  readonly head: string;
  /** The header fields of the page. Its content security policy allows only scripts and styles of this service. */
  readonly headers: Readonly<Record<string, string>>;
}
/**
 * Returns what a page with `<auth-login>`, `<auth-user>` or `<auth-members>` needs.
 *
 * The names of the script and the style are in the private asset `/elements.html`, which the build or
 * `npx twilio-functions-auth add elements` writes.
 *
 * @throws Error if the asset was not deployed.
 * @example
 * // functions/team.ts
 * export const handler = withAuth(session({ login: true }), (context) => {
 *   const { head, headers } = elements(context);
 *   const page = `<!doctype html><html lang="en"><title>Team</title>${head}<auth-members></auth-members></html>`;
 *   return new Twilio.Response().setHeaders(headers).setBody(page);
 * });
 */
declare function elements(context: object): Elements;
/**
 * Returns the handler of the redirect URI that is registered at identity providers. It sends the browser to the dashboard's
 * page, with the parameters of the provider in the fragment, and decides nothing: `session/finish-sso` does, which only
 * the page that started the login can call.
 *
 * The session cookie is `SameSite=Strict`, so a page that it guards would not get it in a redirect from another site.
 */
declare function returnSso(): Handler<object, object>;
/**
 * What the edge, a reverse proxy in front of the service, says about a request. A Function cannot see these by itself:
 * the platform passes neither the method nor the caller's address.
 *
 * @example
 * const edge: Edge = { name: 'nginx', address: '203.0.113.7', method: 'GET', target: '/report?month=1' };
 */
interface Edge {
  /** The name of its token in `EDGE_TOKENS`. */
  readonly name: string;
  /** The caller's IP address: IPv4, or IPv6 in its shortest form. */
  readonly address: string;
  /** The request's method, such as `PATCH`. */
  readonly method: string;
  /** The request's path and query, as the caller spelled them. */
  readonly target: string;
}
/**
 * The callers that get past a handler:
 *
 * - `guarded`: callers that satisfy a policy.
 * - `optional`: callers that satisfy a policy, and callers without any credentials.
 * - `report-only`: all callers, because the policy has `enforce: false`.
 * - `open`: all callers, on purpose.
 * - `unguarded`: all callers, because the handler was never wrapped.
 */
type Access = 'guarded' | 'optional' | 'report-only' | 'open' | 'unguarded';
/**
 * Returns how a handler was wrapped, so that a check can find Functions left public by mistake.
 *
 * @param handler - the `handler` export of a Function file; any value is allowed.
 * @returns the handler's access level; `unguarded` also for a wrapper around a guarded handler, such as
 *   a Proxy.
 * @example accessOf(require('./functions/basic').handler) // 'guarded'
 */
declare function accessOf(handler: unknown): Access;
/**
 * Leaves a Function public on purpose, and marks it so that no check reports it as unguarded.
 *
 * @param handler - an ordinary Twilio handler. It may use `callback`, or return a value or a promise.
 * @returns the handler to export from the Function's file.
 * @throws TypeError when the file loads, if the handler is not a function.
 * @example
 * export const handler = open(() => ({ status: 'ok' }));
 */
declare function open<C extends object = Context$1, E extends object = FunctionEvent>(handler: Handler<C & {
  readonly edge?: Edge;
}, E>): TwilioHandler<C, E>;
/**
 * Protects a Function: the handler runs only for callers that satisfy the policy, and `context.auth`
 * identifies the caller.
 *
 * Other callers get a 401 with a challenge, or a 429 after too many failed attempts. A browser is redirected
 * to the login page if a scheme has one. If settings are missing or wrong, every caller gets a 500.
 *
 * @param policy - a scheme, an array of schemes, or an object with options. In an array, the first
 *   scheme that finds its own credentials decides.
 * @param handler - an ordinary Twilio handler. It may use `callback`, or return a value or a promise.
 * @returns the handler to export from the Function's file.
 * @throws TypeError when the file loads, if the policy or the handler is invalid.
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 * @example
 * export const handler = withAuth(basic(), async (context) => `Ahoy, ${context.auth.username}!`);
 */
declare function withAuth<const P extends Policy, C extends object = Context$1, E extends object = FunctionEvent>(policy: P, handler: Handler<C & {
  readonly auth: AuthUnder<P>;
  readonly edge?: Edge;
}, E>): TwilioHandler<C, E>;
/** A user-id and a password (RFC 7617 section 2), both in Unicode normalization form C. */
interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}
/** A signature algorithm of a JWT. Each requires one type of key (RFC 7518 section 3.1, RFC 8037). */
type JwtAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';
/**
 * A value, or a function that returns it from the context of each invocation. The verifier is created again
 * if the value changes (compared with `===`, and lists item by item). Return text as it is rather than parse it.
 */
type FromContext<T> = T | ((context: Context<EnvironmentVariables>) => T | undefined);
/**
 * Options of `bearer({ jwt })`: the keys and rules for checking a JSON Web Token (RFC 7519).
 *
 * The keys come from one of `secret`, `publicKey`, `jwks` and `jwksUri`. Without these options, they come from
 * one of the variables `JWT_SECRET`, `JWT_PUBLIC_KEY`, `JWT_JWKS`, `JWT_JWKS_URI` and `JWT_SIGNING_KEY`; only
 * one may be set. This service's own tokens, signed with `JWT_SIGNING_KEY`, need no `issuer` and `audience`:
 * the issuer is `https://` and the service's domain, and the audience is the issuer. The guard logs problems
 * of the options and answers 500.
 *
 * @example
 * const jwt = {
 *   jwksUri: 'https://issuer.example/.well-known/jwks.json',
 *   algorithms: ['RS256'],
 *   issuer: 'https://issuer.example/',
 *   audience: 'https://api.example',
 * } as const;
 *
 * export const handler = withAuth(bearer({ jwt }), (context) => `Ahoy, ${context.auth.username}!`);
 */
interface JwtOptions {
  /**
   * The secret for HS256: a text whose UTF-8 bytes are the key, at least 32 bytes (RFC 7518 section 3.2).
   * Each secret of a list is valid, so that one can replace another.
   */
  readonly secret?: FromContext<string | readonly string[]>;
  /**
   * A public key as PEM (SubjectPublicKeyInfo, `-----BEGIN PUBLIC KEY-----`): RSA of 2,048 bits or more,
   * P-256 or Ed25519. Or the name of a private asset with the key, such as `/partner.pem`. Each key of a list
   * is valid.
   */
  readonly publicKey?: FromContext<string | readonly string[]>;
  /**
   * A JWK Set (RFC 7517 section 5): an object, JSON text, or the name of a private asset, such as
   * `/jwks.json`. Of private keys, only the public half is used.
   */
  readonly jwks?: FromContext<string | {
    readonly keys: readonly object[];
  }>;
  /**
   * The URL of the issuer's JWK Set: https without credentials, or http for this machine. The set is cached
   * for 10 minutes, and for 24 hours while the issuer cannot be reached.
   */
  readonly jwksUri?: FromContext<string>;
  /** The accepted algorithms. Required: `HS256` only with a secret, the others only without a secret. */
  readonly algorithms: readonly JwtAlgorithm[];
  /** The accepted values of the claim `iss`, compared exactly. Default: `JWT_ISSUER`. */
  readonly issuer?: string | readonly string[];
  /** The accepted values of the claim `aud`, compared exactly. Default: `JWT_AUDIENCE`. */
  readonly audience?: string | readonly string[];
  /**
   * The accepted values of the claim `client_id`, compared exactly (RFC 9068 section 2.2). This option is for
   * issuers such as Amazon Cognito, whose access tokens have no `aud`. A token without `aud` is then accepted if
   * its `client_id` is listed and its `token_use`, if any, is `access`. A token with `aud` must still match
   * `audience`, which becomes optional, and its `client_id`, if any, must be listed. Default: every token needs
   * an `aud`.
   */
  readonly clientIds?: string | readonly string[];
  /** The tolerated clock difference for `exp`, `nbf` and `iat`: 0 to 120. Default: 5. */
  readonly clockToleranceSeconds?: number;
  /** The maximum age of a token since its `iat`, which is then required. Default: until `exp`. */
  readonly maxAgeSeconds?: number;
  /** Required claims in addition to `iss`, `aud` (or `client_id`), `exp` and `sub`. Default: none. */
  readonly requiredClaims?: readonly string[];
  /** Scopes that a token must have, all of them. Other tokens are refused with 403. Default: none. */
  readonly scopes?: readonly string[];
  /** The required value of the header's `typ`, such as `at+jwt` (RFC 9068). Default: any value. */
  readonly typ?: string;
}
/**
 * Hashes a password with scrypt (RFC 7914), with a random salt.
 *
 * @param password - any text; it is converted to Unicode normalization form C.
 * @param pepper - the value of `PASSWORD_PEPPER`, to include it in the hash.
 * @returns a PHC string such as `$scrypt$ln=14,r=8,p=5$…$…`; with a pepper, also a `keyid`.
 * @example await hashPassword('ahoy there!') // '$scrypt$ln=14,r=8,p=5$…$…'
 */
declare function hashPassword(password: string, pepper?: string): Promise<string>;
/**
 * A store of failed attempts per username, for rate limiting.
 *
 * A key is a digest (SHA-256, base64url) and never a caller's input. Each method must be one atomic step,
 * because equal attempts arrive at the same time. Each may return a promise. If a store fails, the caller is
 * refused.
 */
interface ThrottleStore {
  /**
   * Counts one attempt as failed before its result is known.
   *
   * @returns 0 if the attempt is allowed. Otherwise the seconds to wait, and the attempt is not counted.
   */
  consume(key: string): number | Promise<number>;
  /** Removes one counted attempt, because it did not fail. */
  refund(key: string): void | Promise<void>;
}
/** Options of {@link memoryThrottle}. */
interface MemoryThrottleOptions {
  /** The number of failed attempts after which a username must wait. Default: 10. */
  readonly maxFailures?: number;
  /** The window in seconds in which failed attempts count. Default: 900, which is 15 minutes. */
  readonly windowSeconds?: number;
  /** The first delay in seconds. Each further failure doubles it. Default: 5. */
  readonly initialDelaySeconds?: number;
  /** The longest delay in seconds. Default: 900. */
  readonly maxDelaySeconds?: number;
  /** The maximum number of keys that must wait, and of keys that need not. Default: 10,000 each. */
  readonly maxEntries?: number;
  /** Returns the current time in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}
/**
 * Returns a {@link ThrottleStore} in the memory of this process. Its counts are lost when the process ends,
 * and no other process sees them.
 *
 * Keys that must wait are stored apart from other keys. So an attacker cannot evict them with invented
 * names: each of those would first have to fail `maxFailures` times.
 *
 * @example
 * export const handler = withAuth(basic({ throttle: memoryThrottle({ maxFailures: 5 }) }), () => 'OK');
 */
declare function memoryThrottle(options?: MemoryThrottleOptions): ThrottleStore;
/**
 * A function that checks a username and password against a database of the Function's own. `null`, and
 * any other value that is not a principal, means that they are wrong.
 *
 * @example
 * const verify: VerifyPassword = async (username, password) =>
 *   password === 'correct horse' ? { scheme: 'basic', username } : null;
 */
type VerifyPassword = (username: string, password: string, context: object) => Principal | null | Promise<Principal | null>;
/** One user's credentials: `user:password`, split at the first colon, or a username and a password. */
type Credential = string | BasicCredentials;
/**
 * Options of `basic()`. Credentials from the options, the variables and the htpasswd file are combined.
 * With `directory: true`, only the sources named here apply: set `variables: true` and name the htpasswd
 * file to use them as well.
 */
interface BasicOptions {
  /**
   * `true` accepts users of the directory with their email address and password, and users and service
   * users with an authtoken in place of the password. A password alone is refused for users who have a
   * second factor, or who belong to an account that requires one. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, such as `ac_4kTz0cB9vXw2LmQe`. Default:
   * any account. A password is then refused for users of several accounts, because the account is ambiguous.
   */
  readonly account?: string;
  /**
   * The accepted credentials: `user:password` or `user:hash` (split at the first colon),
   * `{ username, password }`, or an array of these.
   */
  readonly credentials?: Credential | readonly Credential[];
  /**
   * A function that checks a username and password against your own database if no other source accepts
   * them. It returns the caller's principal, or `null`. It runs for every request, except that concurrent
   * requests for one path with the same credentials use one call.
   */
  readonly verify?: VerifyPassword;
  /**
   * The name in the runtime of the private asset with the htpasswd file, or `false` for no file.
   * Default: `/users.htpasswd`, which is `assets/users.private.htpasswd`, if that file is deployed.
   */
  readonly htpasswd?: string | false;
  /** `false` ignores the variables with credentials. Default: `true`. */
  readonly variables?: boolean;
  /** The minimum number of characters of a plain password, 1 to 128. Default: 8. */
  readonly minPasswordLength?: number;
  /**
   * The text of the login prompt: 1 to 128 printable ASCII characters. Default: the variable
   * `BASIC_AUTH_REALM`, or else `Authentication Required`.
   */
  readonly realm?: string;
  /** Counts failed attempts by username. Default: the memory of this process, common to all schemes. */
  readonly throttle?: ThrottleStore;
}
/**
 * The Basic scheme (RFC 7617): a username and a password with every request.
 *
 * It accepts the credentials of the variables `USERNAME` and `PASSWORD`, `BASIC_AUTH_CREDENTIALS` and every
 * variable that begins with `BASIC_AUTH_CREDENTIALS_`, of the htpasswd file, and of the options, combined.
 * With the option `directory`, it accepts the directory's users and service users, and other credentials
 * only if options name them. Wrong options and variables never throw here: the guard answers 500 and logs
 * every problem.
 *
 * @example
 * export const handler = withAuth(basic({ realm: 'Staff' }), (context, event, callback) => {
 *   callback(null, `Ahoy, ${context.auth.username}!`);
 * });
 */
declare function basic(options?: BasicOptions): Scheme;
/**
 * Returns the value of an Authorization header with these credentials (RFC 7617 section 2).
 *
 * @param username - any text without a colon. The username and the password may be empty.
 * @throws TypeError if the username or the password cannot be sent. The message never contains either.
 * @example basicAuthorization('Aladdin', 'open sesame') // 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='
 */
declare function basicAuthorization(username: string, password: string): string;
/** The sources of opaque tokens, for `bearer()` and `apiKey()`. They are combined. */
interface TokenOptions {
  /**
   * Tokens in addition to those of the variables: lines `name:hash`, or an array of such lines. The hash is
   * the token's SHA-256 in base64url or hexadecimal digits. The token's id and a dot may precede it, and
   * `expires=2027-01-31`, `paths=/status,/hooks/*` and `scopes=read,write` may follow it. An empty array
   * adds no tokens.
   */
  readonly tokens?: string | readonly string[];
  /** `false` ignores the variables with tokens. Default: `true`. */
  readonly variables?: boolean;
}
/** Options of `apiKey()`. */
interface ApiKeyOptions extends TokenOptions {
  /**
   * `true` accepts API keys of the directory. Other tokens are then accepted only with the option
   * `tokens`. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, such as `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** The name of the header with the token, in any case. Default: `x-api-key`. */
  readonly header?: string;
  /** The realm of the challenge: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}
/**
 * The API key scheme: the tokens of `bearer()` in a header of their own, for pages of another origin. A
 * browser sends a preflight request before it sends Authorization to another origin, and the platform's
 * answer does not allow that header. A parameter of the header's name in the query or the body is refused,
 * because logs and browser histories would store it.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Headers/Access-Control-Allow-Headers
 * @example
 * export const handler = withAuth(apiKey(), (context) => `Ahoy, ${context.auth.username}!`);
 */
declare function apiKey(options?: ApiKeyOptions): Scheme;
/**
 * The Bearer scheme (RFC 6750): a token with every request, in the Authorization header only.
 *
 * It accepts opaque tokens of the variables `BEARER_TOKENS`, `BEARER_TOKENS_…` and of the options. The
 * option `jwt` accepts JSON Web Tokens, and `directory: true` accepts the directory's authtokens. Wrong
 * options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @example
 * export const handler = withAuth(bearer(), (context) => `Ahoy, ${context.auth.username}!`);
 */
declare function bearer(options?: BearerOptions): Scheme;
/** Options of `bearer()`. */
interface BearerOptions extends TokenOptions {
  /**
   * Accepts JSON Web Tokens. Opaque tokens are then accepted only with the option `tokens`, and are
   * checked first. Default: none.
   */
  readonly jwt?: JwtOptions;
  /**
   * `true` accepts authtokens of the directory. The variables with tokens then apply only with the option
   * `tokens`. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, such as `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** The realm of the challenge: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}
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
/** The guard policy of an operation. */
interface OperationPolicy {
  readonly schemes: readonly Scheme[];
  readonly authorize?: Requirement;
}
/**
 * Builds the guard policy of an operation of the directory from the operation's own `access`.
 *
 * @param operation - an operation that `/directory.js` exports.
 * @throws TypeError when the file loads, for an operation that every caller may use. Use `open` for it.
 */
declare function policyFor({
  name,
  access
}: {
  readonly name: string;
  readonly access: OperationAccess;
}): OperationPolicy;
/**
 * The session scheme: the cookie of a user who has logged in to the directory, looked up for each request.
 *
 * A live session is refused with 403 if its status is not one of `status`, or if its last step-up is too
 * long ago. The cookie also arrives from pages of other services on the platform's domain. A Function that
 * changes something must therefore check the request's `Origin`, as the directory's own endpoints do.
 *
 * Wrong options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @example
 * export const handler = withAuth(session(), (context) => `Ahoy, ${context.auth.username}!`);
 */
declare function session(options?: SessionOptions): Scheme;
/** Options of `session()`. */
interface SessionOptions {
  /**
   * The accepted statuses of a session. Default: `['authenticated']`, which means that the user has met all
   * requirements of the account.
   */
  readonly status?: readonly SessionStatus[];
  /**
   * The maximum number of seconds since the user gave the second factor, or the password if the user has no
   * second factor. Default: no limit.
   */
  readonly maxAuthAgeSeconds?: number;
  /**
   * The one account of the directory whose sessions are accepted, such as `ac_4kTz0cB9vXw2LmQe`. A session
   * of another account, or without an account, is refused with 401. Default: any account.
   */
  readonly account?: string;
  /**
   * `false` accepts sessions from every IP address, although the account restricts the addresses of its sessions.
   * Default: `true`.
   */
  readonly restrictAddresses?: boolean;
  /**
   * The path of the login page on this service. A browser that opens the Function's page without a login is
   * redirected there, and from there back. `true` means `/account`. Other callers, and refusals that a login
   * does not resolve, get the usual answer. Default: no redirect.
   */
  readonly login?: string | true;
}
/** Options of {@link memoryReplayStore}. */
interface MemoryReplayStoreOptions {
  /** The number of seconds for which a request is remembered. Default: 86,400, which is one day. */
  readonly ttlSeconds?: number;
  /** The maximum number of remembered requests. The oldest entry is removed first. Default: 10,000. */
  readonly maxEntries?: number;
  /** Returns the time in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}
/**
 * Creates a {@link ReplayStore} in the memory of this process. Its entries end with the process and are not
 * visible to other processes. Twilio distributes requests over many processes, so the store stops some
 * repetitions and not all.
 *
 * @throws TypeError if an option is not a number above zero.
 * @example
 * export const handler = withAuth(twilioSignature({ replay: memoryReplayStore() }), () => 'OK');
 */
declare function memoryReplayStore(options?: MemoryReplayStoreOptions): ReplayStore;
/**
 * A store of the signed requests that were received.
 *
 * An id is a digest (SHA-256, base64url) and never contains text of the request. `claim` must be one atomic
 * step, because equal requests may arrive at the same time. It may return a promise. If a store fails, the
 * caller is refused.
 */
interface ReplayStore {
  /** @returns `true` for the first claim of an id, and `false` for every later one. */
  claim(id: string): boolean | Promise<boolean>;
}
/** Options of `twilioSignature()`. */
interface TwilioSignatureOptions {
  /**
   * The query string of the webhook's URL, exactly as it was given to Twilio: `lang=en&v=2`. A Function does
   * not see the query string, so a request with a different one is refused. Default: no query string.
   */
  readonly query?: string;
  /**
   * The store of received requests. A signed request is accepted once, even if its handler failed. Use it for
   * messages and status callbacks. Do not use it for a voice loop, which repeats equal calls. Default: no
   * store, so a captured request can be sent again.
   */
  readonly replay?: ReplayStore;
  /**
   * `true` treats an equal request with another `I-Twilio-Idempotency-Token` as another request: a voice loop
   * continues, and Twilio's own retry is refused. Twilio does not sign that header, so an attacker with a
   * captured request can change it. The platform may remove the header. Then only the signature distinguishes
   * requests. Default: `false`.
   */
  readonly idempotencyToken?: boolean;
}
/**
 * The Twilio signature scheme: accepts webhooks whose `X-Twilio-Signature` was created with the account's auth
 * token for this Function's public URL. It has no challenge, so without another scheme it answers 403.
 *
 * It accepts only form POSTs, to a URL without a query or with a fixed query. A Function does not see the signed
 * content of other requests, so they are refused. Locally, set `PUBLIC_URL` to the tunnel's URL. With `basic()`,
 * put `basic()` first: Twilio repeats a challenged call with credentials and its signature.
 *
 * Wrong options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 * @example
 * export const handler = withAuth([basic(), twilioSignature()], () => new Twilio.twiml.VoiceResponse());
 */
declare function twilioSignature(options?: TwilioSignatureOptions): Scheme;
export { type AcceptedCredential, type Access, type ApiKeyOptions, type AuthUnder, type Authenticator, type Authorize, type BasicCredentials, type BasicOptions, type BearerOptions, type Credential, type Decision, type DecisionCode, type Identity as DirectoryIdentity, type Edge, type Elements, type FunctionEvent, type Handler, type JwtOptions, type MemoryReplayStoreOptions, type MemoryThrottleOptions, type Misconfiguration, type OnDecision, type OperationPolicy, type Outcome, type Policy, type PolicyOptions, type Principal, type Refusal, type RefusalCode, type ReplayStore, type RequestHeaders, type RequestHeadersOption, type Requirement, type ResponseCookie, type RoleName, type Roles, type Scheme, type SessionOptions, type SessionStatus, type ThrottleStore, type TokenOptions, type TwilioHandler, type TwilioSignatureOptions, type VerifyPassword, accessOf, apiKey, basic, basicAuthorization, bearer, dashboard, elements, hashPassword, memoryReplayStore, memoryThrottle, open, policyFor, returnSso, session, twilioSignature, withAuth };