import { type EdgeRequest, type EdgeResponse, plain } from './edge-exchange';
import { areTooLarge, byteLength } from './header-fields';

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow: up to 1 MB,
// including headers and cookies. The kind of MB is not documented, so this is the smaller one.
export const MAX_REQUEST_BYTES = 1_000_000;

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow. It does not
// mention HEAD and PATCH, so they are refused like PUT and DELETE.
const METHODS = ['GET', 'POST', 'OPTIONS'];

/** Returns the platform's response before a Function gets a request, or `null` if the request is allowed. */
export function checkRequest({ method, fields, body }: EdgeRequest): EdgeResponse | null {
  if (!METHODS.includes(method)) return plain(405, 'Method Not Allowed');
  if (areTooLarge(fields)) return plain(431, 'Request Header Fields Too Large');
  if (body === null || body.length + byteLength(fields) > MAX_REQUEST_BYTES) {
    return plain(413, 'Payload Too Large');
  }
  if (method === 'GET' && body.length > 0) return plain(403, 'Forbidden');
  return null;
}

/**
 * Returns the platform's answer to OPTIONS, which Functions never get. It allows no credentials, and its `*` does not
 * cover Authorization (MDN on Access-Control-Allow-Headers).
 */
export function preflight(): EdgeResponse {
  const fields = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Headers', '*'],
    ['Access-Control-Allow-Methods', 'GET, POST, OPTIONS'],
  ] as const;
  return { status: 204, fields, body: Buffer.alloc(0) };
}
