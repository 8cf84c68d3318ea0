/** A header field, its name in lower case. */
export type Field = readonly [name: string, value: string];

/** The field that tells the service behind who was let in. */
export const USER_HEADER = 'x-authenticated-user';

// Written anew for the next hop, or about a body that is encoded anew; Cookie is this domain's own.
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

// The platform removes these, so one that is here was put into an overwritten `event.request`, or
// it says where a request came from, which nobody here can vouch for.
const UNTRUSTED = /^(?:forwarded$|referer$|via$|x-accel-|x-forwarded-|x-real-ip$)/;

// RFC 9110 section 5.6.2. The runtime spells names in lower case; a caller who overwrites
// `event.request` may not, and could have a second Authorization field beside the one that was judged.
const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
// RFC 9110 section 5.5: no CR, no LF, nothing that is not one byte.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The header fields that go on to the service behind, from those of the request.
 *
 * @param headers - `event.request.headers`: caller-supplied, of any shape. What HTTP cannot carry is
 * left out.
 * @param username - whom the guard let in, percent-encoded where it is not ASCII.
 */
export function requestHeaders(headers: unknown, username: string): readonly Field[] {
  const given = Object.entries(isObject(headers) ? headers : {}).flatMap(toFields);
  const connection = given.filter(([name]) => name === 'connection').map(([, value]) => value);
  const isHopByHop = hopByHop(connection.join(','));
  const kept = given.filter(([name]) => {
    // Connection must not name it (RFC 9110 section 7.6.1), and it may be the configured one.
    if (name === 'authorization') return true;
    // Servers that hand fields over as variables take `_` and `-` for the same.
    const spelled = name.replaceAll('_', '-');
    return !isHopByHop(name) && !REPLACED.has(spelled) && !UNTRUSTED.test(spelled);
  });
  return [
    ...kept,
    [USER_HEADER, encodeURI(username)],
    ['via', '1.1 twilio-functions-auth'],
    // A container may be frozen between two requests, and a connection that was kept be dead then.
    ['connection', 'close'],
  ];
}

function toFields([name, given]: readonly [string, unknown]): readonly Field[] {
  if (!NAME.test(name)) return [];
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  return values
    .filter((value): value is string => typeof value === 'string' && VALUE.test(value))
    .map((value) => [name, value] as const);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

// RFC 9110 section 7.6.1, and the two that proxies are told by. None is meant for the next hop.
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
 * Tells the fields that are for one hop only: the known ones, and those that Connection names.
 *
 * @param connection - the value of the message's own Connection field.
 */
export function hopByHop(connection: string): (name: string) => boolean {
  const named = new Set(connection.split(',').map((option) => option.trim().toLowerCase()));
  return (name) => HOP_BY_HOP.has(name) || named.has(name);
}
