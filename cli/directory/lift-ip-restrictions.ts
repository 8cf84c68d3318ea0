import { recordEvent } from '../../lib/directory/audit-log/record-event';
import { inTransaction } from '../../lib/directory/database/database';
import { IP_MODE_COLUMNS } from '../../lib/directory/ip-restrictions/address-result';
import { CliError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

/**
 * Ends the enforcement of an account's IP restrictions, for administrators who have locked themselves out. The blocks
 * stay, in warning mode.
 *
 * @throws CliError if the account does not exist or enforces no restriction.
 */
export async function liftIpRestrictions(
  { database }: OpenDirectory,
  accountId: string,
): Promise<void> {
  await inTransaction(database, async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select(['dashboard_ip_mode', 'api_ip_mode'])
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    if (account === undefined) {
      throw new CliError(`Account ${JSON.stringify(accountId)} does not exist.`);
    }
    const { dashboard_ip_mode: dashboard, api_ip_mode: api } = account;
    const enforced = [
      ...(dashboard === 'enforced' ? ['dashboard' as const] : []),
      ...(api === 'enforced' ? ['api' as const] : []),
    ];
    if (enforced.length === 0) throw new CliError('The account enforces no IP restriction.');
    for (const type of enforced) {
      const warning = { [IP_MODE_COLUMNS[type]]: 'warning' as const };
      await tx.updateTable('accounts').set(warning).where('id', '=', accountId).execute();
      const object = { type: 'account', id: accountId, restriction: type, enforced: false };
      const source = operatorSource();
      await recordEvent(tx, source, { type: 'ip_restriction_set', accountId, object });
    }
  });
  console.log(
    'Every IP address is allowed again. The blocks are kept, and callers outside are counted.',
  );
}
