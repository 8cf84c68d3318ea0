import { type Decrypted, decrypt, encrypt } from '../crypto/encryption';
import type { DirectoryKeys } from '../crypto/keys';
import { DirectoryError } from '../errors';

// ITU-T E.164: a country code without a leading zero, and at most 15 digits. The shortest numbers in use have 7.
const NUMBER = /^\+[1-9]\d{6,14}$/;
const BETWEEN = /[\s\p{Z}\p{Cf}\p{Pd}().\u2212/]/gu;

/**
 * Parses a typed phone number with its country code, as in `+49 (1512) 345-6789`.
 *
 * @returns the number in E.164.
 * @throws DirectoryError `PHONE_INVALID`
 */
export function parsePhoneNumber(text: string): string {
  const number = text.normalize('NFKC').replace(BETWEEN, '');
  if (!NUMBER.test(number)) throw new DirectoryError('PHONE_INVALID');
  return number;
}

// The country codes of one and two digits. All others have three.
const COUNTRY = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Returns a number as its owner recognizes it: `+49 ••• 6789`. */
export function maskPhoneNumber(number: string): string {
  const [country = ''] = COUNTRY.exec(number) ?? [];
  return `${country} ••• ${number.slice(-4)}`;
}

/** Encrypts a user's number, so that it cannot be decrypted in another user's row. */
export function encryptPhoneNumber(keys: DirectoryKeys, userId: string, number: string): string {
  return encrypt(keys, number, purposeOf(userId));
}

/**
 * Decrypts a number of {@link encryptPhoneNumber}.
 *
 * @throws EncryptionError if none of the keys decrypts it.
 */
export function decryptPhoneNumber(keys: DirectoryKeys, userId: string, stored: string): Decrypted {
  return decrypt(keys, stored, purposeOf(userId));
}

function purposeOf(userId: string): string {
  return `${userId} phone`;
}
