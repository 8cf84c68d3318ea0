import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
} from '@twilio-labs/serverless-runtime-types/types';
import type { AcceptedCredential } from './identity/accepted-credential';
import type { Identity as DirectoryIdentity } from './identity/identity';
import type { RoleName } from './identity/roles';

/**
 * Who the caller was proven to be. Frozen, and without any secret: safe to log and to send back.
 */
export interface Principal {
  /** The scheme that accepted the caller, for example `basic`. */
  readonly scheme: string;
  /**
   * The name the caller proved: in Unicode normalization form C, or the claim `sub` of a JWT just as
   * its issuer wrote it (RFC 7519 section 2, StringOrURI).
   */
  readonly username: string;
  /** What the credential may be used for (RFC 6749 section 3.3). Default: it does not say. */
  readonly scopes?: readonly string[];
  /** The public id of the credential that was presented, where it has one. */
  readonly credentialId?: string;
  /** The claims of a JWT, as its issuer signed them. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Who the caller is in the directory, where that has let the caller in. */
  readonly directory?: DirectoryIdentity;
}

/** Why credentials that were presented did not count. Stable: programs may switch on it. */
export type RefusalCode =
  | 'CREDENTIALS_MALFORMED'
  | 'CREDENTIALS_INVALID'
  /** The credential was good, and its time is over. */
  | 'CREDENTIALS_EXPIRED'
  /** Credentials where they must not be: in the query or the body. */
  | 'CREDENTIALS_MISPLACED'
  /** A field that may be there once, and was there more often. */
  | 'REQUEST_INVALID'
  /** A credential of another kind than the one that counts here. */
  | 'CREDENTIAL_TYPE_MISMATCH'
  /** The credential is good, and not for this. */
  | 'SCOPE_INSUFFICIENT'
  /** The policy's `authorize` does not let this caller in. */
  | 'FORBIDDEN'
  /** The session is live, and has not come far enough. */
  | 'SESSION_INCOMPLETE'
  /** The session is good, and its second factor or password was given too long ago. */
  | 'STEP_UP_REQUIRED'
  /** The password was right, and does not do for a user who has, or has to have, a second factor. */
  | 'SECOND_FACTOR_REQUIRED'
  /** The password was right, and nothing says which of the user's accounts is meant. */
  | 'ACCOUNT_AMBIGUOUS'
  /** A signature of a request that a Function does not see well enough to check it. */
  | 'SIGNATURE_UNVERIFIABLE'
  /** A signed request that was here before. */
  | 'REPLAYED'
  /** The name was refused too often; it has to wait. */
  | 'THROTTLED'
  /** A token could not be checked: its issuer's keys cannot be fetched, and there are none from before. */
  | 'KEYS_UNAVAILABLE'
  /** The directory's database is away, or too busy to answer. */
  | 'DIRECTORY_UNAVAILABLE'
  /** Too many passwords are being checked already. */
  | 'OVERLOADED'
  | 'SCHEME_FAILED';

/** Credentials that did not count. */
export interface Refusal {
  readonly status: 'refused';
  readonly code: RefusalCode;
  /** Whom the credentials named, only where that is somebody known: callers type passwords there. */
  readonly username?: string | undefined;
  /** After how many seconds the caller may try again. Makes the answer 429 in place of 401, or 503. */
  readonly retryAfterSeconds?: number;
  /** The answer's status, where it is not 401. */
  readonly httpStatus?: 400 | 403 | 503;
  /** A challenge in place of the scheme's own, that says what is wrong (RFC 6750 section 3.1). */
  readonly challenge?: string;
  /** What the refusal sets, such as to clear cookies that cannot be told apart. It is never cached. */
  readonly cookies?: readonly ResponseCookie[];
}

/** A cookie for the caller's browser. */
export interface ResponseCookie {
  readonly name: string;
  readonly value: string;
  /** As in `Max-Age=60`. */
  readonly attributes: readonly string[];
}

/**
 * What a scheme makes of one request.
 *
 * `absent` (it saw none of its credentials) is not a failed attempt: Twilio's own webhooks call
 * without credentials first, and send them only after the challenge.
 */
export type Outcome =
  | { readonly status: 'absent' }
  | Refusal
  | { readonly status: 'accepted'; readonly principal: Principal };

/** A scheme whose settings were read and found in order. */
export interface Authenticator {
  /**
   * The challenge that asks for this scheme in `WWW-Authenticate` (RFC 9110 section 11.6.1). Its
   * first parameter has to be `realm`, or Chromium misreads a Basic challenge before it
   * (docs/adr/0010-single-challenge-header.md).
   * Default: there is none, as nobody could answer it; a policy without any answers 403.
   */
  readonly challenge?: string;
  /** Whom the scheme lets in, for the doctor to list: no secrets. */
  readonly accepts?: readonly AcceptedCredential[];
  /** What is weak about the settings, by name and without values. */
  readonly warnings?: readonly string[];
  /**
   * Judges one request. `event` is the Function's event: caller-supplied, of any shape. `context` is
   * the invocation's.
   */
  authenticate(event: unknown, context: object): Outcome | PromiseLike<Outcome>;
}

/** Everything that is wrong with a scheme's settings, by name and without values. */
export interface Misconfiguration {
  readonly problems: readonly string[];
}

