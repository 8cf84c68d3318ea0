import { type AliasableExpression, sql } from 'kysely';
import { looseObject, nullable, optional, picklist, strictObject, string } from 'valibot';
import { MAX_PAGE_BYTES, type Page, toPage } from '../api/pagination';
import { type Call, callerOf } from '../call';
import { type Database, together } from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { id, timestamp, timestampInput } from '../schemas';
import { EVENT_TYPES } from './event-types';
import { pendingCounts } from './record-repeated';

/** A filter of an account's events. */
export interface EventFilter {
  readonly type?: string | undefined;
  /** The id of the user or service user who performed the action. */
  readonly principal?: string | undefined;
  /** The id of the action's object. */
  readonly object?: string | undefined;
  /** Inclusive. */
  readonly since?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
  /** Only events older than the one with this id. */
  readonly before?: string | undefined;
}

/** An event as callers see it. */
export type EventItem = ReturnType<typeof toItem>;

/** A page of an account's events: the filter and the maximum number. */
export type EventsWanted = EventFilter & { readonly limit: number };

/** Returns a query of those of the newest events that fit into a response, the newest first. */
export function selectFitting(database: Database, newest: AliasableExpression<Row<'events'>>) {
  const measured = database
    .selectFrom(newest.as('page'))
    .selectAll()
    // The sum excludes the last two rows, so that a row that does not fit shows that more follow.
    .select(
      sql<string>`coalesce(sum(octet_length(object::text)) over (order by at desc, seq desc
        rows between unbounded preceding and 2 preceding), 0)`.as('bytes_before'),
    )
    .as('measured');
  return database
    .selectFrom(measured)
    .selectAll()
    .where('bytes_before', '<=', `${MAX_PAGE_BYTES}`)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc');
}

/** Returns a query of the event of a cursor. @param accountId - null: no account. */
export function selectCursor(database: Database, accountId: string | null, id: string) {
  const query = database
    .selectFrom('events')
    .select('id')
    .where('id', '=', id)
    .where('account_id', accountId === null ? 'is' : '=', accountId);
  const around = timesAround(id);
  if (around === undefined) return query;
  return query.where('at', '>=', around.earliest).where('at', '<=', around.latest);
}

const MINUTE_MS = 60_000;

/**
 * Returns the times between which an event occurred, by the time in its id: a UUID of version 7 (RFC 9562 section
 * 5.7). The planner then reads only the partitions of these times. The database takes both times at the insert, so a minute
 * of tolerance is enough. PostgreSQL begins a page at the latest time, and skips all events until the cursor.
 * Undefined: an id from before version 7, or an invalid one.
 */
function timesAround(id: string) {
  const [, time] = /^ev_([0-9a-f]{12})7[0-9a-f]{19}$/.exec(id) ?? [];
  if (time === undefined) return undefined;
  const at = Number.parseInt(time, 16);
  return { earliest: new Date(at - MINUTE_MS), latest: new Date(at + MINUTE_MS) };
}

/**
 * Returns a query of an account's events, the newest first. It reads one range of an index, so the time does not depend
 * on the number of earlier pages.
 *
 * @param accountId - null: the events without an account.
 */
export function selectEvents(database: Database, accountId: string | null, wanted: EventsWanted) {
  const { type, principal, object, since, until, before, limit } = wanted;
  let query = database
    .selectFrom('events')
    .selectAll()
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    // One more row shows whether more follow.
    .limit(limit + 1);
  if (type !== undefined) query = query.where('type', '=', type);
  if (principal !== undefined) query = query.where('principal_id', '=', principal);
  if (object !== undefined) query = query.where('object_id', '=', object);
  if (since !== undefined) query = query.where('at', '>=', since);
  if (until !== undefined) query = query.where('at', '<', until);
  if (before === undefined) return query;
  const around = timesAround(before);
  if (around !== undefined) query = query.where('at', '<=', around.latest);
  // Two scalar subqueries, since PostgreSQL does not use the index for a row subquery.
  const cursor = selectCursor(database, accountId, before).clearSelect();
  const [at, seq] = [cursor.select('at'), cursor.select('seq')];
  return query.where(sql<boolean>`(at, seq) < (${at}, ${seq})`);
}

/** Returns an event as callers see it. */
export function toItem(row: Row<'events'>) {
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

/** The schema of the filter. It is also allowed in a query, since it contains no secrets. */
export const eventFilter = {
  type: optional(picklist(EVENT_TYPES)),
  principal: optional(id),
  object: optional(id),
  since: optional(timestampInput),
  until: optional(timestampInput),
  before: optional(id),
};

/** The schema of a listed or exported event. */
export const event = strictObject({
  id,
  type: string(),
  at: timestamp,
  principal: strictObject({
    type: picklist(['user', 'service_user', 'nobody']),
    id: nullable(string()),
    name: nullable(string()),
    credential: nullable(string()),
  }),
  source: string(),
  object: looseObject({ type: string(), id: nullable(string()) }),
  requestId: string(),
});

/**
 * Reads a page of the events of the caller's account. Before the first page, it records the pending counts of
 * repeated events.
 *
 * @throws DirectoryError `NOT_FOUND` if `before` is not an event of the account.
 */
export async function readEvents(call: Call, wanted: EventsWanted): Promise<Page<EventItem>> {
  const { accountId = '' } = callerOf(call);
  const { database } = call;
  const { before, limit } = wanted;
  const page = selectFitting(database, selectEvents(database, accountId, wanted));
  if (before === undefined) {
    const [, rows] = await together(database, pendingCounts(call, accountId), page);
    return toPage(rows.map(toItem), limit);
  }
  const [cursor, rows] = await together(database, selectCursor(database, accountId, before), page);
  if (cursor.length === 0) throw new DirectoryError('NOT_FOUND');
  return toPage(rows.map(toItem), limit);
}
