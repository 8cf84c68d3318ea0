import { recordEvent } from '../../lib/directory/audit-log/record-event';
import { inTransaction } from '../../lib/directory/database/database';
import { CliError, UsageError } from '../run-command';
import { type OpenDirectory, operatorSource, withoutMail } from './with-directory';

/** The account, and the mode that the operator sets. */
export interface SsoModeOfAccount {
  readonly account: string;
  readonly mode: string;
}

/** Requires the only mode that an operator sets. @throws UsageError for every other one. */
export function requireMixedMode({ mode }: SsoModeOfAccount): void {
  if (mode === 'mixed') return;
  const reason =
    mode === 'enforced'
      ? 'Only an administrator who has logged in with single sign-on can require it, in the settings of the account.'
      : `The mode is ${JSON.stringify(mode)}.`;
  throw new UsageError(`${reason} This command sets the mode mixed.`);
}

/**
 * Ends the requirement of single sign-on, for an account whose members cannot log in. Passwords and passkeys work again.
 *
 * @throws CliError if the account does not exist or does not require single sign-on.
 */
export async function setMixedSso({ database }: OpenDirectory, accountId: string): Promise<void> {
  await inTransaction(database, async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select('sso')
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    if (account === undefined) {
      throw new CliError(`Account ${JSON.stringify(accountId)} does not exist.`);
    }
    if (account.sso === 'mixed') throw new CliError('The account does not require single sign-on.');
    await tx.updateTable('accounts').set({ sso: 'mixed' }).where('id', '=', accountId).execute();
    const object = { type: 'account', id: accountId };
    await recordEvent(tx, operatorSource(), { type: 'sso_mixed', accountId, object });
  });
  console.log(
    'Members can log in with a password or passkey again. The identity providers stay.\n' +
      withoutMail('the administrators of the account'),
  );
}
