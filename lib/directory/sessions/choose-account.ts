import type { Database } from '../database/database';

/** An account that a session can be in. */
export interface ChosenAccount {
  readonly id: string;
  readonly mfaRequired: boolean;
}

/**
 * The account that a user's session begins in: the one that is asked for, else the first that the user
 * joined.
 *
 * @returns `null` for a user who is in no account at all, `'none'` where there is no active membership:
 * then nobody logs in.
 */
export async function chooseAccount(
  database: Database,
  userId: string,
  wanted: string | undefined,
): Promise<ChosenAccount | null | 'none'> {
  const memberships = await database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.mfa_required as mfaRequired', 'm.active'])
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute();
  if (memberships.length === 0 && wanted === undefined) return null;
  const active = memberships.filter(({ active }) => active);
  const chosen = wanted === undefined ? active[0] : active.find(({ id }) => id === wanted);
  return chosen ?? 'none';
}
