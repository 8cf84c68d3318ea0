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
