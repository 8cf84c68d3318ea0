import type { ServerlessCallback } from '../types';
import { asResponse, hasField } from './as-response';
import { readField } from './request-field';

/** Puts a callback in another's place, which adds what a browser asks for to each answer. */
export type Share = (event: unknown, callback: ServerlessCallback) => ServerlessCallback;

const EXPOSED = 'WWW-Authenticate, Retry-After';

/**
 * Lets pages of these origins read the answers (the Fetch standard's CORS protocol).
 *
 * An answer that brings its own `Access-Control-Allow-Origin` stays as it is. An error that a handler
 * passes on has no fields to add: the platform makes that answer.
 *
 * @throws TypeError for anything that is not an origin; `*` and `null` are none.
 */
export function sharedWith(origins: readonly string[]): Share {
  const allowed = new Set(readOrigins(origins));
  return (event, callback) => {
    const origin = readField(event, 'origin');
    return (error, payload) => {
      if (error) return callback(error, payload);
      const response = asResponse(payload);
      if (hasField(response, 'Access-Control-Allow-Origin')) return callback(null, response);
      response.appendHeader('Vary', 'Origin');
      if (typeof origin === 'string' && allowed.has(origin)) {
        response.appendHeader('Access-Control-Allow-Origin', origin);
        response.appendHeader('Access-Control-Allow-Credentials', 'true');
        response.appendHeader('Access-Control-Expose-Headers', EXPOSED);
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

function isOrigin(given: unknown): boolean {
  if (typeof given !== 'string' || !URL.canParse(given)) return false;
  const { origin, protocol } = new URL(given);
  return origin === given && (protocol === 'https:' || protocol === 'http:');
}
