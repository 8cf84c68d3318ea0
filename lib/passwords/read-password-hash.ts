import { readArgon2id } from './argon2id';
import { readBcrypt } from './bcrypt';
import { type HashProblem, type PasswordHash, REHASH } from './password-hash';
import { readScrypt } from './scrypt';

// crypt(3) of old: 13 digits, of which the last has two bits to spare that are zero; BSDi's form.
const DES = /^[./A-Za-z0-9]{12}[.26AEIMQUYcgkosw]$/;
const EXTENDED_DES = /^_[./A-Za-z0-9]{19}$/;

/**
 * Reads a stored hash. What only looks like one is a problem and never a plain password: a hash that
 * has leaked must not be what lets a stranger in.
 *
 * @returns `null` for a text that is a plain password.
 */
export function readPasswordHash(
  stored: string,
  pepper: string | undefined,
): PasswordHash | HashProblem | null {
  if (stored.startsWith('$scrypt$')) return readScrypt(stored, pepper);
  if (stored.startsWith('$argon2id$')) return readArgon2id(stored);
  if (/^\$2[aby]\$/.test(stored)) return readBcrypt(stored);
  if (/^[${]/.test(stored) || DES.test(stored) || EXTENDED_DES.test(stored)) {
    const plain = 'put {PLAIN} in front of it where it is a plain password';
    return { problem: `looks like a hash of a kind that cannot be used: ${REHASH}, or ${plain}` };
  }
  return null;
}
