import { strictObject } from 'valibot';
import { selectAccount } from '../../accounts/accounts';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction, readOne, type Tx } from '../../database/database';
import { consumeInvitation, joinAccount } from '../../invitations/consume-invitation';
import { account, linkToken, status } from '../../schemas';
import { markLogin, rotateSessionSecret } from '../../sessions/create-session';

/** Uses up the invitation and switches the session to its account. */
export const acceptInvitation = operation({
  name: 'session/accept-invitation',
  summary: 'Makes the caller a member of the account that invited their email address.',
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: strictObject({ token: linkToken }),
  output: strictObject({ status, account }),
  errors: ['LINK_INVALID', 'EMAIL_MISMATCH', 'MEMBER_EXISTS', 'SESSION_EXPIRED'],
  async run(call, { token }) {
    const { userId = '', credentialId = '' } = callerOf(call);
    const joined = await inTransaction(call.database, async (tx) => {
      const found = readOne(tx, selectUser(tx, userId));
      const invitation = consumeInvitation(tx, token);
      const { mfaEnabled, ...user } = await found();
      const accountId = await joinAccount(tx, call, { found: await invitation(), user });
      rotateSessionSecret(tx, call, { account_id: accountId });
      await markLogin(tx, { userId, accountId });
      const object = { type: 'session', id: credentialId };
      await recordEvent(tx, call, { type: 'session_switched', accountId, object });
      return { mfaEnabled, account: readOne(tx, selectAccount(tx, accountId)) };
    });
    const { id, name, mfa_required: mfaRequired } = await joined.account();
    const mustEnroll = mfaRequired && !joined.mfaEnabled;
    return {
      status: mustEnroll ? ('mfa_enrollment_required' as const) : ('authenticated' as const),
      account: { id, name, mfaRequired },
    };
  },
});

function selectUser(tx: Tx, userId: string) {
  return tx
    .selectFrom('users')
    .select((the) => [
      'id',
      'email',
      'email_key as emailKey',
      the('totp_confirmed_at', 'is not', null).as('mfaEnabled'),
    ])
    .where('id', '=', userId);
}