/** A way to prove who calls, such as {@link basic}. Stateless: settings come with each invocation. */
export interface Scheme {
  /** The scheme's name in lower case, for example `basic`. */
  readonly name: string;
  /** Reads the scheme's settings from the invocation's context. Cheap when they have not changed. */
  configure(context: object): Authenticator | Misconfiguration;
}

/** Why a decision came out as it did. Stable: programs may switch on it. */
export type DecisionCode =
  | 'CREDENTIALS_ACCEPTED'
  | 'CREDENTIALS_MISSING'
  | 'NOT_CONFIGURED'
  | RefusalCode;

/** What was decided about one request. Holds no secret, and nothing that a stranger has typed. */
export interface Decision {
  /** `block` also where a policy with `enforce: false` let the caller through all the same. */
  readonly decision: 'allow' | 'block';
  readonly code: DecisionCode;
  /** The scheme that decided; where none saw credentials of its own, the policy's first. */
  readonly scheme: string;
  /** Whom the credentials named, only where that is somebody known. */
  readonly username: string | undefined;
  /** The Function's path, as in `context.PATH`. */
  readonly path: string | undefined;
  /** Whether the policy is enforced. */
  readonly enforced: boolean;
}

/**
 * Is told every decision before the answer is sent. A promise that it returns is waited for, since
 * a Function that has answered may be frozen; where it fails, the answer is the same.
 */
export type OnDecision = (decision: Decision) => unknown;

/** How the wrapped handler sees the request's header fields: rewritten, `remove` before `add`. */
export interface RequestHeaders {
  /** Names of fields to remove, in any case. */
  readonly remove?: readonly string[];
  /** Fields to add. Where one of that name is left, there are two then. */
  readonly add?: Readonly<Record<string, string>>;
}

/** {@link RequestHeaders}, or a function that makes them from the context of each invocation. */
export type RequestHeadersOption =
  | RequestHeaders
  | ((context: Context & { readonly auth: Principal | undefined }) => RequestHeaders);

/** What a caller who is known has to satisfy as well. */
export interface Requirement {
  /** Scopes that the principal must have, all of them. */
  readonly scopes?: readonly string[];
  /** What the principal must be allowed in its account of the directory, at least. */
  readonly role?: RoleName;
  /** The account of the directory that the principal must be in, as in `ac_4kTz0cB9vXw2LmQe`. */
  readonly account?: string;
}

/**
 * {@link Requirement}, or a function that answers `true` for those who may go on, and is asked for
 * every caller who was identified. Where it fails, the caller is refused.
 */
export type Authorize =
  | Requirement
  | ((principal: Principal, context: Context, event: unknown) => boolean | PromiseLike<boolean>);

/** What a caller has to satisfy. */
export interface PolicyOptions {
  /** One scheme, or several: the first that sees credentials of its own decides. */
  readonly schemes: Scheme | readonly Scheme[];
  /**
   * `false` lets every caller through; the decision is still made and told, to try a policy out. Bad
   * configuration is answered with 500 all the same. Default: `true`.
   */
  readonly enforce?: boolean;
  /** Is told every decision, in place of the log. */
  readonly onDecision?: OnDecision;
  /**
   * Rewrites the header fields that the wrapped handler sees in `event.request.headers`, for a
   * service behind it that has credentials of its own. Default: they stay as they are.
   */
  readonly requestHeaders?: RequestHeadersOption;
  /** What callers who were identified may do here; others get 403. Default: all of them may. */
  readonly authorize?: Authorize;
  /**
   * `true` lets callers through who present no credentials at all, with `context.auth` undefined.
   * Wrong credentials are refused all the same. Default: `false`.
   */
  readonly optional?: boolean;
  /**
   * The origins whose pages may read the answers, as in `https://app.example`. Default: none.
   *
   * @see https://fetch.spec.whatwg.org/#http-cors-protocol
   */
  readonly cors?: readonly string[];
  /**
   * `false` sends no challenge with a 401, so that a browser shows no login prompt of its own to a
   * page that calls by fetch. Twilio's webhooks need the challenge. Default: `true`.
   */
  readonly challenge?: boolean;
}

/** A scheme, several of which the first that sees its credentials decides, or {@link PolicyOptions}. */
export type Policy = Scheme | readonly Scheme[] | PolicyOptions;

/** `context.auth` under a policy: a {@link Principal}, or maybe none where callers need not be known. */
export type AuthUnder<P extends Policy> =
  LetsStrangersIn<P> extends true ? Principal | undefined : Principal;

type LetsStrangersIn<P> = P extends { readonly enforce: infer E }
  ? false extends E
    ? true
    : IsOptional<P>
  : IsOptional<P>;
type IsOptional<P> = P extends { readonly optional: infer O }
  ? true extends O
    ? true
    : false
  : false;

/** The event of a Function: query and body parameters, all of them caller-supplied. */
export type FunctionEvent = ServerlessEventObject<Record<string, unknown>>;

/** A Twilio Function's handler, as the platform calls it. */
export type TwilioHandler<C, E> = (context: C, event: E, callback: ServerlessCallback) => void;

/**
 * A handler for {@link withAuth} or {@link open}. It answers through `callback`, or by returning a
 * value or a promise; whichever comes first counts.
 */
export type Handler<C, E> = (context: C, event: E, callback: ServerlessCallback) => unknown;

export type { AcceptedCredential, Context, ServerlessCallback };
