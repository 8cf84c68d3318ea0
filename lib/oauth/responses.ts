import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { RefusalCode } from '../types';
import type { PublishedKey } from './signing-keys';

/** A token, to nobody but its client (RFC 6749 section 5.1). */
export function tokenResponse(
  token: string,
  lifetimeSeconds: number,
  scopes: readonly string[],
): TwilioResponse {
  return noStore(200, {
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
export function oauthErrorResponse(
  { status, error, description }: Failure,
  { challenge, retryAfterSeconds }: Advice = {},
): TwilioResponse {
  const response = noStore(status, { error, error_description: description });
  if (challenge !== undefined) response.appendHeader('WWW-Authenticate', challenge);
  if (retryAfterSeconds !== undefined) response.appendHeader('Retry-After', `${retryAfterSeconds}`);
  return response;
}

/** A JWK set (RFC 7517 section 5). As application/json: not every client takes its own type. */
export function keySetResponse(keys: readonly PublishedKey[]): TwilioResponse {
  return json(200, { keys }).appendHeader('Cache-Control', 'public, max-age=300');
}

function noStore(status: number, body: object): TwilioResponse {
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

/**
 * The error codes of RFC 6749 section 5.2. It has none for 429 and 500: these are of section 4.1.2.1,
 * which says the same of another endpoint. A client that has to wait must not take `invalid_client`
 * for the end of its secret.
 */
type ErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'server_error';

/** Why there is no token: what the caller reads, and the code for the log. */
export interface Failure {
  readonly status: 400 | 401 | 429 | 500;
  readonly error: ErrorCode;
  /** A constant: nothing of the request is in it. */
  readonly description: string;
  /** Of what is refused here. `undefined` where there were no credentials, or the scheme has said. */
  readonly code?: RefusalCode;
}

const request = (description: string, code: RefusalCode = 'REQUEST_INVALID'): Failure => ({
  status: 400,
  error: 'invalid_request',
  description,
  code,
});
const client = { status: 401, error: 'invalid_client' } as const;
const FORM = 'application/x-www-form-urlencoded';

/** Every way in which a request can fail. */
export const FAILURES = {
  unauthenticated: { ...client, description: 'Client authentication is required.' },
  malformed: {
    ...client,
    description: 'Client authentication failed.',
    code: 'CREDENTIALS_MALFORMED',
  },
  rejected: { ...client, description: 'Client authentication failed.' },
  notFormEncoded: request(`The parameters have to be in a body of the type ${FORM}.`),
  misplaced: request(
    `client_secret has to be in a body of the type ${FORM} with a Content-Length, and never in a URL.`,
    'CREDENTIALS_MISPLACED',
  ),
  repeated: request('Every parameter can be there once.'),
  repeatedField: request('There can be one Authorization field.'),
  multipleAuthMethods: request('A client authenticates in one way: by Basic, or in the body.'),
  otherClient: request('client_id is another client than that of the Authorization field.'),
  noClient: request('client_id is missing.'),
  noGrant: request('grant_type is missing.'),
  otherGrant: {
    ...request('The one grant_type here is client_credentials.'),
    error: 'unsupported_grant_type',
  },
  scope: {
    status: 400,
    error: 'invalid_scope',
    description: 'The client may have none of these scopes, or they are malformed.',
    code: 'SCOPE_INSUFFICIENT',
  },
  wait: {
    status: 429,
    error: 'temporarily_unavailable',
    description: 'Too many attempts: try again later.',
  },
  serverError: { status: 500, error: 'server_error', description: 'Tokens are not configured.' },
} as const satisfies Readonly<Record<string, Failure>>;
