import { type Kysely, sql } from 'kysely';
import { type EventSource, eventRow } from '../../lib/directory/audit-log/event-row';
import { withConnection } from '../postgres/with-connection';
import { showProgress } from '../project/show-progress';
import { CliError, UsageError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

const MIN_DAYS = 30;
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Deletes the months of events that ended more than a number of days ago, with and without an account, and prints the
 * number of events. Each log that loses events gets an event about it, in the transaction that deletes them.
 *
 * @throws CliError if the database's role is not the owner of the tables.
 */
export async function deleteEvents(
  { ownerAddress }: Pick<OpenDirectory, 'ownerAddress'>,
  olderThanDays: number,
): Promise<void> {
  const work = (db: Kysely<unknown>) => deleteMonths(db, operatorSource(), olderThanDays);
  const { count, before } = await showProgress('Deleting events', () =>
    withConnection(ownerAddress(), work),
  ).catch((reason: unknown) => {
    if ((reason as { readonly code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw reason;
    throw new CliError(
      'Only the owner of the tables can delete events: set DATABASE_OWNER_URL to its URL.',
    );
  });
  console.log(`${count} events from before ${before.toISOString()}`);
}

/**
 * Parses the age of events to delete, such as `400d`.
 *
 * @returns the number of days.
 * @throws UsageError if it is not a number of days, or if newer events would be deleted.
 */
export function parseAge(age: string): number {
  const [, digits] = /^(\d{1,5})d$/.exec(age) ?? [];
  if (digits === undefined)
    throw new UsageError('--older-than must be a number of days, as in 400d.');
  if (Number(digits) >= MIN_DAYS) return Number(digits);
  throw new UsageError(
    `Events must be kept for ${MIN_DAYS} days: --older-than must be ${MIN_DAYS}d or more.`,
  );
}

async function deleteMonths(db: Kysely<unknown>, source: EventSource, days: number) {
  const { rows } = await sql<{ before: Date }>`
    select date_trunc('month', now() - make_interval(days => ${days}), 'UTC') as before`.execute(
    db,
  );
  const before = rows[0]?.before ?? new Date(0);
  let count = 0;
  for (;;) {
    const deleted = await deleteOldest(db, source, before);
    if (deleted === undefined) return { count, before };
    count += deleted;
  }
}

interface Month {
  readonly name: string;
  readonly endsAt: Date;
}

/**
 * Deletes the oldest month that ended by then.
 *
 * @returns the number of its events. Undefined: there is no such month.
 */
function deleteOldest(
  db: Kysely<unknown>,
  source: EventSource,
  before: Date,
): Promise<number | undefined> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '2s', true)`.execute(
        tx,
      );
      // Excludes another deletion and the addition of months, but no insert.
      await sql`lock table public.events in share update exclusive mode`.execute(tx);
      const { rows } = await sql<Month>`
        select name, ends_at as "endsAt" from public.event_partitions()
        where ends_at <= ${before} order by ends_at limit 1`.execute(tx);
      const [month] = rows;
      if (month === undefined) return undefined;
      const count = await recordDeletion(tx, source, month);
      await sql`select public.lock_event_partitions()`.execute(tx);
      await sql`drop table ${partition(month)}`.execute(tx);
      return count;
    });
}

/** Records the deletion in each log that has events of the month. @returns the number of events. */
async function recordDeletion(
  tx: Kysely<unknown>,
  source: EventSource,
  month: Month,
): Promise<number> {
  const details = { type: 'events', id: null, before: month.endsAt.toISOString() };
  const { object, ...row } = eventRow(source, { type: 'events_deleted', object: details });
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  const values = sql.join(Object.values(row).map((value) => sql`${value}::text`));
  const { rows } = await sql<{ count: string }>`
    with lost as (select account_id, count(*) as count from ${partition(month)} group by account_id),
    recorded as (
      insert into public.events (account_id, ${columns}, object)
      select account_id, ${values}, ${object}::jsonb || jsonb_build_object('count', count) from lost)
    select coalesce(sum(count), 0) as count from lost`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

const partition = ({ name }: Month) => sql.id('public', name);
