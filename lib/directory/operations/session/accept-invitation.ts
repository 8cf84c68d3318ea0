import { strictObject } from 'valibot';
import { selectAccount } from '../../accounts/accounts';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction, type Tx } from '../../database/database';
import { consumeInvitation } from '../../invitations/consume-invitation';
import { account, linkToken, status } from '../../schemas';
import { rotateSessionSecret } from '../../sessions/create-session';

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
    return inTransaction(call.database, async (tx) => {
      const { mfaEnabled, ...user } = await selectUser(tx, userId);
      const accountId = await consumeInvitation(tx, call, { token, user });
      await rotateSessionSecret(tx, call, { account_id: accountId });
      const object = { type: 'session', id: credentialId };
      await recordEvent(tx, call, { type: 'session_switched', accountId, object });
      const { name, mfa_required: mfaRequired } = await selectAccount(tx, accountId);
      const mustEnroll = mfaRequired && !mfaEnabled;
      return {
        status: mustEnroll ? ('mfa_enrollment_required' as const) : ('authenticated' as const),
        account: { id: accountId, name, mfaRequired },
      };
    });
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
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
}
