import { warnOnce } from '../log';
import { type Header, hopByHop } from './request-headers';

// `fetch` has decoded the body, and the runtime sets its length again.
const RECOMPUTED: ReadonlySet<string> = new Set(['content-encoding', 'content-length']);

/**
 * Returns the headers of the upstream response that the caller gets.
 *
 * Set-Cookie is omitted. The platform would set every cookie for this service's own domain, and it replaces a
 * response with a 400 if a cookie lives longer than a day.
 */
export function responseHeaders(headers: Headers): readonly Header[] {
  const isHopByHop = hopByHop(headers.get('connection') ?? '');
  if (headers.has('set-cookie')) {
    warnOnce(
      'UPSTREAM_COOKIES: the upstream service sets cookies, and they are not passed through.',
    );
  }
  return [...headers].filter(
    ([name]) => name !== 'set-cookie' && !RECOMPUTED.has(name) && !isHopByHop(name),
  );
}
