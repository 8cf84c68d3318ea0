import { type Answer, read, type Tx } from '../database/database';

/** An account that a session can be in. */
export interface ChosenAccount {
  readonly id: string;
  readonly mfaRequired: boolean;
}

/**
 * Chooses the account of a new session: the requested account, or the first account that the user joined and
 * is active in.
 *
 * @returns `null` for a user who is active in no account. The user may still accept another account's
 *   invitation. `'none'` if the user is not active in the requested account.
 */
export function chooseAccount(
  tx: Tx,
  userId: string,
  wanted: string | undefined,
): Answer<ChosenAccount | null | 'none'> {
  const memberships = read(
    tx,
    tx
      .selectFrom('memberships as m')
      .innerJoin('accounts as a', 'a.id', 'm.account_id')
      .select(['a.id', 'a.mfa_required as mfaRequired'])
      .where('m.user_id', '=', userId)
      .where('m.active', '=', true)
      .orderBy('m.created_at')
      .orderBy('m.id'),
  );
  return async () => {
    const found = await memberships();
    if (wanted === undefined) return found[0] ?? null;
    return found.find(({ id }) => id === wanted) ?? 'none';
  };
}
