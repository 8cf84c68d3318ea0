import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { Failure } from './failure';
import type { PublishedKey } from './signing-key';

/** A token, to nobody but its client (RFC 6749 section 5.1). */
export function issued(
  token: string,
  lifetimeSeconds: number,
  scopes: readonly string[],
): TwilioResponse {
  return unkept(200, {
    access_token: token,
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  });
}

interface Advice {
  /** What to authenticate by. */
  readonly challenge?: string | undefined;
  /** When to try again. */
  readonly retryAfterSeconds?: number | undefined;
}

/** What a request failed by (RFC 6749 section 5.2). */
export function failed(
  { status, error, description }: Failure,
  { challenge, retryAfterSeconds }: Advice = {},
): TwilioResponse {
  const response = unkept(status, { error, error_description: description });
  if (challenge !== undefined) response.appendHeader('WWW-Authenticate', challenge);
  if (retryAfterSeconds !== undefined) response.appendHeader('Retry-After', `${retryAfterSeconds}`);
  return response;
}

/** A JWK set (RFC 7517 section 5). As application/json: not every client takes its own type. */
export function keySet(keys: readonly PublishedKey[]): TwilioResponse {
  return json(200, { keys }).appendHeader('Cache-Control', 'public, max-age=300');
}

function unkept(status: number, body: object): TwilioResponse {
  return json(status, body)
    .appendHeader('Cache-Control', 'no-store')
    .appendHeader('Pragma', 'no-cache');
}

// An object: a text of this type is put into quotes by the local server, where it forks a process for
// each request.
function json(status: number, body: object): TwilioResponse {
  return new Twilio.Response()
    .setStatusCode(status)
    .setBody(body)
    .appendHeader('Content-Type', 'application/json; charset=utf-8');
}
