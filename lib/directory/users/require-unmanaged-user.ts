import { sql } from 'kysely';
import { check, type Tx } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Requires that a user's name and address are the user's own. They are an identity provider's if it manages the user by
 * SCIM in every account of the user. The check is sent with the next statement.
 *
 * @throws DirectoryError there: `MANAGED_BY_IDENTITY_PROVIDER`
 */
export function requireUnmanagedUser(tx: Tx, userId: string): void {
  const managed = sql<{ isManaged: boolean | null }>`
    select bool_and(m.managed and not m.break_glass and a.provisioning = 'scim') as "isManaged"
    from public.memberships m join public.accounts a on a.id = m.account_id where m.user_id = ${userId}`;
  check(tx, managed, ([found]) => {
    if (found?.isManaged === true) throw new DirectoryError('MANAGED_BY_IDENTITY_PROVIDER');
  });
}
