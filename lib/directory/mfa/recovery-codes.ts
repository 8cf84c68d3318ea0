import { randomInt } from 'node:crypto';
import { recoveryCodeUsedMail } from '../../mail/texts/second-factor-mails';
import { recordUserEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { serviceNameOf } from '../notifications/links';
import { notifyUser } from '../notifications/notify-user';
import { normalizeCode } from './totp';
import type { LockedSecondFactor } from './with-second-factor-lock';

// Crockford's base 32 has no I, L, O and U. 24 characters have 120 bits. NIST SP 800-63B-4 section 4.2.1.1
// requires 64.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const COUNT = 10;
const LENGTH = 24;
const GROUP = /.{4}(?=.)/g;
const CODE = /^[0-9A-HJKMNP-TV-Z]{24}$/;

/** Returns ten new codes, as in `7K3M-…`, to be shown once. Each replaces a code of the app once. */
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

/** A typed recovery code. */
interface UsedRecoveryCode {
  readonly locked: LockedSecondFactor;
  readonly recoveryCode: string;
}

/**
 * Consumes a recovery code.
 *
 * @returns the number of remaining codes.
 * @throws DirectoryError `CODE_INVALID` if the code is wrong or was used before.
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

/** New recovery codes, to be shown once. */
interface ShownRecoveryCodes {
  readonly recoveryCodes: string[];
  /** The codes as a text file. */
  readonly recoveryCodesText: string;
}

/** Replaces the caller's recovery codes, in a transaction that locks the user. */
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

/** Notifies the caller by email if a recovery code was used. */
export async function notifyRecoveryCodeUsed(call: Call, left: number | null): Promise<void> {
  if (left === null) return;
  const { userId = '', name: email } = callerOf(call);
  await notifyUser(call, { userId, email }, (notice) => recoveryCodeUsedMail({ ...notice, left }));
}
