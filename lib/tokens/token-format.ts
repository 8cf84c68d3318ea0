import { BASE62, randomBase62 } from '../util/random-base62';

/** The types of this library's tokens by prefix. The prefix lets people and secret scanners recognize a token. */
const TYPES = { tfa: 'authtoken', tfk: 'api_key', tfp: 'scim_token' } as const;
/** The prefix of the token with which an edge identifies itself. It is no credential of a caller. */
export const EDGE_PREFIX = 'tfe';

export type TokenPrefix = keyof typeof TYPES;
export type TokenType = (typeof TYPES)[TokenPrefix];

const ID_LENGTH = 12;
// 160 bits; 128 would be enough.
const SECRET_LENGTH = 27;
// The minimum number of base62 digits for 32 bits.
const CHECKSUM_LENGTH = 6;

const PREFIX = /^(tf[akp])_/;
const TOKEN_ID = /^[0-9A-Za-z]{12}$/;
const TOKEN = /^(tf[akp])_([0-9A-Za-z]{12})_[0-9A-Za-z]{28,}$/;
const BEGINNING = /tf[akep]_[0-9A-Za-z]{12}_/;

/** A new token and its public id. */
export interface NewToken {
  readonly id: string;
  readonly token: string;
}

/** The parts of a well-formed token. Only a lookup of its hash shows whether it was issued. */
export interface ParsedToken {
  readonly type: TokenType;
  readonly prefix: TokenPrefix;
  /** The 12 characters between prefix and secret. */
  readonly id: string;
}

/**
 * Creates a random token, `<prefix>_<id>_<secret><checksum>`. The id is public, the checksum is the CRC-32
 * of all text before it, and a double click selects the whole token.
 *
 * @param prefix - `tfa` for callers of Functions, `tfk` for callers of the directory, `tfp` for an
 *   identity provider that provisions users by SCIM, `tfe` for an edge.
 * @param id - the id of an existing token whose secret is replaced. Default: a new id.
 */
export function makeToken(
  prefix: TokenPrefix | typeof EDGE_PREFIX = 'tfa',
  id: string = randomBase62(ID_LENGTH),
): NewToken {
  const text = `${prefix}_${id}_${randomBase62(SECRET_LENGTH)}`;
  return { id, token: text + checksumOf(text) };
}

/** Parses a token of this library. Returns `undefined` for other text and for a mistyped token. */
export function parseToken(text: string): ParsedToken | undefined {
  const [, prefix, id] = TOKEN.exec(text) ?? [];
  if (!isPrefix(prefix) || id === undefined) return undefined;
  return isWhole(text) ? { type: TYPES[prefix], prefix, id } : undefined;
}

/** Returns the type of a token, mistyped or not, or `undefined` if it is not a token of this library. */
export function tokenTypeOf(token: string): TokenType | undefined {
  const [, prefix] = PREFIX.exec(token) ?? [];
  return isPrefix(prefix) ? TYPES[prefix] : undefined;
}

/** Returns the id of a token of this library, or `undefined` for other text and for a mistyped token. */
export function tokenIdOf(token: string): string | undefined {
  return parseToken(token)?.id;
}

/** Returns whether a text is a well-formed token id. */
export function isTokenId(text: string): boolean {
  return TOKEN_ID.test(text);
}

/** Returns whether a text has the prefix of this library's tokens but is malformed, so it was mistyped. */
export function hasBadChecksum(token: string): boolean {
  return PREFIX.test(token) && !(TOKEN.test(token) && isWhole(token));
}

/** Returns whether a text contains a token of this library, or at least its beginning. */
export function containsToken(text: string): boolean {
  return BEGINNING.test(text);
}

function isPrefix(text: string | undefined): text is TokenPrefix {
  return text !== undefined && Object.hasOwn(TYPES, text);
}

/** Returns whether a text ends with the checksum of the text before it. */
function isWhole(text: string): boolean {
  const end = text.length - CHECKSUM_LENGTH;
  let rest = crc32(text, end);
  for (let index = text.length - 1; index >= end; index -= 1) {
    if (text.charCodeAt(index) !== BASE62.charCodeAt(rest % BASE62.length)) return false;
    rest = Math.floor(rest / BASE62.length);
  }
  return true;
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < CHECKSUM_LENGTH) {
    digits = `${BASE62[rest % BASE62.length]}${digits}`;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits;
}

// Reflected, as in zlib and RFC 1952 section 8. zlib.crc32 is not in every Node.js 20.
const POLYNOMIAL = 0xedb88320;

let table: Uint32Array | undefined;

/** Returns the CRC-32 of an ASCII text, or of its beginning. It detects typing errors and is not a security check. */
export function crc32(text: string, end = text.length): number {
  table ??= makeTable();
  let rest = ~0;
  for (let index = 0; index < end; index += 1) {
    rest = (rest >>> 8) ^ (table[(rest ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  return ~rest >>> 0;
}

// The effect of each byte on the remainder. It is created for the first token that is not stored.
function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? POLYNOMIAL : 0);
    return rest;
  });
}
