import { sql } from 'kysely';
import { type Page, toPage } from '../api/pagination';
import { type Call, callerOf } from '../call';
import { together } from '../database/database';
import { DirectoryError } from '../errors';
import {
  type EventItem,
  type EventsWanted,
  selectCursor,
  selectEvents,
  selectFitting,
  toItem,
} from './find-events';

const DAYS = 90;

/**
 * Reads a page of the events that the caller caused, or that are about the caller's user, such as failed logins. They
 * are events of the session's account, or of no account if the session has none. Each of the two reads one range of
 * an index.
 *
 * @throws DirectoryError `NOT_FOUND` if `before` is not such an event.
 */
export async function readOwnEvents(
  call: Call,
  wanted: Pick<EventsWanted, 'before' | 'limit'>,
): Promise<Page<EventItem>> {
  const { database } = call;
  const { userId = '', accountId = null } = callerOf(call);
  const { before, limit } = wanted;
  const isRecent = sql<boolean>`at > now() - make_interval(days => ${DAYS})`;
  const ofCaller = selectEvents(database, accountId, { ...wanted, principal: userId });
  const aboutUser = selectEvents(database, accountId, { ...wanted, object: userId })
    // The caller's own are in the other query.
    .where('principal_id', 'is distinct from', userId);
  const own = database
    .selectFrom(ofCaller.where(isRecent).as('own'))
    .selectAll()
    .unionAll(database.selectFrom(aboutUser.where(isRecent).as('about')).selectAll());
  const newest = database
    .selectFrom(own.as('found'))
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  const page = selectFitting(database, newest);
  if (before === undefined) return toPage((await page.execute()).map(toItem), limit);
  const cursor = selectCursor(database, accountId, before).where((the) =>
    the.or([the('principal_id', '=', userId), the('object_id', '=', userId)]),
  );
  const [known, rows] = await together(database, cursor, page);
  if (known.length === 0) throw new DirectoryError('NOT_FOUND');
  return toPage(rows.map(toItem), limit);
}
