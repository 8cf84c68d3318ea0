/** A header with a lowercase name. */
export type Header = readonly [name: string, value: string];

/** The header that names the authenticated user to the upstream service. */
const USER_HEADER = 'x-authenticated-user';

// Headers that are set again for the next hop or the newly encoded body. Cookie belongs to this domain only.
const REPLACED: ReadonlySet<string> = new Set([
  'accept-encoding',
  'content-digest',
  'content-encoding',
  'content-length',
  'content-md5',
  'content-type',
  'cookie',
  'digest',
  'expect',
  'host',
  USER_HEADER,
]);

// The platform removes some of these, so the caller added them by overwriting `event.request`. The others
// claim where a request came from, which this library cannot verify.
const UNTRUSTED = /^(?:forwarded$|referer$|via$|x-accel-|x-forwarded-|x-real-ip$)/;

// RFC 9110 section 5.6.2. The runtime sends lowercase names. A caller who overwrites `event.request` may send
// others, for example a second Authorization header besides the verified one.
const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
// RFC 9110 section 5.5: no CR, no LF, and only characters of one byte.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Returns the headers of the upstream request, based on those of the original request.
 *
 * @param headers - `event.request.headers`. The caller controls it, so it may have any shape. Headers that
 *   HTTP does not allow are omitted.
 * @param username - the authenticated user. Characters outside ASCII are percent-encoded in the header.
 */
export function requestHeaders(headers: unknown, username: string): readonly Header[] {
  const given = Object.entries(isObject(headers) ? headers : {}).flatMap(toHeaders);
  const connection = given.filter(([name]) => name === 'connection').map(([, value]) => value);
  const isHopByHop = hopByHop(connection.join(','));
  const kept = given.filter(([name]) => {
    // Kept even if Connection names it, which RFC 9110 section 7.6.1 forbids: it may be the configured one.
    if (name === 'authorization') return true;
    // Servers that pass headers as variables do not distinguish `_` from `-`.
    const spelled = name.replaceAll('_', '-');
    return !isHopByHop(name) && !REPLACED.has(spelled) && !UNTRUSTED.test(spelled);
  });
  return [
    ...kept,
    [USER_HEADER, encodeURI(username)],
    ['via', '1.1 twilio-functions-auth'],
    // A container may be frozen between two requests, and a reused connection would be dead then.
    ['connection', 'close'],
  ];
}

function toHeaders([name, given]: readonly [string, unknown]): readonly Header[] {
  if (!NAME.test(name)) return [];
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  return values
    .filter((value): value is string => typeof value === 'string' && VALUE.test(value))
    .map((value) => [name, value] as const);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

// RFC 9110 section 7.6.1, and two headers for proxies. None is meant for the next hop.
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Returns a predicate for headers that are valid for one hop only: the known ones, and those that Connection
 * names.
 *
 * @param connection - the value of the message's Connection header.
 */
export function hopByHop(connection: string): (name: string) => boolean {
  const named = new Set(connection.split(',').map((option) => option.trim().toLowerCase()));
  return (name) => HOP_BY_HOP.has(name) || named.has(name);
}
