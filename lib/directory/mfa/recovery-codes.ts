import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { recoveryCodeUsedMail } from '../../mail/texts/second-factor-mails';
import { recordUserEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import { type Answer, readOne, type Tx, write, writeOr } from '../database/database';
import { DirectoryError } from '../errors';
import { serviceNameOf } from '../notifications/links';
import { notifyUser } from '../notifications/notify-user';
import type { SecondFactor } from './attempt-second-factor';
import { normalizeCode } from './totp';

// Crockford's base 32 has no I, L, O and U. 24 characters have 120 bits. NIST SP 800-63B-4 section 4.2.1.1
// requires 64.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const COUNT = 10;
const LENGTH = 24;
const GROUP = /.{4}(?=.)/g;
const CODE = /^[0-9A-HJKMNP-TV-Z]{24}$/;

/** Returns ten new codes, as in `7K3M-…`, to be shown once. Each replaces a second factor once. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () =>
    grouped(Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')),
  );
}

/**
 * Parses a typed code: in upper or lower case, with or without separators, with I and L for 1 and O for 0.
 *
 * @returns the code as it was shown, or `null` if the text is not a code.
 */
export function canonicalRecoveryCode(text: string): string | null {
  const code = normalizeCode(text).toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');
  return CODE.test(code) ? grouped(code) : null;
}

/** Returns the stored SHA-256 of a code, which differs for every user. `code` must be in canonical form. */
export function recoveryCodeHash(userId: string, code: string): Buffer {
  return secretHash(`${userId} ${code}`);
}

/** The content of the file with a user's codes. */
export interface RecoveryCodesFile {
  readonly codes: readonly string[];
  readonly email: string;
  /** The service's name. */
  readonly service: string;
  readonly madeAt: Date;
}

/** Returns the codes as a text file. */
export function recoveryCodesText({ codes, email, service, madeAt }: RecoveryCodesFile): string {
  return [
    `Recovery codes of ${email} for ${service}`,
    `Made on ${madeAt.toISOString().slice(0, 10)}. New ones end these.`,
    '',
    'Each of them works once, in place of your second factor.',
    'Keep them where nobody else finds them, and not on your phone.',
    '',
    ...codes,
    '',
  ].join('\n');
}

function grouped(code: string): string {
  return code.replace(GROUP, '$&-');
}

/** A typed recovery code. */
interface UsedRecoveryCode {
  readonly factor: SecondFactor;
  readonly recoveryCode: string;
}

/**
 * Consumes a recovery code.
 *
 * @returns the number of remaining codes, which can be read after the commit.
 * @throws DirectoryError `CODE_INVALID` if the code is wrong or was used before.
 */
export async function useRecoveryCode(
  tx: Tx,
  call: Call,
  { factor: { userId }, recoveryCode }: UsedRecoveryCode,
): Promise<Answer<number>> {
  const code = canonicalRecoveryCode(recoveryCode);
  if (code === null) throw new DirectoryError('CODE_INVALID');
  const use = tx
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', recoveryCodeHash(userId, code));
  writeOr(tx, use, new DirectoryError('CODE_INVALID'));
  const count = sql<number>`(select count(*)::int from public.recovery_codes where user_id = ${userId})`;
  const object = { type: 'user', id: userId };
  const counted = { left: count };
  await recordUserEvent(tx, call, { type: 'recovery_code_used', userId, object, counted });
  const row = readOne(tx, sql<{ readonly left: number }>`select ${count} as left`);
  return async () => (await row()).left;
}

/** New recovery codes, to be shown once. */
export interface ShownRecoveryCodes {
  readonly recoveryCodes: string[];
  /** The codes as a text file. */
  readonly recoveryCodesText: string;
}

/** The codes of a user who keeps those of an earlier second factor. */
export const NO_RECOVERY_CODES = { recoveryCodes: null, recoveryCodesText: null } as const;

/** Replaces the caller's recovery codes, in a transaction that locks the user. */
export async function replaceRecoveryCodes(tx: Tx, call: Call): Promise<ShownRecoveryCodes> {
  const { userId = '', name: email } = callerOf(call);
  const codes = newRecoveryCodes();
  const rows = codes.map((code) => ({
    user_id: userId,
    code_hash: recoveryCodeHash(userId, code),
  }));
  await write(tx, tx.deleteFrom('recovery_codes').where('user_id', '=', userId));
  await write(tx, tx.insertInto('recovery_codes').values(rows));
  const service = serviceNameOf(call.settings.origin);
  const text = recoveryCodesText({ codes, email, service, madeAt: new Date() });
  return { recoveryCodes: [...codes], recoveryCodesText: text };
}

/** Notifies the caller by email if a recovery code was used. */
export async function notifyRecoveryCodeUsed(call: Call, left: number | null): Promise<void> {
  if (left === null) return;
  const { userId = '', name: email } = callerOf(call);
  await notifyUser(call, { userId, email }, (notice) => recoveryCodeUsedMail({ ...notice, left }));
}
