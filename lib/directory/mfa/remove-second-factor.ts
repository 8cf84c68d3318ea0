import { type EventSource, recordUserEvent } from '../audit-log/record-event';
import type { Tx } from '../database/database';

/** Takes a user's second factor off, with the recovery codes and the log-ins that wait for it. */
export async function removeSecondFactor(
  tx: Tx,
  source: EventSource,
  userId: string,
): Promise<void> {
  await tx
    .updateTable('users')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', userId)
    .execute();
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  // What they wait for can never come.
  await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('second_factor_due', '=', true)
    .execute();
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, source, { type: 'mfa_disabled', userId, object });
}
