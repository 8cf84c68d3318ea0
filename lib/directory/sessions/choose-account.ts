import type { Database } from '../database/database';

/** An account that a session can be in. */
export interface ChosenAccount {
  readonly id: string;
  readonly mfaRequired: boolean;
}

/**
 * The account that a user's session begins in: the one that is asked for, else the first that the user
 * joined and is active in.
 *
 * @returns `null` for a user who is active in no account: one account that disabled the user says nothing about
 * an invitation of another. `'none'` if the account that is asked for is not one of the user's active ones.
 */
export async function chooseAccount(
  database: Database,
  userId: string,
  wanted: string | undefined,
): Promise<ChosenAccount | null | 'none'> {
  const memberships = await database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.mfa_required as mfaRequired'])
    .where('m.user_id', '=', userId)
    .where('m.active', '=', true)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute();
  if (wanted === undefined) return memberships[0] ?? null;
  return memberships.find(({ id }) => id === wanted) ?? 'none';
}
