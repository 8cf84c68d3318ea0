import { sql } from 'kysely';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';

/** Whose sessions, and which part of them. */
export interface SessionsWanted {
  readonly userId: string;
  /** Those that began before the one with this id. */
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * Finds a user's live sessions, the newest first.
 *
 * @throws DirectoryError `NOT_FOUND` where the cursor is no session of the user's, or of one that has ended.
 */
export async function findSessions(database: Database, { userId, after, limit }: SessionsWanted) {
  const query = database
    .selectFrom('sessions as s')
    .leftJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.id', 's.device', 's.account_id', 'a.name as account_name', 's.created_at'])
    .select(['s.last_seen_at', 's.second_factor_due'])
    .select(sql<Date>`least(s.expires_at, s.ends_at)`.as('over_at'))
    .where('s.user_id', '=', userId)
    .where(sql<boolean>`least(s.expires_at, s.ends_at) > now()`)
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit);
  if (after === undefined) return query.execute();
  const cursor = await database
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', after)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (cursor === undefined) throw new DirectoryError('NOT_FOUND');
  const last = sql`(select created_at, id from public.sessions where id = ${after} and user_id = ${userId})`;
  return query.where(sql<boolean>`(s.created_at, s.id) < ${last}`).execute();
}
