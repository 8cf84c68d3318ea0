import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { ResponseCookie, ServerlessCallback } from '../types';
import { asResponse } from './as-response';

/**
 * Puts a callback in another's place, which sends a cookie with the answer. An answer that sets a cookie
 * of that name itself has the last word; an error has no fields to add: the platform makes that answer.
 */
export function withCookie(
  cookie: ResponseCookie | undefined,
  callback: ServerlessCallback,
): ServerlessCallback {
  if (cookie === undefined) return callback;
  const { name, value, attributes } = cookie;
  return (error, payload) => {
    if (error) return callback(error, payload);
    const response = asResponse(payload);
    if (!setsCookie(response, name)) response.setCookie(name, value, [...attributes]);
    return callback(null, response);
  };
}

function setsCookie(response: TwilioResponse, name: string): boolean {
  const { headers = {} } = response as { readonly headers?: Readonly<Record<string, unknown>> };
  const cookies = Object.entries(headers)
    .filter(([field]) => field.toLowerCase() === 'set-cookie')
    .flatMap(([, value]) => value);
  return cookies.some((cookie) => String(cookie).trimStart().startsWith(`${name}=`));
}
