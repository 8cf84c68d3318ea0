import { createRequire } from 'node:module';
import { type EdgeRequest, fieldOf } from './edge-exchange';

interface TwilioLibrary {
  validateRequest(
    authToken: string,
    signature: string,
    url: string,
    params: Record<string, string>,
  ): boolean;
  validateRequestWithBody(authToken: string, signature: string, url: string, body: string): boolean;
}

// This project does not depend on twilio, so this is the runtime handler's copy. Few tests need it.
const loadTwilio = (): TwilioLibrary =>
  createRequire(require.resolve('@twilio/runtime-handler/dev'))('twilio');

/**
 * Returns whether a request has the X-Twilio-Signature that a protected file requires.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function isSigned(
  request: EdgeRequest,
  { domainName, authToken }: { readonly domainName: string; readonly authToken: string },
): boolean {
  const signature = fieldOf(request, 'x-twilio-signature');
  if (signature === undefined) return false;
  const url = `https://${domainName}${request.target}`;
  const body = (request.body ?? Buffer.alloc(0)).toString();
  if (url.includes('bodySHA256=')) {
    return loadTwilio().validateRequestWithBody(authToken, signature, url, body);
  }
  const params = Object.fromEntries(new URLSearchParams(body));
  return loadTwilio().validateRequest(authToken, signature, url, params);
}
