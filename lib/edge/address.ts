// Loaded with the first address: a cold start without an edge does not pay for it.
const net = (): typeof import('node:net') => require('node:net');

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * Returns the one spelling of an IP address, or `undefined` for other text. IPv6 is in its shortest form
 * (RFC 5952 section 4), and an IPv4-mapped address is the IPv4 address: a block of IPv4 must apply to it.
 *
 * Zones, brackets, ports and octal digits are refused.
 *
 * @example canonicalAddress('::FFFF:203.0.113.7') // '203.0.113.7'
 */
export function canonicalAddress(text: string): string | undefined {
  // net.isIPv4 refuses leading zeros, which some programs read as octal.
  if (net().isIPv4(text)) return text;
  if (!net().isIPv6(text) || text.includes('%')) return undefined;
  const shortest = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(shortest) ?? [];
  if (high === undefined || low === undefined) return shortest;
  const bytes = [high, low].flatMap((group) => {
    const number = Number.parseInt(group, 16);
    return [number >> 8, number & 0xff];
  });
  return bytes.join('.');
}

/** Returns the bytes of a canonical address: 4 or 16. */
export function bytesOf(address: string): Uint8Array {
  if (net().isIPv4(address)) return Uint8Array.from(address.split('.'), Number);
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return Uint8Array.from(
    [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]),
  );
}

/**
 * Returns the network that one subscriber has at least: an IPv4 address, or the /64 of an IPv6 address (RFC 6177
 * section 2).
 */
export function networkOf(address: string): string {
  const bytes = bytesOf(address);
  return bytes.length === 4 ? address : `${addressOf(bytes.fill(0, 8))}/64`;
}

/** Returns the canonical address with these bytes. */
export function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
  );
  return canonicalAddress(groups.join(':')) ?? '::';
}

function groupsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
