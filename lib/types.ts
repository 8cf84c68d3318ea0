import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
} from '@twilio-labs/serverless-runtime-types/types';
import type { AcceptedCredential } from './identity/accepted-credential';
import type { RoleName } from './identity/roles';
import type {
  Decision,
  DecisionCode,
  OnDecision,
  Outcome,
  Principal,
  Refusal,
  RefusalCode,
  ResponseCookie,
} from './outcomes';

/**
 * A scheme with valid settings.
 *
 * @example
 * const authenticator: Authenticator = { authenticate: () => ({ status: 'absent' }) };
 */
export interface Authenticator {
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
export interface Misconfiguration {
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
export interface Scheme {
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
export interface RequestHeaders {
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
export type RequestHeadersOption =
  | RequestHeaders
  | ((context: Context & { readonly auth: Principal | undefined }) => RequestHeaders);

/**
 * The permissions that an authenticated caller must have. A caller must satisfy every one that is set.
 *
 * @example
 * const requirement: Requirement = { role: 'developer:read-write' };
 */
export interface Requirement {
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
export type Authorize =
  | Requirement
  | ((principal: Principal, context: Context, event: unknown) => boolean | PromiseLike<boolean>);

/**
 * A policy in its long form.
 *
 * @example
 * const options: PolicyOptions = { schemes: [basic(), bearer()], enforce: false };
 */
export interface PolicyOptions {
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
export type Policy = Scheme | readonly Scheme[] | PolicyOptions;

/**
 * The type of `context.auth` under a policy: {@link Principal}, or also undefined if the policy allows
 * unauthenticated callers.
 */
export type AuthUnder<P extends Policy> =
  AllowsAnonymous<P> extends true ? Principal | undefined : Principal;

type AllowsAnonymous<P> = P extends { readonly enforce: infer E }
  ? false extends E
    ? true
    : IsOptional<P>
  : IsOptional<P>;
type IsOptional<P> = P extends { readonly optional: infer O }
  ? true extends O
    ? true
    : false
  : false;

/**
 * The event of a Function: query and body parameters. The caller controls all of them.
 *
 * @example
 * const event: FunctionEvent = { Body: 'Ahoy', request: { headers: {}, cookies: {} } };
 */
export type FunctionEvent = ServerlessEventObject<Record<string, unknown>>;

/**
 * The handler of a Twilio Function, as the platform calls it.
 *
 * @example
 * const handler: TwilioHandler<object, FunctionEvent> = (_context, _event, callback) => callback(null, 'OK');
 */
export type TwilioHandler<C, E> = (context: C, event: E, callback: ServerlessCallback) => void;

/**
 * A handler for {@link withAuth} or {@link open}. It responds by `callback`, or by returning a value or
 * a promise. The first response is sent.
 *
 * @example
 * const handler: Handler<object, FunctionEvent> = (_context, event) => ({ echo: event });
 */
export type Handler<C, E> = (context: C, event: E, callback: ServerlessCallback) => unknown;

export type {
  AcceptedCredential,
  Context,
  Decision,
  DecisionCode,
  OnDecision,
  Outcome,
  Principal,
  Refusal,
  RefusalCode,
  ResponseCookie,
  ServerlessCallback,
};
