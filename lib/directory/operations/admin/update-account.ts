import { boolean, type InferOutput, optional, picklist, strictObject } from 'valibot';
import { mfaNotRequiredMail } from '../../../mail/texts/account-mails';
import { withAccountLock } from '../../accounts/account-transaction';
import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { read, readOne, type Tx, write } from '../../database/database';
import type { Row } from '../../database/tables';
import { DirectoryError } from '../../errors';
import { prepareNotices, readAdministrators } from '../../notifications/notify-account';
import { boundedText } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';
import { parseDisplayName } from '../../users/display-name';
import { hasSecondFactor } from '../../users/second-factors';

const input = strictObject({
  name: optional(boundedText(1000)),
  mfaRequired: optional(boolean()),
  /** `jit`: users of the account's identity providers become members at their first login. */
  provisioning: optional(picklist(['invite', 'jit'])),
});

/**
 * Requires MFA of an administrator who enables the requirement, so that at least one administrator does not
 * have to enroll first.
 */
export const updateAccount = operation({
  name: 'admin/update-account',
  summary:
    "Changes the account's name, whether its members must use MFA, or who joins by single sign-on.",
  access: requireRole('administrator'),
  changes: true,
  input,
  output: ownAccount,
  errors: ['NAME_INVALID', 'MFA_NOT_ENABLED', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, given) {
    const { after, notices } = await withAccountLock(call, 'administrator', async (locked) => {
      const { tx, accountId } = locked;
      const account = readOne(tx, selectAccount(tx, accountId));
      const requireMfa = readOwnMfa(tx, call);
      const requireStepUp = readStepUp(call, tx);
      const administrators = readAdministrators(call, tx);
      const before = await account();
      const changes = changesOf(given, before);
      const after = { ...before, ...changes };
      const isRequirementGone = before.mfa_required && !after.mfa_required;
      if (after.mfa_required && !before.mfa_required) await requireMfa();
      if (isRequirementGone || isOpened(before, after)) await requireStepUp();
      const [from, to] = [describeAccount(before), describeAccount(after)];
      if (JSON.stringify(from) === JSON.stringify(to)) return { after };

      await write(tx, tx.updateTable('accounts').set(changes).where('id', '=', accountId));
      const object = { type: 'account', id: accountId, from: rulesOf(from), ...rulesOf(to) };
      await recordEvent(tx, call, { type: 'account_updated', object });
      if (!isRequirementGone) return { after };
      return { after, notices: prepareNotices(call, tx, await administrators()) };
    });
    await notices?.(mfaNotRequiredMail);
    return describeAccount(after);
  },
});

function changesOf(given: InferOutput<typeof input>, before: Row<'accounts'>) {
  return {
    name: given.name === undefined ? before.name : parseDisplayName(given.name).name,
    mfa_required: given.mfaRequired ?? before.mfa_required,
    provisioning: given.provisioning ?? before.provisioning,
  };
}

function isOpened(before: Row<'accounts'>, after: Row<'accounts'>): boolean {
  return before.provisioning === 'invite' && after.provisioning === 'jit';
}

function rulesOf({ name, mfaRequired, provisioning }: InferOutput<typeof ownAccount>) {
  return { name, mfaRequired, provisioning };
}

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
