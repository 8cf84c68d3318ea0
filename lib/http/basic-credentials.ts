import { isUtf8 } from 'node:buffer';

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
 * Reads the credentials out of an Authorization field value.
 *
 * @returns `null` for anything that RFC 7617 does not allow: another alphabet than base64, wrong
 * pads (they may be left out), bytes that are not UTF-8, control characters, no colon.
 */
export function parseBasicCredentials(authorization: string): BasicCredentials | null {
  const match = BASIC_AUTHORIZATION.exec(authorization);
  if (match === null) return null;
  const [, digits = '', pads = ''] = match;
  if (!hasBase64Length(digits.length, pads.length)) return null;

  const bytes = Buffer.from(digits, 'base64');
  const colon = bytes.indexOf(COLON);
  if (colon === -1 || hasControlCharacter(bytes) || !isUtf8(bytes)) return null;
  return {
    username: bytes.toString('utf8', 0, colon).normalize('NFC'),
    password: bytes.toString('utf8', colon + 1).normalize('NFC'),
  };
}

/** The one canonical field value for these credentials: what every well-behaved client sends. */
export function formatBasicCredentials({ username, password }: BasicCredentials): string {
  const pair = `${username}:${password}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
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
