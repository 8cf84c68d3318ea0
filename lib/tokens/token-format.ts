import { BASE62, randomBase62 } from '../util/random-base62';

/** How tokens of the kit begin, so that people and programs that look for secrets know them. */
const TYPES = { tfa: 'authtoken', tfk: 'api_key' } as const;

export type TokenPrefix = keyof typeof TYPES;
export type TokenType = (typeof TYPES)[TokenPrefix];

const ID_LENGTH = 12;
// 160 bits, where 128 would do.
const SECRET_LENGTH = 27;
// The least that holds 32 bits.
const CHECKSUM_LENGTH = 6;

const PREFIX = /^(tf[ak])_/;
const TOKEN_ID = /^[0-9A-Za-z]{12}$/;
const TOKEN = /^(tf[ak])_([0-9A-Za-z]{12})_[0-9A-Za-z]{28,}$/;
const BEGINNING = /tf[ak]_[0-9A-Za-z]{12}_/;

/** A new token, and the part of it that may be shown. */
export interface NewToken {
  readonly id: string;
  readonly token: string;
}

/** What a token says of itself; whether it is anybody's is for those to say who have its hash. */
export interface ParsedToken {
  readonly type: TokenType;
  readonly prefix: TokenPrefix;
  /** The 12 characters between prefix and secret. */
  readonly id: string;
}

/**
 * Makes a random token, `<prefix>_<id>_<secret><checksum>`: the id is public, the checksum is the
 * CRC-32 of everything before it, and all of it is one word for a double click.
 *
 * @param prefix - `tfa` for what calls Functions, `tfk` for what calls the directory.
 * @param id - that of a token whose secret is to be replaced. Default: a new one.
 */
export function makeToken(
  prefix: TokenPrefix = 'tfa',
  id: string = randomBase62(ID_LENGTH),
): NewToken {
  const text = `${prefix}_${id}_${randomBase62(SECRET_LENGTH)}`;
  return { id, token: text + checksumOf(text) };
}

/** Reads a token of the kit; `undefined` for any other text, also for one with a typing error. */
export function parseToken(text: string): ParsedToken | undefined {
  const [, prefix, id] = TOKEN.exec(text) ?? [];
  if (!isPrefix(prefix) || id === undefined) return undefined;
  const isWhole = text.endsWith(checksumOf(text.slice(0, -CHECKSUM_LENGTH)));
  return isWhole ? { type: TYPES[prefix], prefix, id } : undefined;
}

/** Which kind of token a text is meant to be, mistyped or not; `undefined` for none of the kit's. */
export function tokenTypeOf(token: string): TokenType | undefined {
  const [, prefix] = PREFIX.exec(token) ?? [];
  return isPrefix(prefix) ? TYPES[prefix] : undefined;
}

/** The id in a token of the kit; `undefined` for any other text, also for one with a typing error. */
export function tokenIdOf(token: string): string | undefined {
  return parseToken(token)?.id;
}

/** Whether a text can be the id of a token. */
export function isTokenId(text: string): boolean {
  return TOKEN_ID.test(text);
}

/** Whether a text is meant to be a token of the kit, and cannot be one: somebody has mistyped it. */
export function hasBadChecksum(token: string): boolean {
  return tokenTypeOf(token) !== undefined && parseToken(token) === undefined;
}

/** Whether a token of the kit, or most of one, is somewhere in a text. */
export function containsToken(text: string): boolean {
  return BEGINNING.test(text);
}

function isPrefix(text: string | undefined): text is TokenPrefix {
  return text !== undefined && Object.hasOwn(TYPES, text);
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
