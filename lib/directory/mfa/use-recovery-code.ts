import { recordUserEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { canonicalRecoveryCode, recoveryCodeHash } from './recovery-codes';
import type { HeldSecondFactor } from './with-second-factor-lock';

/** A recovery code, as the user has typed it. */
export interface UsedRecoveryCode {
  readonly held: HeldSecondFactor;
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
  { held: { userId }, recoveryCode }: UsedRecoveryCode,
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
