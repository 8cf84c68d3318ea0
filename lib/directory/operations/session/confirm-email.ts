import { sql } from 'kysely';
import { strictObject, string } from 'valibot';
import { emailChangedMail } from '../../../mail/texts/user-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { secretHash } from '../../crypto/ids';
import { check, inTransaction, type Tx, write } from '../../database/database';
import { isUniqueViolation } from '../../database/database-errors';
import { DirectoryError } from '../../errors';
import { notifyUser } from '../../notifications/notify-user';
import { linkToken } from '../../schemas';
import { rotateSessionSecret } from '../../sessions/create-session';
import { countUserSessions, endUserSessions } from '../../sessions/end-sessions';
import { requireUnmanagedUser } from '../../users/require-unmanaged-user';

/**
 * Requires a session of the user who requested the change. After a typing error, the link alone would give the user
 * to a stranger, who could then reset the password.
 */
export const confirmEmail = operation({
  name: 'session/confirm-email',
  summary:
    "Makes the address of a link the caller's email address and ends the caller's other sessions.",
  access: SELF_SERVICE,
  changes: true,
  setsSession: true,
  input: strictObject({ token: linkToken }),
  output: strictObject({ email: string() }),
  errors: ['LINK_INVALID', 'EMAIL_EXISTS', 'MANAGED_BY_IDENTITY_PROVIDER', 'SESSION_EXPIRED'],
  async run(call, { token }) {
    const { userId = '', name: from } = callerOf(call);
    const changed = inTransaction(call.database, (tx) => change(tx, call, token));
    const email = await changed.catch((reason: unknown) => {
      // Another user got the address in the meantime. The link proves that the caller receives its mail.
      throw isUniqueViolation(reason) ? new DirectoryError('EMAIL_EXISTS') : reason;
    });
    await notifyUser(call, { userId, email: from }, (notice) =>
      emailChangedMail({ ...notice, newEmail: email }),
    );
    return { email };
  },
});

async function change(tx: Tx, call: Call, token: string): Promise<string> {
  const { userId = '', name: from, credentialId = '' } = callerOf(call);
  requireUnmanagedUser(tx, userId);
  // Its link was mailed to the old address. The same order of locks as in a reset.
  await write(tx, tx.deleteFrom('password_resets').where('user_id', '=', userId));
  const use = tx
    .deleteFrom('email_changes')
    .where('user_id', '=', userId)
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['email', 'email_key']);
  const { email, email_key } = await check(tx, use, ([found]) => {
    if (found === undefined) throw new DirectoryError('LINK_INVALID');
    return found;
  })();
  // The address is in use now. The same order of locks as in a sign-up.
  await write(tx, tx.deleteFrom('sign_ups').where('email_key', '=', email_key));
  await write(tx, tx.updateTable('users').set({ email, email_key }).where('id', '=', userId));
  const others = { userId, except: credentialId };
  // Counted before they end.
  const counted = { endedSessions: countUserSessions(others) };
  const object = { type: 'user', id: userId, from, email };
  await recordUserEvent(tx, call, { type: 'email_changed', userId, object, counted });
  endUserSessions(tx, others);
  rotateSessionSecret(tx, call);
  return email;
}
