import type { ServerlessCallback } from '../types';
import { appendToHeader, asResponse, hasHeader, setHeader } from './as-response';
import { readHeader } from './request-header';

/** Puts a callback in another's place, which adds what a browser asks for to each answer. */
export type Share = (event: unknown, callback: ServerlessCallback) => ServerlessCallback;

const EXPOSED = 'WWW-Authenticate, Retry-After';

/**
 * Lets pages of these origins read the answers (the Fetch standard's CORS protocol).
 *
 * A handler that sets `Access-Control-Allow-Origin` itself decides for its answer. An error that a
 * handler passes on has no fields to add: the platform makes that answer.
 *
 * @throws TypeError for anything that is not an origin; `*` and `null` are none.
 */
export function withCors(origins: readonly string[]): Share {
  const allowed = new Set(readOrigins(origins));
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
        appendToHeader(response, 'Access-Control-Expose-Headers', EXPOSED);
      }
      return callback(null, response);
    };
  };
}

function readOrigins(given: unknown): readonly string[] {
  if (Array.isArray(given) && given.length > 0 && given.every(isOrigin)) return given;
  throw new TypeError(
    "withAuth: cors must be an array of origins, as in ['https://app.example'], without paths.",
  );
}

// As browsers write it (RFC 6454 section 6.2). A `*` may stand in a URL's host, but is no wildcard.
function isOrigin(given: unknown): boolean {
  if (typeof given !== 'string' || given.includes('*') || !URL.canParse(given)) return false;
  const { origin, protocol } = new URL(given);
  return origin === given && (protocol === 'https:' || protocol === 'http:');
}
