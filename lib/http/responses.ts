import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { joinChallenges } from './challenge';

const REASONS = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden' } as const;

/**
 * Returns a 400, 401 or 403, with challenges that name the credentials to present.
 *
 * The 401 is the same for missing, malformed, unknown and wrong credentials (RFC 9110 section 15.5.2).
 */
export function denied(
  status: keyof typeof REASONS,
  challenges: readonly string[],
): TwilioResponse {
  const response = plainText(status, REASONS[status]);
  if (challenges.length === 0) return response;
  return response.appendHeader('WWW-Authenticate', joinChallenges(challenges));
}

/** Returns the 429 for a username with too many failed attempts (RFC 6585 section 4), known or not. */
export function tooManyRequests(retryAfterSeconds: number): TwilioResponse {
  return plainText(429, 'Too Many Requests').appendHeader('Retry-After', `${retryAfterSeconds}`);
}

/** Returns the 503 for a temporary failure that the caller did not cause (RFC 9110 section 15.6.4). */
export function serviceUnavailable(retryAfterSeconds: number): TwilioResponse {
  return plainText(503, 'Service Unavailable').appendHeader('Retry-After', `${retryAfterSeconds}`);
}

/** Returns the 303 to a page where the caller continues (RFC 9110 section 15.4.4). */
export function seeOther(location: string, body: string): TwilioResponse {
  return plainText(303, body).appendHeader('Location', location);
}

/** Returns the 500 for missing or wrong settings. Only the log names them. */
export function notConfigured(): TwilioResponse {
  return plainText(500, 'Authentication is not configured');
}

/**
 * Returns a plain-text response that must not be cached. The type is explicit, because the deployed
 * platform sends a body without a type as application/octet-stream.
 */
export function plainText(statusCode: number, body: string): TwilioResponse {
  return new Twilio.Response()
    .setStatusCode(statusCode)
    .setBody(body)
    .appendHeader('Content-Type', 'text/plain; charset=utf-8')
    .appendHeader('Cache-Control', 'no-store');
}
