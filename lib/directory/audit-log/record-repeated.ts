import { type RawBuilder, sql } from 'kysely';
import { type Database, write } from '../database/database';
import {
  type AccountEvent,
  type EventSource,
  eventRow,
  type NewEvent,
  type UserEvent,
} from './event-row';

// Events that unauthenticated callers can cause must not fill a log. Per hour, account, event type and object
// there is one row for the first event and one row with the number of further events.
const WINDOW = sql`interval '1 hour'`;

// An event without a known object, such as a login with an unknown address, is counted in one of several
// rows. Otherwise all such callers would wait for the lock of one row.
const COUNTER_ROWS = 8;

const COLUMNS = sql`account_id, type, principal_type, principal_id, principal_name, credential_id, source,
  object_type, object_id, object, request_id`;

/**
 * Records events that unauthenticated callers can repeat, each in one account's log or without an account.
 */
export async function recordRepeated(
  tx: Database,
  call: EventSource,
  events: readonly AccountEvent[],
): Promise<void> {
  const rows = events.map(({ accountId = null, ...event }) => ({
    account_id: accountId,
    event: templateOf(call, event),
  }));
  const targets = sql`select account_id, event
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(account_id text, event jsonb)`;
  await count(tx, call, targets);
}

/**
 * Records a repeatable event of a user, such as a wrong password: in the log of each account in which the
 * user is active, or without an account. It is always one statement, so timing does not reveal whether the
 * user exists.
 */
export async function recordRepeatedOfUser(
  tx: Database,
  call: EventSource,
  { userId, counted: _counted, ...event }: UserEvent,
): Promise<void> {
  const template = JSON.stringify(templateOf(call, event));
  const targets = sql`select m.account_id, ${template}::jsonb as event
    from (select 1) as once left join public.memberships m on m.user_id = ${userId} and m.active`;
  await count(tx, call, targets);
}

/**
 * Returns the statement that records the pending counts of repeated events: of windows that have ended, and
 * once in each window that has not.
 *
 * @param accountId - the only account. Undefined: all accounts, and events without an account.
 */
export function pendingCounts(
  { requestId }: Pick<EventSource, 'requestId'>,
  accountId?: string,
): RawBuilder<unknown> {
  const isMeant = accountId === undefined ? sql`true` : sql`account_id = ${accountId}`;
  return sql`
    with told as (
      update public.event_counts c set count = 0, is_told = true,
        told_count = c.count, told_since = c.since, told_until = c.last_at
      where name in (
        select name from public.event_counts
        where ${isMeant} and count > 0 and (not is_told or began <= now() - ${WINDOW})
        order by name for update skip locked)
      returning *
    )
    insert into public.events (${COLUMNS}) ${sumsOf(sql`told`, requestId)}`;
}

function templateOf(call: EventSource, event: NewEvent) {
  const {
    credential_id: _credential,
    request_id: _request,
    object,
    ...columns
  } = eventRow(call, event);
  return { ...columns, object: JSON.parse(object) as object };
}

async function count(tx: Database, call: EventSource, targets: RawBuilder<unknown>): Promise<void> {
  const { caller, requestId } = call;
  const isOver = sql`(c.began <= now() - ${WINDOW})`;
  const credential = sql`case when c.account_id is not distinct from ${caller?.accountId ?? null}
    then ${caller?.credentialId ?? null} end`;
  const counted = sql`
    with targets as (${targets} order by account_id),
    counted as (
      insert into public.event_counts as c (name, account_id, event)
      select concat_ws(' ', account_id, event,
        case when event ->> 'object_id' is null then floor(random() * ${COUNTER_ROWS}) end), account_id, event
      from targets
      on conflict (name) do update set
        began = case when ${isOver} then now() else c.began end,
        since = case when ${isOver} or c.count = 0 then now() else c.since end,
        last_at = now(),
        count = case when ${isOver} then 0 else c.count + 1 end,
        is_told = c.is_told and not ${isOver},
        told_count = case when ${isOver} then c.count else 0 end,
        told_since = c.since,
        told_until = c.last_at
      returning *
    )
    insert into public.events (${COLUMNS})
    ${sumsOf(sql`counted`, requestId)}
    union all
    select c.account_id, e.type, e.principal_type, e.principal_id, e.principal_name, ${credential},
      e.source, e.object_type, e.object_id, e.object, ${requestId}
    from counted c, ${fieldsOf(sql`c.event`)}
    where c.count = 0`;
  await write(tx, counted);
}

function sumsOf(counted: RawBuilder<unknown>, requestId: string): RawBuilder<unknown> {
  const details = sql`jsonb_build_object('count', c.told_count,
    'since', ${asTime(sql`c.told_since`)}, 'until', ${asTime(sql`c.told_until`)})`;
  return sql`select c.account_id, e.type, e.principal_type, e.principal_id, e.principal_name, null,
      e.source, e.object_type, e.object_id, e.object || ${details}, ${requestId}
    from ${counted} c, ${fieldsOf(sql`c.event`)}
    where c.told_count > 0`;
}

function fieldsOf(event: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`jsonb_to_record(${event}) as e(type text, principal_type text, principal_id text,
    principal_name text, source text, object_type text, object_id text, object jsonb)`;
}

function asTime(time: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
