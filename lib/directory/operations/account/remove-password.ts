import { passwordRemovedMail } from '../../../mail/texts/password-mails';
import { requireNoBreakGlass } from '../../accounts/break-glass';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { inTransaction, type Tx, write, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { notifyUser } from '../../notifications/notify-user';
import { empty } from '../../schemas';
import { rotateSessionSecret } from '../../sessions/create-session';
import { countUserSessions, endUserSessions } from '../../sessions/end-sessions';
import { requireStepUp } from '../../sessions/require-step-up';
import { requireLoginWay } from '../../users/login-ways';
import { lockSecondFactors } from '../../users/second-factors';

/** No mail sets a password for a user who has none, so only this session's user decides that there will be none. */
export const removePassword = operation({
  name: 'account/remove-password',
  summary:
    "Removes the caller's password for good and ends their other sessions. The caller must have another way to log in.",
  access: SELF_SERVICE,
  changes: true,
  setsSession: true,
  input: empty,
  output: empty,
  errors: [
    'PASSWORD_NOT_SET',
    'LAST_LOGIN_WAY',
    'BREAK_GLASS_REQUIRED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call) {
    const { userId = '', name: email } = callerOf(call);
    await inTransaction(call.database, (tx) => remove(tx, call));
    await notifyUser(call, { userId, email }, passwordRemovedMail);
    return {};
  },
});

async function remove(tx: Tx, call: Call): Promise<void> {
  const { userId = '', credentialId = '' } = callerOf(call);
  requireStepUp(call, tx);
  lockSecondFactors(tx, call);
  const update = tx
    .updateTable('users')
    .set({ password_hash: null })
    .where('id', '=', userId)
    .where('password_hash', 'is not', null);
  writeOr(tx, update, new DirectoryError('PASSWORD_NOT_SET'));
  requireLoginWay(tx, call);
  requireNoBreakGlass(tx, userId);
  // Its link would set a password again.
  await write(tx, tx.deleteFrom('password_resets').where('user_id', '=', userId));
  const others = { userId, except: credentialId };
  const counted = { endedSessions: countUserSessions(others) };
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'password_removed', userId, object, counted });
  endUserSessions(tx, others);
  rotateSessionSecret(tx, call);
}
