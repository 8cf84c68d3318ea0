import { addressOf, bytesOf, canonicalAddress } from './address';

/** A block of IP addresses. */
export interface Cidr {
  /** The canonical text, such as `203.0.113.0/24`. */
  readonly text: string;
  /** The bytes of the lowest address: 4 or 16. */
  readonly bytes: Uint8Array;
  /** The number of leading bits that all addresses of the block share. */
  readonly bits: number;
}

/** The reason why a text is not a block, and the block that was probably meant. */
export interface CidrProblem {
  readonly code: 'CIDR_INVALID' | 'CIDR_BITS_MISSING' | 'CIDR_NOT_LOWEST';
  readonly suggestion: string | undefined;
}

const BITS = /^(?:0|[1-9]\d{0,2})$/;
// The prefix of IPv4-mapped addresses (RFC 4291 section 2.5.5.2).
const MAPPED_BITS = 96;

/**
 * Parses a block in CIDR notation (RFC 4632 section 3.1): its lowest address, a slash, and the number of bits.
 * A block of IPv4-mapped addresses becomes the block of IPv4.
 *
 * @example parseCidr('203.0.113.7') // { code: 'CIDR_BITS_MISSING', suggestion: '203.0.113.7/32' }
 */
export function parseCidr(text: string): Cidr | CidrProblem {
  const [given = '', bitsText, ...rest] = text.split('/');
  const address = canonicalAddress(given);
  if (address === undefined || rest.length > 0) return INVALID_CIDR;
  const bytes = bytesOf(address);
  const wholeLength = bytes.length * 8;
  if (bitsText === undefined) {
    return { code: 'CIDR_BITS_MISSING', suggestion: `${address}/${wholeLength}` };
  }
  if (!BITS.test(bitsText)) return INVALID_CIDR;
  const isMapped = given.includes(':') && wholeLength === 32;
  const bits = Number(bitsText) - (isMapped ? MAPPED_BITS : 0);
  if (bits < 0 || bits > wholeLength) return INVALID_CIDR;
  const lowest = lowestOf(bytes, bits);
  const block = `${addressOf(lowest)}/${bits}`;
  if (lowest.some((byte, index) => byte !== bytes[index])) {
    return { code: 'CIDR_NOT_LOWEST', suggestion: block };
  }
  return { text: block, bytes: lowest, bits };
}

const INVALID_CIDR: CidrProblem = Object.freeze({ code: 'CIDR_INVALID', suggestion: undefined });

/** Returns the sentence that explains a problem to the person who wrote the block. */
export function cidrProblemText(written: string, { code, suggestion }: CidrProblem): string {
  if (code === 'CIDR_INVALID') {
    return `${JSON.stringify(written)} is not a block of addresses, as in 203.0.113.0/24 or 2001:db8::/32.`;
  }
  const reason =
    code === 'CIDR_BITS_MISSING'
      ? 'has no number of bits'
      : 'does not begin with the lowest address of its block';
  return `${written} ${reason}. Did you mean ${suggestion}?`;
}

/** Returns whether a canonical address is in a block. */
export function isInCidr(address: string, { bytes, bits }: Cidr): boolean {
  const given = bytesOf(address);
  if (given.length !== bytes.length) return false;
  return lowestOf(given, bits).every((byte, index) => byte === bytes[index]);
}

function lowestOf(bytes: Uint8Array, bits: number): Uint8Array {
  return bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return byte & (0xff00 >> kept);
  });
}
