import { TwilioResponse } from "@twilio-labs/serverless-runtime-types/types";

// lib/upstream/parse-target.d.ts
/** The variables of the upstream service, before validation. */
interface TargetVariables {
  /** `UPSTREAM_URL`. */
  readonly url: unknown;
  /** `UPSTREAM_AUTHORIZATION`, if it is set. */
  readonly authorization?: unknown;
  /** The Function's own domain and path, to detect a URL that leads back to the Function. */
  readonly self?: string;
}
/** A request that the guard allowed, and its target. */
interface Forwarding extends TargetVariables {
  /** The Function's event, as the wrapped handler gets it. */
  readonly event: object;
  /** The authenticated username. */
  readonly username: string;
}
/** The limits of a call, and the function that makes it. */
interface ForwardOptions {
  readonly timeLimitMs?: number;
  readonly maxBytes?: number;
  readonly fetch?: typeof fetch;
}
/**
 * Forwards a request to the upstream service that the variables name, and returns its response. If the
 * service fails, the response is a 502 or 504. The promise never rejects.
 *
 * @example
 * forward({ url: 'https://reports.example.com/daily', event, username: context.auth.username });
 */
declare function forward({
  event,
  username,
  ...variables
}: Forwarding, options?: ForwardOptions): Promise<TwilioResponse>;
export { type ForwardOptions, type Forwarding, forward };