import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { HOTP, Secret, TOTP } from 'otpauth';
import type { Call } from '../call';
import { type Decrypted, decrypt, encrypt } from '../crypto/encryption';
import type { DirectoryKeys } from '../crypto/keys';
import { type Tx, writeOr } from '../database/database';
import { DirectoryError } from '../errors';
import type { SecondFactor } from './attempt-second-factor';

// The parameters that every authenticator app supports. Many ignore or refuse other values.
const DIGITS = 6;
const STEP_SECONDS = 30;
const ALGORITHM = 'SHA1';
// RFC 4226 section 4 (R6) recommends 160 bits.
const SECRET_BYTES = 20;
// RFC 6238 section 5.2: one step back for the network delay. One step ahead is for phones whose clock is
// fast.
const DRIFT = [-1, 0, 1];

const CODE = /^[0-9]{6}$/;

/** Returns a new secret of 160 random bits in base32, which people can type. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The account that an authenticator app shows a code for. */
export interface TotpAccount {
  readonly secret: string;
  /** The user's name in the app, such as the email address. */
  readonly label: string;
  /** The service's name in the app. */
  readonly issuer: string;
}

/** Returns the `otpauth:` URI for the QR code. It contains the secret. */
export function totpUri({ secret, label, issuer }: TotpAccount): string {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    label: withoutColons(label),
    issuer: withoutColons(issuer),
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: STEP_SECONDS,
  }).toString();
}

/** A given code, with the secret and the time of its check. */
export interface TotpAttempt {
  readonly secret: string;
  /** Six digits, as people type and paste them: apps show `123 456`. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Checks a code of RFC 6238 against the present step of 30 seconds, the previous step and the next step.
 *
 * @returns the number of the latest step that has this code, or `null`. A code is valid once: the caller must
 *   accept   only a step above the last accepted step, and store it.
 */
export function matchingStep({ secret, code, time }: TotpAttempt): number | null {
  const given = normalizeCode(code);
  if (!CODE.test(given)) return null;
  const key = Secret.fromBase32(secret);
  const present = Math.floor(time / 1000 / STEP_SECONDS);
  const steps = DRIFT.map((drift) => present + drift);
  const matching = steps.filter((step) => isSame(given, codeAt(key, step)));
  return matching.at(-1) ?? null;
}

function codeAt(secret: Secret, counter: number): string {
  return HOTP.generate({ secret, counter, digits: DIGITS, algorithm: ALGORITHM });
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

// Apps split issuer and label at a colon, encoded or not.
function withoutColons(text: string): string {
  return text.replaceAll(':', ' ');
}

/** Encrypts a user's TOTP secret, so that it cannot be decrypted in another user's row. */
export function encryptTotpSecret(keys: DirectoryKeys, userId: string, secret: string): string {
  return encrypt(keys, secret, purposeOf(userId));
}

/**
 * Decrypts a secret of {@link encryptTotpSecret}.
 *
 * @throws EncryptionError if none of the keys decrypts it.
 */
function decryptTotpSecret(keys: DirectoryKeys, userId: string, stored: string): Decrypted {
  return decrypt(keys, stored, purposeOf(userId));
}

function purposeOf(userId: string): string {
  return `${userId} totp`;
}

/** A code of the user's app. */
interface UsedCode {
  readonly factor: SecondFactor;
  readonly code: string;
}

/**
 * Consumes a code: it and all earlier codes are no longer valid (RFC 6238 section 5.2). The first code
 * confirms its secret.
 *
 * @throws DirectoryError `CODE_INVALID` if the code is wrong or was used before.
 */
export async function useTotpCode(tx: Tx, call: Call, { factor, code }: UsedCode): Promise<void> {
  const { userId, totpSecret, isConfirmed, time } = factor;
  const { keys } = call.settings;
  if (totpSecret === null) throw new DirectoryError('CODE_INVALID');
  const { text: secret, isStale } = decryptTotpSecret(keys, userId, totpSecret);
  const step = matchingStep({ secret, code, time });
  if (step === null) throw new DirectoryError('CODE_INVALID');
  const update = tx
    .updateTable('users')
    .set({
      totp_last_step: step,
      ...(isConfirmed ? {} : { totp_confirmed_at: sql<Date>`now()` }),
      // The secret is encrypted with the previous key, which will be removed.
      ...(isStale ? { totp_secret: encryptTotpSecret(keys, userId, secret) } : {}),
    })
    .where('id', '=', userId)
    .where((the) =>
      the.or([the('totp_last_step', 'is', null), the('totp_last_step', '<', `${step}`)]),
    );
  writeOr(tx, update, new DirectoryError('CODE_INVALID'));
}

// Spaces and invisible characters, every dash, the minus sign, the hyphen bullet and the underscore.
const BETWEEN = /[\s\p{Z}\p{C}\p{Pd}\u2212\u2043_]/gu;

/**
 * Normalizes a typed or pasted code of an app or a recovery code. Separators and surrounding characters are
 * removed, and display forms such as full-width digits become plain characters. This does not make a guess
 * easier.
 */
export function normalizeCode(text: string): string {
  return text.normalize('NFKC').replace(BETWEEN, '');
}
