import { warnOnce } from '../log';
import { type Field, hopByHop } from './request-headers';

// `fetch` has decoded the body, and the runtime counts it anew.
const RECOMPUTED: ReadonlySet<string> = new Set(['content-encoding', 'content-length']);

/**
 * The header fields of the service's answer that go back to the caller.
 *
 * Set-Cookie is not among them: the platform makes every cookie one of this service's own domain,
 * and answers 400 in place of a response with one that lives for more than a day.
 */
export function responseHeaders(headers: Headers): readonly Field[] {
  const isHopByHop = hopByHop(headers.get('connection') ?? '');
  if (headers.has('set-cookie')) {
    warnOnce('UPSTREAM_COOKIES: the upstream service sets cookies, and they are not passed on.');
  }
  return [...headers].filter(
    ([name]) => name !== 'set-cookie' && !RECOMPUTED.has(name) && !isHopByHop(name),
  );
}
