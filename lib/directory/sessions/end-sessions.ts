import type { Tx } from '../database/database';

/** Whose sessions, and which of them stays. */
export interface UserSessions {
  readonly userId: string;
  readonly except?: string;
}

/** A session that was ended. */
export interface EndedSession {
  readonly id: string;
  /** The account that it was in; null where it was in none. */
  readonly accountId: string | null;
}

/** Ends a user's sessions, in whichever account. @returns them. */
export async function endUserSessions(
  tx: Tx,
  { userId, except }: UserSessions,
): Promise<readonly EndedSession[]> {
  const others = tx.deleteFrom('sessions').where('user_id', '=', userId);
  return (except === undefined ? others : others.where('id', '<>', except))
    .returning(['id', 'account_id as accountId'])
    .execute();
}
