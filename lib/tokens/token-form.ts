import { randomInt } from 'node:crypto';
import { crc32 } from './crc32';

/** How every token of the kit begins, so that people and programs that look for secrets know it. */
const PREFIX = 'tfa_';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
// 160 bits, where 128 would do.
const SECRET_LENGTH = 27;
// The least that holds 32 bits.
const CHECKSUM_LENGTH = 6;

const TOKEN_ID = /^[0-9A-Za-z]{12}$/;
const TOKEN = /^tfa_([0-9A-Za-z]{12})_[0-9A-Za-z]{28,}$/;
const BEGINNING = /tfa_[0-9A-Za-z]{12}_/;

/** A new token, and the part of it that may be shown. */
export interface NewToken {
  readonly id: string;
  readonly token: string;
}

/**
 * Makes a random token, `tfa_<id>_<secret><checksum>`: the id is public, the checksum is the CRC-32
 * of everything before it, and all of it is one word for a double click.
 */
export function makeToken(): NewToken {
  const id = random(ID_LENGTH);
  const text = `${PREFIX}${id}_${random(SECRET_LENGTH)}`;
  return { id, token: text + checksumOf(text) };
}

/** The id in a token of the kit; `undefined` for any other text, also for one with a typing error. */
export function tokenIdOf(token: string): string | undefined {
  const [, id] = TOKEN.exec(token) ?? [];
  const text = token.slice(0, -CHECKSUM_LENGTH);
  return id !== undefined && token.endsWith(checksumOf(text)) ? id : undefined;
}

/** Whether a text can be the id of a token. */
export function isTokenId(text: string): boolean {
  return TOKEN_ID.test(text);
}

/** Whether a text is meant to be a token of the kit, and cannot be one: somebody has mistyped it. */
export function isMistyped(token: string): boolean {
  return token.startsWith(PREFIX) && tokenIdOf(token) === undefined;
}

/** Whether a token of the kit, or most of one, is somewhere in a text. */
export function holdsToken(text: string): boolean {
  return BEGINNING.test(text);
}

// randomInt has no bias: it draws again where a remainder would.
function random(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < CHECKSUM_LENGTH) {
    digits = `${ALPHABET[rest % ALPHABET.length]}${digits}`;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}
