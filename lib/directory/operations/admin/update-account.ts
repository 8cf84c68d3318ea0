import { boolean, optional, strictObject } from 'valibot';
import { mfaNotRequiredMail } from '../../../mail/texts/account-mails';
import { withAccountLock } from '../../accounts/account-transaction';
import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { read, readOne, type Tx, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { prepareNotices, readAdministrators } from '../../notifications/notify-account';
import { boundedText } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';
import { parseDisplayName } from '../../users/display-name';
import { hasSecondFactor } from '../../users/second-factors';

/**
 * Requires MFA of an administrator who enables the requirement, so that at least one administrator does not
 * have to enroll first.
 */
export const updateAccount = operation({
  name: 'admin/update-account',
  summary: "Changes the account's name or whether its members must use MFA.",
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ name: optional(boundedText(1000)), mfaRequired: optional(boolean()) }),
  output: ownAccount,
  errors: ['NAME_INVALID', 'MFA_NOT_ENABLED', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, input) {
    const { after, notices } = await withAccountLock(call, 'administrator', async (locked) => {
      const { tx, accountId } = locked;
      const account = readOne(tx, selectAccount(tx, accountId));
      const requireMfa = readOwnMfa(tx, call);
      const requireStepUp = readStepUp(call, tx);
      const administrators = readAdministrators(call, tx);
      const before = await account();
      const name = input.name === undefined ? before.name : parseDisplayName(input.name).name;
      const mfa_required = input.mfaRequired ?? before.mfa_required;
      if (mfa_required && !before.mfa_required) await requireMfa();
      if (!mfa_required && before.mfa_required) await requireStepUp();
      const after = { ...before, name, mfa_required };
      const isSame = name === before.name && mfa_required === before.mfa_required;
      if (isSame) return { after };

      await write(
        tx,
        tx.updateTable('accounts').set({ name, mfa_required }).where('id', '=', accountId),
      );
      const from = { name: before.name, mfaRequired: before.mfa_required };
      const object = { type: 'account', id: accountId, from, name, mfaRequired: mfa_required };
      await recordEvent(tx, call, { type: 'account_updated', object });
      const isRequirementGone = before.mfa_required && !mfa_required;
      if (!isRequirementGone) return { after };
      return { after, notices: prepareNotices(call, tx, await administrators()) };
    });
    await notices?.(mfaNotRequiredMail);
    return describeAccount(after);
  },
});

function readOwnMfa(tx: Tx, call: Call): () => Promise<void> {
  const { userId = '' } = callerOf(call);
  const found = read(
    tx,
    tx
      .selectFrom('users')
      .select('id')
      .where('id', '=', userId)
      .where(hasSecondFactor(call.settings)),
  );
  return async () => {
    if ((await found()).length === 0) throw new DirectoryError('MFA_NOT_ENABLED');
  };
}
