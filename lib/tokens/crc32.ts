// Reflected, as in zlib and RFC 1952 section 8. zlib.crc32 is not in every Node.js 20.
const POLYNOMIAL = 0xedb88320;

let table: Uint32Array | undefined;

/** The CRC-32 of a text in ASCII: finds typing errors, and proves nothing. */
export function crc32(text: string): number {
  table ??= makeTable();
  let rest = ~0;
  for (let index = 0; index < text.length; index += 1) {
    rest = (rest >>> 8) ^ (table[(rest ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  return ~rest >>> 0;
}

// What each byte does to the rest, made when the first text comes that is no stored token.
function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? POLYNOMIAL : 0);
    return rest;
  });
}
