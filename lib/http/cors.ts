import type { ServerlessCallback } from '../types';
import { appendToHeader, asResponse, hasHeader, setHeader } from './as-response';
import { readHeader } from './request-header';

/** A function that wraps a callback so that each response gets the CORS headers of its request. */
export type WithCors = (event: unknown, callback: ServerlessCallback) => ServerlessCallback;

const EXPOSED_HEADERS = 'WWW-Authenticate, Retry-After';

/**
 * Allows pages of these origins to read the responses (the Fetch standard's CORS protocol).
 *
 * A response with its own `Access-Control-Allow-Origin` keeps it. If a handler passes an error to
 * `callback`, the platform creates the response, so it gets no CORS headers.
 *
 * @throws TypeError if an origin is invalid. `*` and `null` are invalid.
 */
export function withCors(origins: readonly string[]): WithCors {
  const allowed = new Set(parseOrigins(origins));
  return (event, callback) => {
    const origin = readHeader(event, 'origin');
    return (error, payload) => {
      if (error) return callback(error, payload);
      const response = asResponse(payload);
      appendToHeader(response, 'Vary', 'Origin');
      const isDecided = hasHeader(response, 'Access-Control-Allow-Origin');
      if (!isDecided && typeof origin === 'string' && allowed.has(origin)) {
        setHeader(response, 'Access-Control-Allow-Origin', origin);
        setHeader(response, 'Access-Control-Allow-Credentials', 'true');
        appendToHeader(response, 'Access-Control-Expose-Headers', EXPOSED_HEADERS);
      }
      return callback(null, response);
    };
  };
}

function parseOrigins(given: unknown): readonly string[] {
  if (Array.isArray(given) && given.length > 0 && given.every(isOrigin)) return given;
  throw new TypeError(
    "withAuth: cors must be an array of origins, as in ['https://app.example'], without paths.",
  );
}

// The syntax that browsers send (RFC 6454 section 6.2). A URL's host may contain `*`, but here it would
// not be a wildcard.
function isOrigin(given: unknown): boolean {
  if (typeof given !== 'string' || given.includes('*') || !URL.canParse(given)) return false;
  const { origin, protocol } = new URL(given);
  return origin === given && (protocol === 'https:' || protocol === 'http:');
}
