import { scryptSync } from 'node:crypto';

const SALT = Buffer.alloc(16, 'salt');

/**
 * Hashes a password with minimal cost, because most tests log in and few are about the cost of a hash. Those few
 * use `hashPassword`.
 *
 * @returns a PHC string.
 */
export function cheapHash(password: string): string {
  const hash = scryptSync(password, SALT, 32, { N: 16, r: 8, p: 1 });
  return `$scrypt$ln=4,r=8,p=1$${toBase64(SALT)}$${toBase64(hash)}`;
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
