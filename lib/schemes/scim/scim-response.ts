import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { asScimError } from '../../scim/scim-error';

/** The answer to a request. */
export interface ScimAnswer {
  readonly status: number;
  /** Undefined without a body. */
  readonly body?: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const RETRY_AFTER_SECONDS = '5';

/**
 * Returns the response with an answer. The body is a text, because the platform sends an object in JSON only if the type
 * is application/json.
 */
export function scimResponse({ status, body, headers = {} }: ScimAnswer): TwilioResponse {
  const response = new Twilio.Response()
    .setStatusCode(status)
    .setBody(body === undefined ? '' : JSON.stringify(body))
    .appendHeader('Content-Type', 'application/scim+json')
    .appendHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
  return response;
}

/** Returns the answer to a refused request (RFC 7644 section 3.12). The status is a text there. */
export function scimError(
  status: number,
  detail: string,
  more: { readonly scimType?: string | undefined; readonly headers?: ScimAnswer['headers'] } = {},
): ScimAnswer {
  const { scimType, headers = {} } = more;
  const body = {
    schemas: [ERROR],
    status: `${status}`,
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  };
  const mayRetry = status === 429 || status === 503;
  const retry = mayRetry ? { 'Retry-After': RETRY_AFTER_SECONDS } : {};
  return { status, body, headers: { ...retry, ...headers } };
}

/** Returns the answer to a request that failed. @returns undefined for an internal error. */
export function refusedAnswer(reason: unknown): ScimAnswer | undefined {
  const error = asScimError(reason);
  if (error === undefined) return undefined;
  const { status, message, scimType } = error;
  return scimError(status, message, { scimType });
}
