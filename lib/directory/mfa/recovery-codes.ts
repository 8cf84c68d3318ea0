import { randomInt } from 'node:crypto';
import { secretHash } from '../crypto/ids';
import { readCode } from './parse-code';

// Crockford's base 32: without I, L, O and U. 24 characters are 120 bits, where NIST SP 800-63B-4
// section 4.2.1.1 asks for 64.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const COUNT = 10;
const LENGTH = 24;
const GROUP = /.{4}(?=.)/g;
const CODE = /^[0-9A-HJKMNP-TV-Z]{24}$/;

/** Ten new codes, as in `7K3M-…`, to be shown once. Each stands in for a code of the app, once. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () =>
    grouped(Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')),
  );
}

/**
 * Reads a code as people type it: in any case, with or without what stands between its groups, I and L for 1 and
 * O for 0.
 *
 * @returns the code as it was shown; `null` for what is none.
 */
export function canonicalRecoveryCode(text: string): string | null {
  const code = readCode(text).toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');
  return CODE.test(code) ? grouped(code) : null;
}

/** What a code is kept as: a SHA-256, another one for every user. `code` is in canonical form. */
export function recoveryCodeHash(userId: string, code: string): Buffer {
  return secretHash(`${userId} ${code}`);
}

/** What is told beside the codes in the file that a user keeps. */
export interface RecoveryCodesFile {
  readonly codes: readonly string[];
  readonly email: string;
  /** The service's name. */
  readonly service: string;
  readonly madeAt: Date;
}

/** The codes as a text file. */
export function recoveryCodesText({ codes, email, service, madeAt }: RecoveryCodesFile): string {
  return [
    `Recovery codes of ${email} for ${service}`,
    `Made on ${madeAt.toISOString().slice(0, 10)}. New ones end these.`,
    '',
    'Each of them works once, in place of a code of your authenticator app.',
    'Keep them where nobody else finds them, and not on the phone with the app.',
    '',
    ...codes,
    '',
  ].join('\n');
}

function grouped(code: string): string {
  return code.replace(GROUP, '$&-');
}
