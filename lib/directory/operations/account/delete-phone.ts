import { phoneDeletedMail } from '../../../mail/texts/phone-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { inTransaction, type Tx, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { afterRemoval } from '../../mfa/change-second-factors';
import { notifyUser } from '../../notifications/notify-user';
import { endVerifications } from '../../phones/phone-codes';
import { empty } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { lockSecondFactors } from '../../users/second-factors';

/** Refuses if it is the last second factor and any account of the user requires one. */
export const deletePhone = operation({
  name: 'account/delete-phone',
  summary: "Deletes the caller's phone number, which then receives no codes.",
  access: SELF_SERVICE,
  changes: true,
  input: empty,
  output: empty,
  errors: ['PHONE_NOT_SET', 'MFA_REQUIRED', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call) {
    const { userId = '', name: email } = callerOf(call);
    await inTransaction(call.database, (tx) => removePhone(tx, call));
    await notifyUser(call, { userId, email }, phoneDeletedMail);
    return {};
  },
});

async function removePhone(tx: Tx, call: Call): Promise<void> {
  const { userId = '' } = callerOf(call);
  requireStepUp(call, tx);
  lockSecondFactors(tx, call);
  const remove = tx.deleteFrom('phones').where('user_id', '=', userId);
  writeOr(tx, remove, new DirectoryError('PHONE_NOT_SET'));
  await endVerifications(tx, userId);
  const isLast = await afterRemoval(tx, call);
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'phone_deleted', userId, object });
  if (!(await isLast())) return;
  const last = { type: 'user', id: userId, factor: 'phone' };
  await recordUserEvent(tx, call, { type: 'mfa_disabled', userId, object: last });
}
