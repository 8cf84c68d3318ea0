import { isDesCrypt } from '../../lib/passwords/des-crypt';

const WEAK = 'once stolen, such a hash is guessed in no time';
const UNKNOWN = 'not a kind that the library reads';

const KINDS: readonly (readonly [start: string, description: string])[] = [
  ['{SHA}', `{SHA} is SHA-1 without a salt: ${WEAK}`],
  ['{SSHA}', `{SSHA} is one round of SHA-1: ${WEAK}`],
  ['$apr1$', `apr1 is MD5: ${WEAK}`],
  ['$1$', `MD5 crypt: ${WEAK}`],
  ['$5$', `SHA-256 crypt: ${UNKNOWN}`],
  ['$6$', `SHA-512 crypt: ${UNKNOWN}`],
  ['$y$', `yescrypt: ${UNKNOWN}`],
  ['$7$', `scrypt as crypt(3) writes it: ${UNKNOWN}`],
  ['$argon2i$', `argon2i: ${UNKNOWN}`],
  ['$argon2d$', `argon2d: ${UNKNOWN}`],
];

/**
 * Says why a stored hash cannot be used, where that is for its kind.
 *
 * @param stored - what the library refuses.
 * @returns `undefined` where the kind is not known, or where another one of it can be used.
 */
export function describeHash(stored: string): string | undefined {
  const known = KINDS.find(([start]) => stored.startsWith(start))?.[1];
  if (known !== undefined || !isDesCrypt(stored.replace(/:.*/, ''))) return known;
  return `DES crypt, which reads 8 characters of a password: ${WEAK}`;
}
