import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
} from '@twilio-labs/serverless-runtime-types/types';

/**
 * Who the caller was proven to be. Frozen, and without any secret: safe to log and to send back.
 */
export interface Principal {
  /** The scheme that accepted the caller, for example `basic`. */
  readonly scheme: string;
  /** The name the caller proved, in Unicode normalization form C. */
  readonly username: string;
}

/** Why credentials that were presented did not count. Stable: programs may switch on it. */
export type RefusalCode =
  | 'CREDENTIALS_MALFORMED'
  | 'CREDENTIALS_INVALID'
  /** The name was refused too often; it has to wait. */
  | 'THROTTLED'
  /** Too many passwords are being checked already. */
  | 'BUSY'
  | 'SCHEME_FAILED';

/** Credentials that did not count. */
export interface Refusal {
  readonly status: 'refused';
  readonly code: RefusalCode;
  /** Whom the credentials named, only where that is somebody known: callers type passwords there. */
  readonly username?: string | undefined;
  /** After how many seconds the caller may try again. Makes the answer 429 in place of 401. */
  readonly retryAfterSeconds?: number;
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
  /** The value of the `WWW-Authenticate` field that asks for this scheme (RFC 9110 section 11.6.1). */
  readonly challenge: string;
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

/** One user's credential, without its secret. */
export interface AcceptedCredential {
  readonly username: string;
  /** How the password is stored. */
  readonly format: 'plain' | 'scrypt' | 'bcrypt' | 'argon2id';
  /** Whether `PASSWORD_PEPPER` was mixed into the hash. */
  readonly peppered: boolean;
  /** Where it is configured: a variable, an asset or an option, by name. */
  readonly source: string;
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
}

/** A scheme, several of which the first that sees its credentials decides, or {@link PolicyOptions}. */
export type Policy = Scheme | readonly Scheme[] | PolicyOptions;

/** `context.auth` under a policy: a {@link Principal}, or maybe none where nothing is enforced. */
export type Identity<P extends Policy> = 'enforce' extends keyof P
  ? false extends P['enforce']
    ? Principal | undefined
    : Principal
  : Principal;

/** The event of a Function: query and body parameters, all of them caller-supplied. */
export type FunctionEvent = ServerlessEventObject<Record<string, unknown>>;

/** A Twilio Function's handler, as the platform calls it. */
export type TwilioHandler<C, E> = (context: C, event: E, callback: ServerlessCallback) => void;

/**
 * A handler for {@link withAuth} or {@link open}. It answers through `callback`, or by returning a
 * value or a promise; whichever comes first counts.
 */
export type Handler<C, E> = (context: C, event: E, callback: ServerlessCallback) => unknown;

export type { Context, ServerlessCallback };
