import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { joinChallenges } from './challenge';

const REASONS = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden' } as const;

/**
 * 401, the same for missing, malformed, unknown and wrong credentials (RFC 9110 section 15.5.2), or a
 * status that says more, with what the caller may present in place of that.
 */
export function denied(
  status: keyof typeof REASONS,
  challenges: readonly string[],
): TwilioResponse {
  const response = plainText(status, REASONS[status]);
  if (challenges.length === 0) return response;
  return response.appendHeader('WWW-Authenticate', joinChallenges(challenges));
}

/** 429 for a name that was refused too often (RFC 6585 section 4), known or not. */
export function tooManyRequests(retryAfterSeconds: number): TwilioResponse {
  return plainText(429, 'Too Many Requests').appendHeader('Retry-After', `${retryAfterSeconds}`);
}

/** 503 for what a caller cannot help, and may find mended after some seconds (RFC 9110 section 15.6.4). */
export function serviceUnavailable(retryAfterSeconds: number): TwilioResponse {
  return plainText(503, 'Service Unavailable').appendHeader('Retry-After', `${retryAfterSeconds}`);
}

/** 500 for settings that are missing or wrong. Which ones is for the log, not for the caller. */
export function notConfigured(): TwilioResponse {
  return plainText(500, 'Authentication is not configured');
}

/** Plain text that nobody keeps. Deployed, a body without a type is application/octet-stream. */
export function plainText(statusCode: number, body: string): TwilioResponse {
  return new Twilio.Response()
    .setStatusCode(statusCode)
    .setBody(body)
    .appendHeader('Content-Type', 'text/plain; charset=utf-8')
    .appendHeader('Cache-Control', 'no-store');
}
