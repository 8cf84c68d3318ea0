import { callerOf } from '../../identity/identity';
import type { Part } from '../api/pagination';
import type { Call } from '../call';
import { type EventItem, type EventsWanted, findEvents } from './find-events';
import { tellCounts } from './record-repeated';

/**
 * A page of the events of the caller's account. Before the first page, what was counted and not told yet
 * is written down.
 *
 * @throws DirectoryError `NOT_FOUND` where `before` is no event of the account.
 */
export async function readEvents(call: Call, wanted: EventsWanted): Promise<Part<EventItem>> {
  const { accountId = '' } = callerOf(call);
  if (wanted.before === undefined) await tellCounts(call.database, call, accountId);
  return findEvents(call.database, accountId, wanted);
}
