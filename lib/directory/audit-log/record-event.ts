import { sql } from 'kysely';
import { type Call, callerOf } from '../call';
import { type Database, write } from '../database/database';
import { DirectoryError, type ErrorCode } from '../errors';
import { type AccountEvent, type EventSource, eventRow, type UserEvent } from './event-row';
import type { EventType } from './event-types';
import { recordRepeatedOfUser } from './record-repeated';

export type { AccountEvent, EventSource, NewEvent } from './event-row';

/** Records an event in the transaction of its action. */
export async function recordEvent(
  tx: Database,
  call: EventSource,
  event: AccountEvent,
): Promise<void> {
  await recordEvents(tx, call, [event]);
}

/** Records several events in one statement. */
export async function recordEvents(
  tx: Database,
  call: EventSource,
  events: readonly AccountEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ accountId, ...event }) => ({
    account_id: accountId === undefined ? (call.caller?.accountId ?? null) : accountId,
    ...eventRow(call, event),
  }));
  await write(tx, tx.insertInto('events').values(rows));
}

/** An event of an account, and the user who caused it. */
export interface EventByUser extends AccountEvent {
  readonly accountId: string;
  readonly principal: { readonly id: string; readonly name: string };
}

// The maximum number of events in one statement.
const AT_ONCE = 500;

/** Records events in several accounts. Only the session's own account learns which session caused them. */
export async function recordInAccounts(
  tx: Database,
  source: EventSource,
  events: readonly EventByUser[],
): Promise<void> {
  const home = source.caller?.accountId;
  const withoutCaller = { ...source, caller: undefined };
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const part = events.slice(from, from + AT_ONCE);
    await recordEvents(
      tx,
      source,
      part.filter(({ accountId }) => accountId === home),
    );
    await recordEvents(
      tx,
      withoutCaller,
      part.filter(({ accountId }) => accountId !== home),
    );
  }
}

/**
 * Records an event that concerns a user rather than one account, such as a password change. It inserts one
 * row per account in which the user is active, or a single row without an account. Only the row of the
 * caller's account has the caller's session or credential. For an event of one account, such as a session's,
 * use {@link recordEvent}.
 */
export async function recordUserEvent(
  tx: Database,
  call: EventSource,
  { userId, counted = {}, ...event }: UserEvent,
): Promise<void> {
  const { credential_id: credential, object, ...values } = eventRow(call, event);
  const columns = sql.join([...Object.keys(values), 'object'].map((name) => sql.ref(name)));
  const numbers = Object.entries(counted).map(([name, count]) => sql`${name}::text, ${count}`);
  const whole = sql`${object}::jsonb || jsonb_build_object(${sql.join(numbers)})`;
  const row = sql.join([...Object.values(values).map((value) => sql`${value}`), whole]);
  const home = call.caller?.accountId ?? null;
  const insert = sql`
    insert into public.events (account_id, credential_id, ${columns})
    select m.account_id, case when m.account_id is not distinct from ${home} then ${credential} end, ${row}
    from (select 1) as once left join public.memberships m on m.user_id = ${userId} and m.active`;
  await write(tx, insert);
}

const FAILURES: readonly ErrorCode[] = [
  'CODE_INVALID',
  'PASSWORD_INVALID',
  'PHONE_CODE_EXPIRED',
  'THROTTLED',
];

/** Runs a check of the caller's password or second factor, and records a failure. */
export async function recordIfFails<T>(
  call: Call,
  type: EventType,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (reason) {
    if (reason instanceof DirectoryError && FAILURES.includes(reason.code)) {
      const { userId = '' } = callerOf(call);
      const object = { type: 'user', id: userId, reason: reason.code };
      await recordRepeatedOfUser(call.database, call, { type, userId, object });
    }
    throw reason;
  }
}
