import { warnOnce } from '../log';

/**
 * The Authorization field of a request, read from a Function's event.
 *
 * The caller can overwrite `event.request` with anything (`?request=1`, or a JSON body with a key
 * `request`), so nothing about its shape is taken for granted.
 *
 * @returns the field's value; `undefined` where there is none; `null` where there is something that
 * is not one text, such as a repeated field, which the runtime hands over as an array. Authorization
 * is a singleton field (RFC 9110 section 5.3): picking one of several would be a guess.
 */
export function readAuthorization(event: unknown): string | undefined | null {
  const request = isObject(event) ? event['request'] : undefined;
  if (request === undefined) {
    warnOnce(
      'event.request is missing, so every caller is refused: Functions see request headers from ' +
        '@twilio/runtime-handler 1.2.0 on; install it as an exact version in "dependencies".',
    );
  }
  const headers = isObject(request) ? request['headers'] : undefined;
  const authorization = isObject(headers) ? headers['authorization'] : undefined;
  if (authorization === undefined) return undefined;
  return typeof authorization === 'string' ? authorization : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
