import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';

/** PHC strings. */
export interface PasswordChange {
  readonly userId: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Puts a new password in the old one's place, and ends the link to reset it, if there is one.
 *
 * @throws DirectoryError `PASSWORD_INVALID` where the old one was changed meanwhile.
 */
export async function replacePassword(tx: Tx, { userId, from, to }: PasswordChange): Promise<void> {
  // First, as a reset does: in another order two could wait for each other.
  await tx.deleteFrom('password_resets').where('user_id', '=', userId).execute();
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ password_hash: to })
    .where('id', '=', userId)
    .where('password_hash', '=', from)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DirectoryError('PASSWORD_INVALID');
}
