import { type CipherGCMTypes, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DirectoryKey, DirectoryKeys } from './keys';

const VERSION = 'v1';
const ALGORITHM: CipherGCMTypes = 'aes-256-gcm';
// NIST SP 800-38D section 8.2.2: random, so at most 2^32 secrets a key.
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Why a stored secret cannot be read; neither it nor a key is in the message. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError';

  constructor(readonly code: 'SECRET_MALFORMED' | 'SECRET_KEY_UNKNOWN' | 'SECRET_DAMAGED') {
    super(MESSAGES[code]);
  }
}

const MESSAGES = {
  SECRET_MALFORMED: 'A stored secret is not of the form that encrypt writes',
  SECRET_KEY_UNKNOWN:
    'A stored secret was encrypted with a key that is neither DIRECTORY_KEY nor DIRECTORY_KEY_PREVIOUS',
  SECRET_DAMAGED: 'A stored secret was changed, or belongs to something else',
};

/** What was read, and whether it is to be encrypted again, as the key has been replaced since. */
export interface Decrypted {
  readonly text: string;
  readonly isStale: boolean;
}

/**
 * Encrypts a text with AES-256-GCM under the current key.
 *
 * @param aad - whose it is and what for, as in `usr_… totp`: it can be read for that only, so nobody
 *   who writes to the database can give one user the secret of another.
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
 * Reads what {@link encrypt} wrote, with the current key or the previous one.
 *
 * @throws EncryptionError for anything else.
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

// A text that Buffer reads and would not write has been changed.
function readBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
