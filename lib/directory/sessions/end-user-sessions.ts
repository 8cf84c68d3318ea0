import type { Tx } from '../database/database';

/** Whose sessions, and which of them stays. */
export interface UserSessions {
  readonly userId: string;
  readonly except?: string;
}

/** Ends a user's sessions, in whichever account. @returns their ids. */
export async function endUserSessions(tx: Tx, { userId, except }: UserSessions): Promise<string[]> {
  const others = tx.deleteFrom('sessions').where('user_id', '=', userId);
  const ended = await (except === undefined ? others : others.where('id', '<>', except))
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}
