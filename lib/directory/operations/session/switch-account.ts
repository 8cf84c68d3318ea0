import { strictObject } from 'valibot';
import { MOVE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction, read, readOne } from '../../database/database';
import { DirectoryError } from '../../errors';
import { id, status } from '../../schemas';
import { chooseAccount, selectActiveAccounts } from '../../sessions/choose-account';
import { changeSession, markLogin } from '../../sessions/create-session';
import { hasSecondFactor } from '../../users/second-factors';

export const switchAccount = operation({
  name: 'session/switch-account',
  summary: "Switches the caller's session to another of the user's accounts.",
  access: { ...MOVE, anyAddress: true },
  changes: true,
  setsSession: true,
  input: strictObject({ account: id }),
  output: strictObject({ status }),
  errors: ['ACCOUNT_UNAVAILABLE', 'ADDRESS_REFUSED', 'SESSION_EXPIRED'],
  async run(call, { account: wanted }) {
    const { userId = '', credentialId = '' } = callerOf(call);
    return inTransaction(call.database, async (tx) => {
      const active = read(tx, selectActiveAccounts(tx, call, userId));
      const user = readOne(
        tx,
        tx
          .selectFrom('users')
          .select(hasSecondFactor(call.settings).as('mfaEnabled'))
          .where('id', '=', userId),
      );
      const account = chooseAccount(await active(), wanted);
      if (account === null || account === 'none') throw new DirectoryError('ACCOUNT_UNAVAILABLE');
      if (account.addressResult === 'refused') throw new DirectoryError('ADDRESS_REFUSED');
      changeSession(tx, call, { account_id: account.id });
      await markLogin(tx, { userId, accountId: account.id });
      const object = { type: 'session', id: credentialId };
      await recordEvent(tx, call, { type: 'session_switched', accountId: account.id, object });
      const { mfaEnabled } = await user();
      const mustEnroll = account.mfaRequired && !mfaEnabled;
      return {
        status: mustEnroll ? ('mfa_enrollment_required' as const) : ('authenticated' as const),
      };
    });
  },
});
