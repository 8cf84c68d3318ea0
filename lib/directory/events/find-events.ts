import { sql } from 'kysely';
import type { Database } from '../database/database';
import type { Row } from '../database/tables';

/** Which events of an account. */
export interface EventFilter {
  readonly type?: string | undefined;
  /** The id of a user or service user who did something. */
  readonly principal?: string | undefined;
  /** The id of what it was done to. */
  readonly object?: string | undefined;
  /** Not before this time. */
  readonly since?: string | undefined;
  /** Before this time. */
  readonly until?: string | undefined;
  /** Only events older than the one with this id. */
  readonly before?: string | undefined;
}

/** One event as callers see it. */
export type EventItem = ReturnType<typeof toItem>;

/** A page of events, the newest first, and the cursor of the next one where there may be more. */
export interface EventPage {
  readonly items: readonly EventItem[];
  readonly next: string | null;
}

/**
 * Finds a page of an account's events, the newest first. It reads one stretch of an index, so that a page
 * takes as long however many events there are before it.
 */
export async function findEvents(
  database: Database,
  accountId: string,
  { limit, ...filter }: EventFilter & { readonly limit: number },
): Promise<EventPage> {
  const { type, principal, object, since, until, before } = filter;
  let query = database
    .selectFrom('events')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit);
  if (type !== undefined) query = query.where('type', '=', type);
  if (principal !== undefined) query = query.where('principal_id', '=', principal);
  if (object !== undefined) query = query.where('object_id', '=', object);
  // The database has no year 0 and no zone at +23:00, which ISO 8601 has.
  if (since !== undefined) query = query.where('at', '>=', new Date(since));
  if (until !== undefined) query = query.where('at', '<', new Date(until));
  if (before !== undefined) {
    // Two values, as a row out of a subquery would not be looked up in the index.
    const last = (column: 'at' | 'seq') =>
      sql`(select ${sql.ref(column)} from events where id = ${before} and account_id = ${accountId})`;
    query = query.where(sql<boolean>`(at, seq) < (${last('at')}, ${last('seq')})`);
  }
  const rows = await query.execute();
  const items = rows.map(toItem);
  return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) };
}

function toItem(row: Row<'events'>) {
  return {
    id: row.id,
    type: row.type,
    at: row.at.toISOString(),
    principal: {
      type: row.principal_type,
      id: row.principal_id,
      name: row.principal_name,
      credential: row.credential_id,
    },
    source: row.source,
    object: { ...row.object, type: row.object_type, id: row.object_id },
    requestId: row.request_id,
  };
}
