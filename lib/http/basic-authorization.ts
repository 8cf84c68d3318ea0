import { isUtf8 } from 'node:buffer';

/** A user-id and a password (RFC 7617 section 2), both in Unicode normalization form C. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** The longest Authorization header that is parsed. 128 + 128 characters need less than 1,400. */
export const MAX_AUTHORIZATION_LENGTH = 8192;

// RFC 9110 section 11.4: a scheme in any case, 1*SP, then token68, of which RFC 7617 uses base64.
// White space around a header's value is not part of it (RFC 9110 section 5.5).
const BASIC_SCHEME = /^[ \t]*basic(?:[ \t]|$)/i;
const BASIC_AUTHORIZATION = /^[ \t]*basic +([A-Za-z0-9+/]+)(={0,2})[ \t]*$/i;

// Applied to bytes decoded as Latin-1. In UTF-8, each byte below 0x80 is a character.
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const CONTROL_CHARACTER = /[\x00-\x1f\x7f]/;

const CANONICAL_START = 'Basic ';
// The digits whose bits all belong to the text, by the number of pads (RFC 4648 section 3.5).
const LAST_DIGITS = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  'AEIMQUYcgkosw048',
  'AQgw',
];

/** Returns whether an Authorization header names the Basic scheme, with or without valid credentials. */
export function isBasic(authorization: string): boolean {
  return BASIC_SCHEME.test(authorization);
}

/** A presented username and password, and their canonical Authorization header. */
export interface PresentedCredentials extends BasicCredentials {
  readonly canonical: string;
}

/**
 * Parses the username and password in an Authorization header. The canonical header in the result is
 * the spelling that every correct client sends.
 *
 * No character combines with a colon, so normalizing the whole text normalizes both parts.
 *
 * @returns `null` if RFC 7617 does not allow the header: characters outside base64, wrong padding (it
 * may be omitted), bytes that are not UTF-8, control characters, or a missing colon.
 */
export function parseBasicAuthorization(authorization: string): PresentedCredentials | null {
  const match = BASIC_AUTHORIZATION.exec(authorization);
  if (match === null) return null;
  const [, digits = '', pads = ''] = match;
  if (!hasBase64Length(digits.length, pads.length)) return null;

  // Each character is one byte. A Buffer takes three times as long.
  const text = atob(digits);
  if (PRINTABLE_ASCII.test(text)) {
    return present(text, isCanonical(authorization, digits, pads) ? authorization : format(text));
  }
  const bytes = Buffer.from(digits, 'base64');
  if (CONTROL_CHARACTER.test(text) || !isUtf8(bytes)) return null;
  const pair = bytes.toString().normalize('NFC');
  return present(pair, format(pair));
}

function present(pair: string, canonical: string): PresentedCredentials | null {
  const colon = pair.indexOf(':');
  if (colon === -1) return null;
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1), canonical };
}

/** Returns the canonical Authorization header for these credentials, which every correct client sends. */
export function formatBasicCredentials({ username, password }: BasicCredentials): string {
  return format(`${username}:${password}`);
}

function format(pair: string): string {
  return `${CANONICAL_START}${Buffer.from(pair).toString('base64')}`;
}

/** Returns whether a header with these digits is what {@link format} returns for its text. */
function isCanonical(authorization: string, digits: string, pads: string): boolean {
  const length = digits.length + pads.length;
  return (
    length % 4 === 0 &&
    authorization.length === CANONICAL_START.length + length &&
    authorization.startsWith(CANONICAL_START) &&
    LAST_DIGITS[pads.length]?.includes(digits.at(-1) ?? '') === true
  );
}

function hasBase64Length(digits: number, pads: number): boolean {
  const rest = digits % 4;
  return rest !== 1 && (pads === 0 || (rest + pads) % 4 === 0);
}
