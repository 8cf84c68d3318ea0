import { isAscii, isUtf8 } from 'node:buffer';

/** A user-id and a password (RFC 7617 section 2), both in Unicode normalization form C. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** Longer Authorization fields are refused unread: 128 + 128 characters need less than 1,400. */
export const MAX_AUTHORIZATION_LENGTH = 8192;

// RFC 9110 section 11.4: a scheme in any case, 1*SP, then token68, of which RFC 7617 uses base64.
// White space around the field value is not part of it (RFC 9110 section 5.5).
const BASIC_SCHEME = /^[ \t]*basic(?:[ \t]|$)/i;
const BASIC_AUTHORIZATION = /^[ \t]*basic +([A-Za-z0-9+/]+)(={0,2})[ \t]*$/i;

const COLON = 0x3a;
const SPACE = 0x20;
const DELETE = 0x7f;

/** Whether the field value names the Basic scheme, with or without usable credentials behind it. */
export function isBasic(authorization: string): boolean {
  return BASIC_SCHEME.test(authorization);
}

/**
 * The canonical spelling of an Authorization field value: the one that every well-behaved client
 * sends for the credentials in it. They stay one text: normalized, a pair is its two sides
 * normalized, since nothing combines with a colon.
 *
 * @returns `null` for anything that RFC 7617 does not allow: another alphabet than base64, wrong
 * pads (they may be left out), bytes that are not UTF-8, control characters, no colon.
 */
export function canonicalAuthorization(authorization: string): string | null {
  const match = BASIC_AUTHORIZATION.exec(authorization);
  if (match === null) return null;
  const [, digits = '', pads = ''] = match;
  if (!hasBase64Length(digits.length, pads.length)) return null;

  const pair = Buffer.from(digits, 'base64');
  if (!pair.includes(COLON) || hasControlCharacter(pair)) return null;
  if (isAscii(pair)) return format(pair);
  return isUtf8(pair) ? format(Buffer.from(pair.toString().normalize('NFC'))) : null;
}

/** The one canonical field value for these credentials: what every well-behaved client sends. */
export function formatBasicCredentials({ username, password }: BasicCredentials): string {
  return format(Buffer.from(`${username}:${password}`));
}

function format(pair: Buffer): string {
  return `Basic ${pair.toString('base64')}`;
}

function hasBase64Length(digits: number, pads: number): boolean {
  const rest = digits % 4;
  return rest !== 1 && (pads === 0 || (rest + pads) % 4 === 0);
}

// In UTF-8, bytes below 0x80 are always characters of their own.
function hasControlCharacter(bytes: Buffer): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    if (byte < SPACE || byte === DELETE) return true;
  }
  return false;
}
