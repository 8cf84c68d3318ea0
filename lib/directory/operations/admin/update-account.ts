import { boolean, optional, strictObject } from 'valibot';
import { mfaNotRequiredMail } from '../../../mail/texts/account-mails';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { notifyAdministrators } from '../../notifications/notify-account';
import { boundedText } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { parseDisplayName } from '../../users/display-name';

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
    const { userId = '' } = callerOf(call);
    const { before, after } = await withAccountLock(call, 'administrator', async (locked) => {
      const { tx, accountId } = locked;
      const before = await selectAccount(tx, accountId);
      const name = input.name === undefined ? before.name : parseDisplayName(input.name).name;
      const mfa_required = input.mfaRequired ?? before.mfa_required;
      if (mfa_required && !before.mfa_required) await requireOwnMfa(locked, userId);
      if (!mfa_required && before.mfa_required) await requireStepUp(call, tx);
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

async function requireOwnMfa({ tx }: LockedAccount, userId: string): Promise<void> {
  const found = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('MFA_NOT_ENABLED');
}
