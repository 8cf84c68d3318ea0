import { boolean, optional, strictObject } from 'valibot';
import { mfaNotRequiredMail } from '../../../mail/texts/account-mails';
import { type HeldAccount, inAccount } from '../../accounts/account-transaction';
import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { notifyAdministrators } from '../../notifications/notify-account';
import { text } from '../../schemas';
import { insistOnStepUp } from '../../sessions/require-step-up';
import { readName } from '../../users/display-name';

/**
 * Changes the account's name, or whether its members need a second factor. Whoever requires one has to
 * have one, so that an administrator is left who is past the enrolment.
 */
export const updateAccount = operation({
  name: 'admin/update-account',
  summary: "Changes the account's name, or whether its members need a second factor.",
  access: atLeast('administrator'),
  changes: true,
  input: strictObject({ name: optional(text(1000)), mfaRequired: optional(boolean()) }),
  output: ownAccount,
  errors: ['NAME_INVALID', 'MFA_NOT_ENABLED', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, input) {
    const { userId = '' } = callerOf(call);
    const { before, after } = await inAccount(call, 'administrator', async (held) => {
      const { tx, accountId } = held;
      const before = await selectAccount(tx, accountId);
      const name = input.name === undefined ? before.name : readName(input.name).name;
      const mfa_required = input.mfaRequired ?? before.mfa_required;
      if (mfa_required && !before.mfa_required) await mustHaveSecondFactor(held, userId);
      if (!mfa_required && before.mfa_required) await insistOnStepUp(call, tx);
      const after = { ...before, name, mfa_required };
      if (name === before.name && mfa_required === before.mfa_required) return { before, after };

      await tx
        .updateTable('accounts')
        .set({ name, mfa_required })
        .where('id', '=', accountId)
        .execute();
      const from = { name: before.name, mfaRequired: before.mfa_required };
      const object = { type: 'account', id: accountId, from, name, mfaRequired: mfa_required };
      await recordEvent(tx, call, { type: 'account_updated', object });
      return { before, after };
    });
    const isRequirementGone = before.mfa_required && !after.mfa_required;
    if (isRequirementGone) await notifyAdministrators(call, mfaNotRequiredMail);
    return describeAccount(after);
  },
});

async function mustHaveSecondFactor({ tx }: HeldAccount, userId: string): Promise<void> {
  const found = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('MFA_NOT_ENABLED');
}
