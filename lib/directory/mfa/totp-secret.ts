import { type Decrypted, decrypt, encrypt } from '../crypto/encryption';
import type { DirectoryKeys } from '../crypto/keys';

/** Encrypts a user's TOTP secret, so that it is of no use in another user's row. */
export function sealTotpSecret(keys: DirectoryKeys, userId: string, secret: string): string {
  return encrypt(keys, secret, purposeOf(userId));
}

/**
 * Reads what {@link sealTotpSecret} has made.
 *
 * @throws EncryptionError where it cannot be read with the keys that there are.
 */
export function openTotpSecret(keys: DirectoryKeys, userId: string, stored: string): Decrypted {
  return decrypt(keys, stored, purposeOf(userId));
}

function purposeOf(userId: string): string {
  return `${userId} totp`;
}
