import { strictObject } from 'valibot';
import { passwordChangedMail } from '../../../mail/texts/password-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import {
  type CredentialCounts,
  credentialCounts,
  endCredentials,
  endOrCountCredentials,
  lockAccountsOf,
} from '../../credentials/end-credentials';
import { type Answer, inTransaction, type Query, type Tx, write } from '../../database/database';
import { notifyUser } from '../../notifications/notify-user';
import {
  hashNewPassword,
  PASSWORD_ERRORS,
  replacePassword,
} from '../../passwords/hash-new-password';
import { requirePassword } from '../../passwords/verify-password';
import { password } from '../../schemas';
import { rotateSessionSecret } from '../../sessions/create-session';
import { countUserSessions, endUserSessions } from '../../sessions/end-sessions';

/** Refuses a user without a password, who logs in by other means and must not get a password this way. */
export const changePassword = operation({
  name: 'account/change-password',
  summary:
    "Changes the caller's password and ends their other sessions. Requires the old password.",
  access: SELF_SERVICE,
  changes: true,
  setsSession: true,
  input: strictObject({ oldPassword: password, newPassword: password, endCredentials }),
  output: credentialCounts,
  errors: ['PASSWORD_INVALID', 'THROTTLED', 'SESSION_EXPIRED', ...PASSWORD_ERRORS],
  async run(call, { oldPassword, newPassword, endCredentials: isEnding }) {
    const { userId = '', name: email } = callerOf(call);
    const counts = await requirePassword(call, {
      password: oldPassword,
      failure: 'password_change_failed',
      async work({ name, passwordHash: from, accountNames, refund }) {
        const chosen = { password: newPassword, email, name, accountNames };
        const to = await hashNewPassword(call, chosen);
        const counted = await inTransaction(call.database, (tx) =>
          change(tx, call, { from, to, isEnding, refund }),
        );
        return counted();
      },
    });
    await notifyUser(call, { userId, email }, (notice) =>
      passwordChangedMail({ ...notice, ...counts }),
    );
    return counts;
  },
});

interface Change {
  readonly from: string;
  readonly to: string;
  readonly isEnding: boolean;
  readonly refund: Query<unknown>;
}

async function change(
  tx: Tx,
  call: Call,
  { from, to, isEnding, refund }: Change,
): Promise<Answer<CredentialCounts>> {
  const { userId = '', name, credentialId = '' } = callerOf(call);
  if (isEnding) lockAccountsOf(tx, userId);
  await replacePassword(tx, { userId, from, to });
  const others = { userId, except: credentialId };
  const counted = { endedSessions: countUserSessions(others) };
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'password_changed', userId, object, counted });
  endUserSessions(tx, others);
  // The new secret locks out anyone with a copy of this session's cookie.
  rotateSessionSecret(tx, call);
  await write(tx, refund);
  const principal = { id: userId, name };
  const reason = 'password-changed';
  return endOrCountCredentials(tx, call, { userId, principal, reason, isEnding });
}
