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
export type RefusalCode = 'CREDENTIALS_MALFORMED' | 'CREDENTIALS_INVALID' | 'SCHEME_FAILED';

/**
 * What a scheme makes of one request.
 *
 * `absent` (it saw none of its credentials) is not a failed attempt: Twilio's own webhooks call
 * without credentials first, and send them only after the challenge.
 */
export type Outcome =
  | { readonly status: 'absent' }
  | { readonly status: 'refused'; readonly code: RefusalCode }
  | { readonly status: 'accepted'; readonly principal: Principal };

/** A scheme whose settings were read and found in order. */
export interface Authenticator {
  /** The value of the `WWW-Authenticate` field that asks for this scheme (RFC 9110 section 11.6.1). */
  readonly challenge: string;
  /** Judges one request. `event` is the Function's event: caller-supplied, of any shape. */
  authenticate(event: unknown): Outcome | Promise<Outcome>;
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

/** What a caller has to satisfy. */
export interface PolicyOptions {
  /** One scheme, or several of which any one lets the caller in. */
  readonly schemes: Scheme | readonly Scheme[];
  /**
   * `false` lets every caller through and writes one log line for each that would have been
   * refused, to try a policy out; bad configuration is still answered with 500. Default: `true`.
   */
  readonly enforce?: boolean;
}

/** A scheme, several schemes of which any one lets the caller in, or {@link PolicyOptions}. */
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
