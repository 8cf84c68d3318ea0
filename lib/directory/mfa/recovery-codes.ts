import { randomInt } from 'node:crypto';
import { recoveryCodeUsedMail } from '../../mail/texts/second-factor-mails';
import { recordUserEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { serviceNameOf } from '../notifications/links';
import { notifyUser } from '../notifications/notify-user';
import { normalizeCode } from './totp';
import type { LockedSecondFactor } from './with-second-factor-lock';

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
  const code = normalizeCode(text).toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');
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

/** A recovery code, as the user has typed it. */
interface UsedRecoveryCode {
  readonly locked: LockedSecondFactor;
  readonly recoveryCode: string;
}

/**
 * Uses a recovery code up.
 *
 * @returns how many are left.
 * @throws DirectoryError `CODE_INVALID` for one that is wrong, or was used before.
 */
export async function useRecoveryCode(
  tx: Tx,
  call: Call,
  { locked: { userId }, recoveryCode }: UsedRecoveryCode,
): Promise<number> {
  const code = canonicalRecoveryCode(recoveryCode);
  if (code === null) throw new DirectoryError('CODE_INVALID');
  const used = await tx
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', recoveryCodeHash(userId, code))
    .returning('user_id')
    .executeTakeFirst();
  if (used === undefined) throw new DirectoryError('CODE_INVALID');
  const { left } = await tx
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  const object = { type: 'user', id: userId, left: Number(left) };
  await recordUserEvent(tx, call, { type: 'recovery_code_used', userId, object });
  return Number(left);
}

/** New recovery codes, to be shown this once. */
interface ShownRecoveryCodes {
  readonly recoveryCodes: string[];
  /** The same as a text file to keep. */
  readonly recoveryCodesText: string;
}

/** Gives the caller new recovery codes, in a transaction that holds the user: the old ones end. */
export async function replaceRecoveryCodes(tx: Tx, call: Call): Promise<ShownRecoveryCodes> {
  const { userId = '', name: email } = callerOf(call);
  const codes = newRecoveryCodes();
  const rows = codes.map((code) => ({
    user_id: userId,
    code_hash: recoveryCodeHash(userId, code),
  }));
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await tx.insertInto('recovery_codes').values(rows).execute();
  const service = serviceNameOf(call.settings.origin);
  const text = recoveryCodesText({ codes, email, service, madeAt: new Date() });
  return { recoveryCodes: [...codes], recoveryCodesText: text };
}

/** Tells the caller by mail that a recovery code was used, where one was. */
export async function notifyRecoveryCodeUsed(call: Call, left: number | null): Promise<void> {
  if (left === null) return;
  const { userId = '', name: email } = callerOf(call);
  await notifyUser(call, { userId, email }, (notice) => recoveryCodeUsedMail({ ...notice, left }));
}
