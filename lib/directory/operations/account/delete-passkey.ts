import { strictObject } from 'valibot';
import { passkeyDeletedMail } from '../../../mail/texts/passkey-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { check, inTransaction, readOne, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { afterRemoval } from '../../mfa/change-second-factors';
import { notifyUser } from '../../notifications/notify-user';
import { empty, id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { requireLoginWay } from '../../users/login-ways';
import { hasSecondFactor, lockSecondFactors } from '../../users/second-factors';

/** Refuses if it is the last second factor and any account of the user requires one, or the last way to log in. */
export const deletePasskey = operation({
  name: 'account/delete-passkey',
  summary: "Deletes one of the caller's passkeys, which can no longer log in.",
  access: SELF_SERVICE,
  changes: true,
  input: strictObject({ id }),
  output: empty,
  errors: ['NOT_FOUND', 'MFA_REQUIRED', 'LAST_LOGIN_WAY', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { id: deleted }) {
    const { userId = '', name: email } = callerOf(call);
    const { name } = await inTransaction(call.database, (tx) => removePasskey(tx, call, deleted));
    await notifyUser(call, { userId, email }, (notice) => passkeyDeletedMail({ ...notice, name }));
    return {};
  },
});

async function removePasskey(tx: Tx, call: Call, deleted: string) {
  const { userId = '' } = callerOf(call);
  const user = tx.selectFrom('users').where('id', '=', userId);
  requireStepUp(call, tx);
  lockSecondFactors(tx, call);
  const had = readOne(tx, user.select(hasSecondFactor(call.settings).as('any')));
  const passkey = check(
    tx,
    tx
      .deleteFrom('passkeys')
      .where('id', '=', deleted)
      .where('user_id', '=', userId)
      .returning(['id', 'name']),
    ([found]) => {
      if (found === undefined) throw new DirectoryError('NOT_FOUND');
      return found;
    },
  );
  const isLast = await afterRemoval(tx, call);
  requireLoginWay(tx, call);
  const { name } = await passkey();
  const object = { type: 'passkey', id: deleted, name };
  await recordUserEvent(tx, call, { type: 'passkey_deleted', userId, object });
  if ((await had()).any && (await isLast())) {
    const last = { type: 'user', id: userId, factor: 'passkey' };
    await recordUserEvent(tx, call, { type: 'mfa_disabled', userId, object: last });
  }
  return { name };
}
