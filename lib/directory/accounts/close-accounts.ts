import { sql } from 'kysely';
import { check, type Tx, write } from '../database/database';

const OF_ACCOUNT = [
  'invitations',
  'identity_providers',
  'account_domains',
  'scim_groups',
  'service_users',
] as const;

/**
 * Closes locked accounts whose only member is deleted: nothing can enter them or acts for them. Their service users end with their
 * credentials. Identity providers, verified domains and open invitations would let others in. The row stays, because the
 * audit log belongs to it.
 *
 * @param changed - the error if another member has joined in the meantime. Anyone who joins holds a lock of an invitation or of an
 *   identity, for which the deletions wait.
 * @throws with a later statement: `changed`
 */
export async function closeAccounts(
  tx: Tx,
  {
    ids,
    userId,
    changed,
  }: { readonly ids: readonly string[]; readonly userId: string; readonly changed: Error },
): Promise<void> {
  if (ids.length === 0) return;
  for (const table of OF_ACCOUNT) {
    await write(tx, tx.deleteFrom(table).where('account_id', 'in', ids));
  }
  const others = tx.selectFrom('memberships').select('id').where('account_id', 'in', ids);
  check(tx, others.where('user_id', '!=', userId).limit(1), ({ length }) => {
    if (length > 0) throw changed;
  });
  const close = tx.updateTable('accounts').set({ closed_at: sql<Date>`now()` });
  await write(tx, close.where('id', 'in', ids));
}
