import { warnOnce } from '../log';
import { INSTALL_RUNTIME_HANDLER, RUNTIME_HANDLER } from '../platform';

/**
 * Reads a request header from a Function's event.
 *
 * The caller can overwrite `event.request` with any value (`?request=1`, or a JSON body with a key
 * `request`), so the function accepts any shape.
 *
 * @param name - the header's name in lowercase.
 * @returns the header's value; `undefined` if it is missing; `null` if it is not one text, such as a
 *   repeated header, which the runtime passes as an array.
 */
export function readHeader(event: unknown, name: string): string | undefined | null {
  const request = isObject(event) ? event['request'] : undefined;
  const headers = isObject(request) ? request['headers'] : undefined;
  const value = isObject(headers) ? headers[name] : undefined;
  return value === undefined || typeof value === 'string' ? value : null;
}

/** Returns whether the runtime passes request headers to Functions. */
function hasRequest(event: unknown): boolean {
  return isObject(event) && event['request'] !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Reads the Authorization header, with the same results as {@link readHeader}. A request must not
 * repeat Authorization (RFC 9110 section 5.3), so no value of several is chosen.
 */
export function readAuthorization(event: unknown): string | undefined | null {
  if (!hasRequest(event)) {
    warnOnce(
      'event.request is missing, so the caller is refused. If another Function calls this one ' +
        'directly, it must pass its own event. If every caller is refused, the runtime is too old: ' +
        `${RUNTIME_HANDLER} must be 1.2.0 or later to pass request headers (${INSTALL_RUNTIME_HANDLER}).`,
    );
  }
  return readHeader(event, 'authorization');
}
