import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { HOTP, Secret, TOTP } from 'otpauth';
import type { Call } from '../call';
import { type Decrypted, decrypt, encrypt } from '../crypto/encryption';
import type { DirectoryKeys } from '../crypto/keys';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import type { LockedSecondFactor } from './with-second-factor-lock';

// What every authenticator app knows; many ignore, and some refuse, anything else.
const DIGITS = 6;
const STEP_SECONDS = 30;
const ALGORITHM = 'SHA1';
// RFC 4226 section 4 (R6) recommends 160 bits.
const SECRET_BYTES = 20;
// RFC 6238 section 5.2: one step for the way here. The other way is for phones that are fast.
const DRIFT = [-1, 0, 1];

const CODE = /^[0-9]{6}$/;

/** A new secret of 160 random bits, in base32, as people type it in. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app shows a code for. */
export interface TotpAccount {
  readonly secret: string;
  /** The user's name there, such as the e-mail address. */
  readonly label: string;
  /** The service's name there. */
  readonly issuer: string;
}

/** The `otpauth:` URI that an authenticator app reads from a QR code. It has the secret in it. */
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

/** A code that somebody has given, and what it is checked by. */
export interface TotpAttempt {
  readonly secret: string;
  /** Six digits, as people type and paste them: apps show `123 456`. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Checks a code of RFC 6238 against the present step of 30 seconds and the ones beside it.
 *
 * @returns the number of the latest step that has this code; `null` for none. A code works once: the
 *   caller accepts a step only when it is above the last one that was accepted, and stores it.
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

/** Encrypts a user's TOTP secret, so that it is of no use in another user's row. */
export function encryptTotpSecret(keys: DirectoryKeys, userId: string, secret: string): string {
  return encrypt(keys, secret, purposeOf(userId));
}

/**
 * Reads what {@link encryptTotpSecret} has made.
 *
 * @throws EncryptionError where it cannot be read with the keys that there are.
 */
export function decryptTotpSecret(keys: DirectoryKeys, userId: string, stored: string): Decrypted {
  return decrypt(keys, stored, purposeOf(userId));
}

function purposeOf(userId: string): string {
  return `${userId} totp`;
}

/** A code of the user's app. */
interface UsedCode {
  readonly locked: LockedSecondFactor;
  readonly code: string;
}

/**
 * Uses a code up: it and all before it are over (RFC 6238 section 5.2). The first code confirms the
 * secret that it is of.
 *
 * @throws DirectoryError `CODE_INVALID` for one that is wrong, or was used before.
 */
export async function useTotpCode(tx: Tx, call: Call, { locked, code }: UsedCode): Promise<void> {
  const { userId, totpSecret, isConfirmed, time } = locked;
  const { keys } = call.settings;
  if (totpSecret === null) throw new DirectoryError('CODE_INVALID');
  const { text: secret, isStale } = decryptTotpSecret(keys, userId, totpSecret);
  const step = matchingStep({ secret, code, time });
  if (step === null) throw new DirectoryError('CODE_INVALID');
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({
      totp_last_step: step,
      ...(isConfirmed ? {} : { totp_confirmed_at: sql<Date>`now()` }),
      // It was encrypted under a key that is about to go.
      ...(isStale ? { totp_secret: encryptTotpSecret(keys, userId, secret) } : {}),
    })
    .where('id', '=', userId)
    .where((the) =>
      the.or([the('totp_last_step', 'is', null), the('totp_last_step', '<', `${step}`)]),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DirectoryError('CODE_INVALID');
}

// Spaces and what cannot be seen, every dash, the minus sign and the hyphen bullet, the underscore.
const BETWEEN = /[\s\p{Z}\p{C}\p{Pd}\u2212\u2043_]/gu;

/**
 * Reads a code as people type and paste it, of an app or a recovery code: what stands between, before and
 * behind its characters does not count, and forms for display, as full-width digits, are the characters
 * that they show. Nothing of this makes a guess easier.
 */
export function normalizeCode(text: string): string {
  return text.normalize('NFKC').replace(BETWEEN, '');
}
