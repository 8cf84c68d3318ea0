import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { readBodyUpTo } from '../http/read-body-up-to';
import { failureResponse } from './failure-response';
import { type OutgoingRequest, outgoingRequest, platformBody } from './outgoing-request';
import { parseTarget, type TargetVariables } from './parse-target';
import { responseHeaders } from './response-headers';

/** A request that the guard allowed, and its target. */
export interface Forwarding extends TargetVariables {
  /** The Function's event, as the wrapped handler gets it. */
  readonly event: object;
  /** The authenticated username. */
  readonly username: string;
}

/** The limits of a call, and the function that makes it. */
export interface ForwardOptions {
  readonly timeLimitMs?: number;
  readonly maxBytes?: number;
  readonly fetch?: typeof fetch;
}

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow: a Function has 10
// seconds, and a response may have 4 MB. The page does not define MB, so this is the smaller value.
const TIME_LIMIT_MS = 8_000;
const MAX_BYTES = 4_000_000;

// Not the global Response, which is the runtime's class and not the result of fetch.
type UpstreamResponse = Awaited<ReturnType<typeof fetch>>;

/**
 * Forwards a request to the upstream service that the variables name, and returns its response. If the
 * service fails, the response is a 502 or 504. The promise never rejects.
 *
 * @example
 * forward({ url: 'https://reports.example.com/daily', event, username: context.auth.username });
 */
export async function forward(
  { event, username, ...variables }: Forwarding,
  options: ForwardOptions = {},
): Promise<TwilioResponse> {
  const target = parseTarget(variables);
  if ('problems' in target) {
    return failureResponse('UPSTREAM_NOT_CONFIGURED', target.problems.join('; '));
  }
  let request: OutgoingRequest;
  try {
    request = outgoingRequest(event, target, username);
  } catch {
    return failureResponse(
      'REQUEST_NOT_PASSED_ON',
      'the parameters are nested too deeply or too long',
    );
  }
  return sendRequest(request, options);
}

async function sendRequest(
  { url, headers, ...rest }: OutgoingRequest,
  { timeLimitMs = TIME_LIMIT_MS, maxBytes = MAX_BYTES, fetch: send = fetch }: ForwardOptions,
): Promise<TwilioResponse> {
  const signal = AbortSignal.timeout(timeLimitMs);
  try {
    const fields = headers.map(([...field]) => field);
    const reply = await send(url, { ...rest, headers: fields, redirect: 'manual', signal });
    if (reply.status === 401) {
      await reply.body?.cancel();
      return failureResponse('UPSTREAM_REFUSED_CREDENTIALS', 'the upstream service answered 401');
    }
    const body = await readBodyUpTo(reply.body, maxBytes);
    if (body !== null) return toTwilioResponse(reply, body);
    return failureResponse('UPSTREAM_TOO_LARGE', `the answer has over ${maxBytes} bytes`);
  } catch (reason) {
    if (signal.aborted) {
      return failureResponse(
        'UPSTREAM_TIMED_OUT',
        `there was no whole answer within ${timeLimitMs} ms`,
      );
    }
    return failureResponse('UPSTREAM_UNREACHABLE', codeOf(reason));
  }
}

function toTwilioResponse(reply: UpstreamResponse, body: Buffer): TwilioResponse {
  const response = new Twilio.Response().setStatusCode(reply.status);
  for (const [name, value] of responseHeaders(reply.headers)) response.appendHeader(name, value);
  // Without a body, the runtime adds no content type.
  if (body.length === 0) return response;
  return response.setBody(platformBody(body, reply.headers.get('content-type') ?? ''));
}

// Only the code, because error messages contain the URL's host.
function codeOf(reason: unknown): string {
  const { cause } = (reason ?? {}) as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'the connection failed';
}
