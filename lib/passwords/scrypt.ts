import type { ScryptOptions } from 'node:crypto';
import { nodeCrypto } from '../util/node-crypto';
import { type HashProblem, MAX_MEMORY_KIB, type PasswordHash, REHASH } from './password-hash';

// OWASP's minimum, in the variant with the second lowest memory: 16 MiB, with a parallelization of five.
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
const LOG_COST = 14;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 5;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const MAX_WORK = 2 ** 22;
const PHC =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})(?:,keyid=([A-Za-z0-9+/]{6}))?\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/**
 * Hashes a password with scrypt (RFC 7914), with a random salt.
 *
 * @param password - any text; it is converted to Unicode normalization form C.
 * @param pepper - the value of `PASSWORD_PEPPER`, to include it in the hash.
 * @returns a PHC string such as `$scrypt$ln=14,r=8,p=5$…$…`; with a pepper, also a `keyid`.
 * @example await hashPassword('ahoy there!') // '$scrypt$ln=14,r=8,p=5$…$…'
 */
export async function hashPassword(password: string, pepper?: string): Promise<string> {
  const salt = nodeCrypto().randomBytes(SALT_BYTES);
  const options = { N: 2 ** LOG_COST, r: BLOCK_SIZE, p: PARALLELIZATION };
  const hash = await derive(
    applyPepper(password.normalize('NFC'), pepper),
    salt,
    HASH_BYTES,
    options,
  );
  const keyId = pepper === undefined ? '' : `,keyid=${keyIdOf(pepper)}`;
  const parameters = `ln=${LOG_COST},r=${BLOCK_SIZE},p=${PARALLELIZATION}${keyId}`;
  return `$scrypt$${parameters}$${toBase64(salt)}$${toBase64(hash)}`;
}

/** Parses a PHC string of scrypt. */
export function parseScrypt(
  stored: string,
  pepper: string | undefined,
): PasswordHash | HashProblem {
  const match = PHC.exec(stored);
  if (match === null) return { problem: `is an invalid scrypt hash: ${REHASH}` };
  const [ln = 0, r = 0, p = 0] = match.slice(1, 4).map(Number);
  const [keyId, salt = '', hash = ''] = match.slice(4);
  if (ln < 1 || r < 1 || p < 1 || 2 ** ln * r > MAX_MEMORY_KIB * 8 || 2 ** ln * r * p > MAX_WORK) {
    return { problem: `is a scrypt hash that needs more resources than a Function has: ${REHASH}` };
  }
  if (keyId !== undefined && pepper === undefined) {
    return { problem: 'was hashed with a pepper, so PASSWORD_PEPPER must be set' };
  }
  if (keyId !== undefined && keyId !== keyIdOf(pepper as string)) {
    return { problem: `was hashed with another PASSWORD_PEPPER: ${REHASH}` };
  }
  const expected = Buffer.from(hash, 'base64');
  const options = { N: 2 ** ln, r, p };
  return {
    format: 'scrypt',
    peppered: keyId !== undefined,
    async verify(password) {
      const secret = applyPepper(password, keyId === undefined ? undefined : pepper);
      const found = await derive(secret, Buffer.from(salt, 'base64'), expected.length, options);
      return nodeCrypto().timingSafeEqual(found, expected);
    },
  };
}

// Identifies the pepper: 32 bits of a MAC, which do not help an attacker guess a random pepper.
function keyIdOf(pepper: string): string {
  const mac = nodeCrypto()
    .createHmac('sha256', pepper)
    .update('twilio-functions-auth key id')
    .digest();
  return toBase64(mac.subarray(0, 4));
}

function applyPepper(password: string, pepper: string | undefined): string | Buffer {
  if (pepper === undefined) return password;
  return nodeCrypto().createHmac('sha256', pepper).update(password).digest();
}

function derive(
  secret: string | Buffer,
  salt: Buffer,
  length: number,
  options: ScryptOptions & { readonly N: number; readonly r: number },
): Promise<Buffer> {
  const maxmem = 128 * options.N * options.r * 2;
  return new Promise((resolve, reject) => {
    nodeCrypto().scrypt(secret, salt, length, { ...options, maxmem }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
