import { hash } from 'node:crypto';

const BASE64URL = /^[\w-]{43}$/;
const HEX = /^[0-9a-f]{64}$/i;

/**
 * What a token is kept as, and found by: its SHA-256, in base64url.
 *
 * Neither key nor salt nor rounds, as passwords need: a token has 128 random bits or more, so nobody
 * finds it by guessing, with or without the hash, and no two have the same. A guess that is almost
 * right has a hash that is entirely different, so how long a look-up takes leads nowhere either.
 */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'base64url');
}

/**
 * Reads a stored hash: 43 characters of base64url, or the 64 hexadecimal digits of `sha256sum`.
 *
 * @returns the hash as {@link tokenHash} writes it; `undefined` for anything that it never writes.
 */
export function parseTokenHash(stored: string): string | undefined {
  if (HEX.test(stored)) return Buffer.from(stored, 'hex').toString('base64url');
  if (!BASE64URL.test(stored)) return undefined;
  // The last character stands for four bits, so most are none that can come up.
  return Buffer.from(stored, 'base64url').toString('base64url') === stored ? stored : undefined;
}
