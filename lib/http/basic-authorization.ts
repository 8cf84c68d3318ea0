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
const CANONICAL = /^Basic [A-Za-z0-9+/]+={0,2}$/;
// The digits whose bits all belong to the text (RFC 4648 section 3.5). Without a pad, all do.
const LAST_BEFORE_ONE_PAD = 'AEIMQUYcgkosw048';
const LAST_BEFORE_TWO_PADS = 'AQgw';

/** Returns whether an Authorization header names the Basic scheme, with or without valid credentials. */
export function isBasic(authorization: string): boolean {
  // Comparing the usual spelling first takes half the time.
  return authorization.startsWith(CANONICAL_START) || BASIC_SCHEME.test(authorization);
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
  if (isCanonical(authorization)) {
    // Each character is one byte. A Buffer takes three times as long.
    const text = atob(authorization.slice(CANONICAL_START.length));
    if (PRINTABLE_ASCII.test(text)) return present(text, authorization);
  }
  const [, digits = '', pads = ''] = BASIC_AUTHORIZATION.exec(authorization) ?? [];
  if (digits === '' || !hasBase64Length(digits.length, pads.length)) return null;
  const bytes = Buffer.from(digits, 'base64');
  if (CONTROL_CHARACTER.test(bytes.toString('latin1')) || !isUtf8(bytes)) return null;
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

/** Returns whether a header with ASCII text is what {@link format} returns for the text. Nearly every header is. */
function isCanonical(authorization: string): boolean {
  if (!CANONICAL.test(authorization)) return false;
  const length = authorization.length - CANONICAL_START.length;
  if (length % 4 !== 0) return false;
  if (!authorization.endsWith('=')) return true;
  return authorization.endsWith('==')
    ? LAST_BEFORE_TWO_PADS.includes(authorization.charAt(authorization.length - 3))
    : LAST_BEFORE_ONE_PAD.includes(authorization.charAt(authorization.length - 2));
}

function hasBase64Length(digits: number, pads: number): boolean {
  const rest = digits % 4;
  return rest !== 1 && (pads === 0 || (rest + pads) % 4 === 0);
}
