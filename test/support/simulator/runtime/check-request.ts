import { type EdgeRequest, type EdgeResponse, plain } from './edge-exchange';
import { areTooLarge, byteLength } from './header-fields';

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow: up to 1 MB,
// headers and cookies included. Which MB is not said; this is the smaller one.
export const MAX_REQUEST_BYTES = 1_000_000;

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow. HEAD and PATCH are
// not mentioned there, so they are refused like PUT and DELETE.
const METHODS = ['GET', 'POST', 'OPTIONS'];

/** What the platform answers before any Function sees a request; `null` where it lets it through. */
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
 * The platform's answer to OPTIONS, which Functions never see: no credentials, and a `*` that does
 * not cover Authorization (MDN on Access-Control-Allow-Headers).
 */
export function preflight(): EdgeResponse {
  const fields = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Headers', '*'],
    ['Access-Control-Allow-Methods', 'GET, POST, OPTIONS'],
  ] as const;
  return { status: 204, fields, body: Buffer.alloc(0) };
}
