import { nodeCrypto } from '../util/node-crypto';

const BASE64URL = /^[\w-]{43}$/;
const HEX = /^[0-9a-f]{64}$/i;

/**
 * Returns the form in which a token is stored and looked up: its SHA-256 in base64url.
 *
 * Passwords need a salt and many rounds; tokens do not. A token has 128 random bits or more, so an attacker
 * cannot guess it, with or without the hash, and no two tokens are equal. An almost correct guess has an
 * entirely different hash, so the duration of a lookup reveals nothing.
 */
export function tokenHash(token: string): string {
  return nodeCrypto().hash('sha256', token, 'base64url');
}

/** Returns the same hash as 32 characters of one byte each. Creating it and looking it up takes a tenth less time. */
export function tokenHashBytes(token: string): string {
  return nodeCrypto().hash('sha256', token, 'binary');
}

/** Returns the result of {@link tokenHashBytes} for the token with a result of {@link tokenHash}. */
export function bytesOfTokenHash(stored: string): string {
  return Buffer.from(stored, 'base64url').toString('latin1');
}

/**
 * Parses a stored hash: 43 characters of base64url, or the 64 hexadecimal digits of `sha256sum`.
 *
 * @returns the hash in the form of {@link tokenHash}, or `undefined` for text that cannot be such a hash.
 */
export function parseTokenHash(stored: string): string | undefined {
  if (HEX.test(stored)) return Buffer.from(stored, 'hex').toString('base64url');
  if (!BASE64URL.test(stored)) return undefined;
  // The last character encodes four bits only, so most characters are impossible there.
  return Buffer.from(stored, 'base64url').toString('base64url') === stored ? stored : undefined;
}
