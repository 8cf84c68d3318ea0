import type { Database } from '../database/database';

/** The names of the accounts that a user is in, disabled there or not. */
export async function accountNamesOf(
  database: Database,
  userId: string,
): Promise<readonly string[]> {
  const accounts = await database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select('a.name')
    .where('m.user_id', '=', userId)
    .execute();
  return accounts.map(({ name }) => name);
}
