import { type ForwardOptions, forward } from '../../../assets/upstream.private';
import { type Answer, toAnswer } from '../guard/invoke';

/** The request that the upstream service would get. */
export interface ForwardedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A request to pass through, and the upstream service's response. */
export interface ForwardCase extends Omit<ForwardOptions, 'fetch'> {
  readonly headers?: unknown;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly username?: string;
  readonly url?: unknown;
  readonly authorization?: unknown;
  /** Default: 200 without a body. */
  readonly reply?: () => Response | Promise<Response>;
}

/** Passes one request through to a simulated upstream service. */
export async function forwardOnce(
  given: ForwardCase,
): Promise<{ readonly answer: Answer; readonly sent: ForwardedRequest | undefined }> {
  const { headers = {}, parameters = {}, username = 'twilio', authorization } = given;
  const { reply = () => new Response(), timeLimitMs = 1_000, maxBytes = 1_000 } = given;
  const url = 'url' in given ? given.url : 'http://behind.test/app';
  let sent: ForwardedRequest | undefined;
  const send: typeof fetch = async (to, { method = '', headers: fields, body, redirect } = {}) => {
    if (redirect !== 'manual') throw new Error('Redirects would be followed.');
    const read = Object.fromEntries(new Headers(fields));
    sent = { url: `${to}`, method, headers: read, body: body as string | undefined };
    return reply();
  };
  const event = { request: { headers, cookies: {} }, ...parameters };
  const self = 'name-1234.twil.io/upstream';
  const forwarding = { url, authorization, self, event, username };
  const payload = await forward(forwarding, { fetch: send, timeLimitMs, maxBytes });
  return { answer: toAnswer(null, payload), sent };
}
