import type { Database } from '../database/database';

/** An account that a session can be in. */
export interface ChosenAccount {
  readonly id: string;
  readonly mfaRequired: boolean;
}

/** Returns a query of the accounts that a user is active in, the first joined first. */
export function selectActiveAccounts(database: Database, userId: string) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.mfa_required as mfaRequired'])
    .where('m.user_id', '=', userId)
    .where('m.active', '=', true)
    .orderBy('m.created_at')
    .orderBy('m.id');
}

/**
 * Chooses the account of a new session: the requested account, or the first account that the user joined and
 * is active in.
 *
 * @param active - the rows of {@link selectActiveAccounts}.
 * @returns `null` for a user who is active in no account. The user may still accept another account's
 *   invitation. `'none'` if the user is not active in the requested account.
 */
export function chooseAccount(
  active: readonly ChosenAccount[],
  wanted: string | undefined,
): ChosenAccount | null | 'none' {
  if (wanted === undefined) return active[0] ?? null;
  return active.find(({ id }) => id === wanted) ?? 'none';
}
