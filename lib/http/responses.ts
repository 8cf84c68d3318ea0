import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';

/** 401, the same for missing, malformed, unknown and wrong credentials (RFC 9110 section 15.5.2). */
export function unauthorized(challenges: readonly string[]): TwilioResponse {
  const response = plainText(401, 'Unauthorized');
  for (const challenge of challenges) response.appendHeader('WWW-Authenticate', challenge);
  return response;
}

/** 500 for settings that are missing or wrong. Which ones is for the log, not for the caller. */
export function notConfigured(): TwilioResponse {
  return plainText(500, 'Authentication is not configured');
}

// Deployed, a string body without a Content-Type is sent as application/octet-stream.
function plainText(statusCode: number, body: string): TwilioResponse {
  return new Twilio.Response()
    .setStatusCode(statusCode)
    .setBody(body)
    .appendHeader('Content-Type', 'text/plain; charset=utf-8')
    .appendHeader('Cache-Control', 'no-store');
}
