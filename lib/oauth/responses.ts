import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { RefusalCode } from '../types';
import type { PublishedKey } from './signing-keys';

/** Returns the response with a token, which caches must not store (RFC 6749 section 5.1). */
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
  /** The challenge for the client. */
  readonly challenge?: string | undefined;
  /** The number of seconds before the next attempt. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Returns the response to a failed request (RFC 6749 section 5.2). */
export function oauthErrorResponse(
  { status, error, description }: Failure,
  { challenge, retryAfterSeconds }: Advice = {},
): TwilioResponse {
  const response = noStore(status, { error, error_description: description });
  if (challenge !== undefined) response.appendHeader('WWW-Authenticate', challenge);
  if (retryAfterSeconds !== undefined) response.appendHeader('Retry-After', `${retryAfterSeconds}`);
  return response;
}

/**
 * Returns the response with a JWK set (RFC 7517 section 5). Its type is application/json, because not every client
 * accepts the registered type.
 */
export function keySetResponse(keys: readonly PublishedKey[]): TwilioResponse {
  return json(200, { keys }).appendHeader('Cache-Control', 'public, max-age=300');
}

function noStore(status: number, body: object): TwilioResponse {
  return json(status, body)
    .appendHeader('Cache-Control', 'no-store')
    .appendHeader('Pragma', 'no-cache');
}

// The body is an object, because the local server would quote a text of this type if it forks a process for each
// request.
function json(status: number, body: object): TwilioResponse {
  return new Twilio.Response()
    .setStatusCode(status)
    .setBody(body)
    .appendHeader('Content-Type', 'application/json; charset=utf-8');
}

/**
 * The error codes of RFC 6749 section 5.2. That section has no codes for 429 and 500, so these come from section
 * 4.1.2.1, which defines them for another endpoint. A client that must wait must not get `invalid_client`, which
 * would mean that its secret is no longer valid.
 */
type ErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'server_error';

/** A reason for refusing a token: the response's text, and the code for the log. */
export interface Failure {
  readonly status: 400 | 401 | 429 | 500;
  readonly error: ErrorCode;
  /** A constant text that contains no part of the request. */
  readonly description: string;
  /** The refusal code. `undefined` without credentials, or if the scheme provides the code. */
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

/** All failures of a request. */
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
