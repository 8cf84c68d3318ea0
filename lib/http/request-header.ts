import { warnOnce } from '../log';
import { INSTALL_RUNTIME_HANDLER, RUNTIME_HANDLER } from '../platform';

/**
 * A header field of a request, read from a Function's event.
 *
 * The caller can overwrite `event.request` with anything (`?request=1`, or a JSON body with a key
 * `request`), so nothing about its shape is taken for granted.
 *
 * @param name - in lower case.
 * @returns the field's value; `undefined` where there is none; `null` where there is something that
 * is not one text, such as a repeated field, which the runtime hands over as an array.
 */
export function readHeader(event: unknown, name: string): string | undefined | null {
  const request = isObject(event) ? event['request'] : undefined;
  const headers = isObject(request) ? request['headers'] : undefined;
  const value = isObject(headers) ? headers[name] : undefined;
  return value === undefined || typeof value === 'string' ? value : null;
}

/** Whether the runtime hands header fields over at all. */
export function hasRequest(event: unknown): boolean {
  return isObject(event) && event['request'] !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * The Authorization field of a request, as {@link readHeader} has it. Authorization is a singleton
 * field (RFC 9110 section 5.3): picking one of several would be a guess.
 */
export function readAuthorization(event: unknown): string | undefined | null {
  if (!hasRequest(event)) {
    warnOnce(
      'event.request is missing, so the caller is refused. Where another Function calls this one ' +
        'itself, let it pass its own event on. Where every caller is refused, the runtime is too ' +
        `old: it shows request headers from ${RUNTIME_HANDLER} 1.2.0 on (${INSTALL_RUNTIME_HANDLER}).`,
    );
  }
  return readHeader(event, 'authorization');
}
