import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { passwordChangedMail } from '../../../mail/texts/password-mails';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import {
  type CredentialCounts,
  credentialCounts,
  endCredentials,
  endOrCountCredentials,
  lockAccountsOf,
} from '../../credentials/end-credentials';
import { secretHash } from '../../crypto/ids';
import { inTransaction, write, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { notifyUser } from '../../notifications/notify-user';
import { findReset } from '../../passwords/find-reset';
import { hashNewPassword, PASSWORD_ERRORS } from '../../passwords/hash-new-password';
import { linkToken, password } from '../../schemas';
import { countUserSessions, endUserSessions } from '../../sessions/end-sessions';

/**
 * Starts no session and keeps the second factor, because an attacker who reads the user's mail has neither.
 */
export const resetPassword = operation({
  name: 'session/reset-password',
  summary: "Sets a new password with a mailed link and ends all of the user's sessions.",
  access: 'anyone',
  changes: true,
  input: strictObject({ token: linkToken, password, endCredentials }),
  output: credentialCounts,
  errors: ['LINK_INVALID', ...PASSWORD_ERRORS],
  async run(call, { token, password: chosen, endCredentials: isEnding }) {
    // Before the password is hashed: only holders of a link may cause that work.
    const user = await findReset(call.database, token);
    const { id: userId, email, name, accountNames } = user;
    const passwordHash = await hashNewPassword(call, {
      password: chosen,
      email,
      name,
      accountNames,
    });
    const counts = await reset(call, { user, token, passwordHash, isEnding });
    await notifyUser(call, { userId, email }, (notice) =>
      passwordChangedMail({ ...notice, ...counts }),
    );
    return counts;
  },
});

interface Reset {
  readonly user: { readonly id: string; readonly email: string };
  readonly token: string;
  readonly passwordHash: string;
  readonly isEnding: boolean;
}

async function reset(
  call: Call,
  { user, token, passwordHash, isEnding }: Reset,
): Promise<CredentialCounts> {
  const counted = await inTransaction(call.database, async (tx) => {
    const { id: userId } = user;
    const invalid = new DirectoryError('LINK_INVALID');
    if (isEnding) lockAccountsOf(tx, userId);
    const useLink = tx
      .deleteFrom('password_resets')
      .where('user_id', '=', userId)
      .where('secret_hash', '=', secretHash(token))
      .where('expires_at', '>', sql<Date>`now()`);
    writeOr(tx, useLink, invalid);
    await write(tx, tx.deleteFrom('email_changes').where('user_id', '=', userId));
    const setPassword = tx
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('id', '=', userId)
      // A user who logs in by other means never gets a password by mail.
      .where('password_hash', 'is not', null);
    writeOr(tx, setPassword, invalid);
    const principal = { id: userId, name: user.email };
    await recordUserEvent(tx, call, {
      type: 'password_reset',
      userId,
      principal,
      object: { type: 'user', id: userId },
      counted: { endedSessions: countUserSessions({ userId }) },
    });
    endUserSessions(tx, { userId });
    const reason = 'password-reset';
    return endOrCountCredentials(tx, call, { userId, principal, reason, isEnding });
  });
  return counted();
}
