import { type CipherGCMTypes, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DirectoryKey, DirectoryKeys } from './keys';

const VERSION = 'v1';
const ALGORITHM: CipherGCMTypes = 'aes-256-gcm';
// NIST SP 800-38D section 8.2.2: with random IVs, a key may encrypt at most 2^32 secrets.
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A failure to decrypt a stored secret. The message contains neither the secret nor a key. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError';

  constructor(readonly code: 'SECRET_MALFORMED' | 'SECRET_KEY_UNKNOWN' | 'SECRET_DAMAGED') {
    super(MESSAGES[code]);
  }
}

const MESSAGES = {
  SECRET_MALFORMED: 'A stored secret must have the form that encrypt writes',
  SECRET_KEY_UNKNOWN:
    'A stored secret was encrypted with a key that is neither DIRECTORY_KEY nor DIRECTORY_KEY_PREVIOUS',
  SECRET_DAMAGED: 'A stored secret was changed or belongs to another row',
};

/** A decrypted text. `isStale`: the previous key encrypted it, so it must be encrypted again. */
export interface Decrypted {
  readonly text: string;
  readonly isStale: boolean;
}

/**
 * Encrypts a text with AES-256-GCM under the current key.
 *
 * @param aad - the owner and the purpose, as in `usr_… totp`. Decryption requires the same value, so an
 *   attacker who   writes to the database cannot give one user another user's secret.
 * @returns `v1.<key id>.<IV>.<ciphertext and tag>`, the last three in base64url.
 */
export function encrypt({ current }: DirectoryKeys, text: string, aad: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, current.cipher, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound(current, aad));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, current.id, iv.toString('base64url'), sealed.toString('base64url')].join('.');
}

/**
 * Decrypts a text of {@link encrypt} with the current or the previous key.
 *
 * @throws EncryptionError if neither key decrypts it.
 */
export function decrypt(keys: DirectoryKeys, stored: string, aad: string): Decrypted {
  const [version, keyId, ivText = '', sealedText = '', ...rest] = stored.split('.');
  const iv = readBytes(ivText);
  const sealed = readBytes(sealedText);
  if (version !== VERSION || rest.length > 0 || iv?.length !== IV_BYTES || sealed === null) {
    throw new EncryptionError('SECRET_MALFORMED');
  }
  if (sealed.length < TAG_BYTES) throw new EncryptionError('SECRET_MALFORMED');
  const key = [keys.current, keys.previous].find((known) => known?.id === keyId) ?? null;
  if (key === null) throw new EncryptionError('SECRET_KEY_UNKNOWN');
  return { text: unseal(key, { iv, sealed, aad }), isStale: key !== keys.current };
}

interface Sealed {
  readonly iv: Buffer;
  readonly sealed: Buffer;
  readonly aad: string;
}

function unseal(key: DirectoryKey, { iv, sealed, aad }: Sealed): string {
  const decipher = createDecipheriv(ALGORITHM, key.cipher, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(key, aad));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(sealed.subarray(0, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new EncryptionError('SECRET_DAMAGED');
  }
}

function bound({ id }: DirectoryKey, aad: string): Buffer {
  return Buffer.from(`${VERSION}.${id}.${aad}`);
}

// Buffer also reads texts that it would not write. Such a text was changed.
function readBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
