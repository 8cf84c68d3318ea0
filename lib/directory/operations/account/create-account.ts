import { strictObject } from 'valibot';
import { ADMINISTRATOR } from '../../../identity/roles';
import { createAccount as addAccount, recordNewAccount } from '../../accounts/accounts';
import { addMember } from '../../accounts/members';
import { MOVE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { check, inTransaction, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { account, boundedText, status } from '../../schemas';
import { markLogin, rotateSessionSecret } from '../../sessions/create-session';
import { parseDisplayName } from '../../users/display-name';

// Accounts are never deleted.
const MAX_ADMINISTERED = 20;

/** Gives the session to the new account, as accepting an invitation does. */
export const createAccount = operation({
  name: 'account/create-account',
  summary: 'Creates another account, with the caller as its administrator, if sign-up is open.',
  access: MOVE,
  changes: true,
  setsSession: true,
  input: strictObject({ name: boundedText(1000) }),
  output: strictObject({ status, account }),
  errors: ['SIGN_UP_CLOSED', 'NAME_INVALID', 'LIMIT_REACHED', 'SESSION_EXPIRED'],
  async run(call, input) {
    if (!call.settings.allowSignUp) throw new DirectoryError('SIGN_UP_CLOSED');
    const { userId = '', name: email, credentialId = '' } = callerOf(call);
    const { name } = parseDisplayName(input.name);
    const id = await inTransaction(call.database, async (tx) => {
      await requireAccountQuota(tx, userId);
      const accountId = await addAccount(tx, name);
      await recordNewAccount(tx, call, { id: accountId, name, principal: undefined });
      await addMember(tx, call, { accountId, user: { id: userId, email }, roles: ADMINISTRATOR });
      rotateSessionSecret(tx, call, { account_id: accountId });
      await markLogin(tx, { userId, accountId });
      const object = { type: 'session', id: credentialId };
      await recordEvent(tx, call, { type: 'session_switched', accountId, object });
      return accountId;
    });
    return { status: 'authenticated' as const, account: { id, name, mfaRequired: false } };
  },
});

// The lock of the user makes the limit exact.
async function requireAccountQuota(tx: Tx, userId: string): Promise<void> {
  const user = tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate();
  check(tx, user, ([found]) => {
    if (found === undefined) throw new DirectoryError('SESSION_EXPIRED');
  });
  const administered = tx
    .selectFrom('memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('administrator', '=', true)
    .limit(MAX_ADMINISTERED);
  await check(tx, administered, (rows) => {
    if (rows.length >= MAX_ADMINISTERED) throw new DirectoryError('LIMIT_REACHED');
  })();
}
