import { C as Identity, D as AcceptedCredential, E as Roles, S as ResponseCookie, T as RoleName, _ as OnDecision, a as FunctionEvent, b as Refusal, c as Policy, d as RequestHeadersOption, f as Requirement, g as DecisionCode, h as Decision, i as Context, l as PolicyOptions, m as TwilioHandler, n as Authenticator, o as Handler, p as Scheme, r as Authorize, s as Misconfiguration, t as AuthUnder, u as RequestHeaders, v as Outcome, w as SessionStatus, x as RefusalCode, y as Principal } from "./shared/types.js";
import { n as JwtOptions } from "./shared/jwt-options.js";
import { t as OperationAccess } from "./shared/access.js";

// lib/dashboard/dashboard.d.ts
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
declare function open<C extends object = Context, E extends object = FunctionEvent>(handler: Handler<C & {
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
declare function withAuth<const P extends Policy, C extends object = Context, E extends object = FunctionEvent>(policy: P, handler: Handler<C & {
  readonly auth: AuthUnder<P>;
  readonly edge?: Edge;
}, E>): TwilioHandler<C, E>;
/** A user-id and a password (RFC 7617 section 2), both in Unicode normalization form C. */
interface BasicCredentials {
  readonly username: string;
  readonly password: string;
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
export { AcceptedCredential, Access, ApiKeyOptions, AuthUnder, Authenticator, Authorize, BasicCredentials, BasicOptions, BearerOptions, Credential, Decision, DecisionCode, Identity as DirectoryIdentity, Edge, Elements, FunctionEvent, Handler, JwtOptions, MemoryReplayStoreOptions, MemoryThrottleOptions, Misconfiguration, OnDecision, OperationPolicy, Outcome, Policy, PolicyOptions, Principal, Refusal, RefusalCode, ReplayStore, RequestHeaders, RequestHeadersOption, Requirement, ResponseCookie, RoleName, Roles, Scheme, SessionOptions, SessionStatus, ThrottleStore, TokenOptions, TwilioHandler, TwilioSignatureOptions, VerifyPassword, accessOf, apiKey, basic, basicAuthorization, bearer, dashboard, elements, hashPassword, memoryReplayStore, memoryThrottle, open, policyFor, returnSso, session, twilioSignature, withAuth };