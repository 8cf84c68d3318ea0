import { sql } from 'kysely';
import { type EventSource, recordEvent } from '../../lib/directory/audit-log/record-event';
import { type Database, inTransaction } from '../../lib/directory/database/database';
import { showProgress } from '../project/show-progress';
import { CliError, UsageError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

// Small enough that each transaction stays far below its time limit.
const BATCH_SIZE = 5000;
// The database itself also refuses to delete newer events.
const MIN_DAYS = 30;
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Deletes events older than a number of days, with and without an account, and prints their number. Each transaction
 * records its deletion in the same audit log.
 *
 * @throws CliError if the database's role is not the owner of the tables.
 */
export async function deleteEvents(
  { ownerDatabase }: OpenDirectory,
  olderThanDays: number,
): Promise<void> {
  const database = ownerDatabase();
  const source = operatorSource();
  const before = await timeBefore(database, olderThanDays);
  const accounts = await database.selectFrom('accounts').select('id').orderBy('id').execute();
  const count = await showProgress('Deleting events', async () => {
    let deleted = 0;
    for (const accountId of [...accounts.map(({ id }) => id), null]) {
      deleted += await deleteOf(database, source, { accountId, before });
    }
    return deleted;
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

async function timeBefore(database: Database, days: number): Promise<Date> {
  const { rows } = await sql<{ time: Date }>`
    select date_trunc('milliseconds', now() - make_interval(days => ${days})) as time`.execute(
    database,
  );
  return rows[0]?.time ?? new Date(0);
}

interface OldEvents {
  readonly accountId: string | null;
  readonly before: Date;
}

async function deleteOf(database: Database, source: EventSource, old: OldEvents): Promise<number> {
  const count = await deleteSome(database, source, old).catch((reason: unknown) => {
    if ((reason as { readonly code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw reason;
    throw new CliError(
      'Only the owner of the tables can delete events: set DATABASE_OWNER_URL to its URL.',
    );
  });
  return count < BATCH_SIZE ? count : count + (await deleteOf(database, source, old));
}

function deleteSome(
  database: Database,
  source: EventSource,
  { accountId, before }: OldEvents,
): Promise<number> {
  const isOfAccount = accountId === null ? sql`account_id is null` : sql`account_id = ${accountId}`;
  return inTransaction(database, async (tx) => {
    await sql`select set_config('directory.delete_events', 'on', true)`.execute(tx);
    const { numAffectedRows = 0n } = await sql`
      delete from public.events where seq = any (array(
        select seq from public.events where ${isOfAccount} and at < ${before}
        order by at, seq limit ${BATCH_SIZE}))`.execute(tx);
    const count = Number(numAffectedRows);
    if (count === 0) return 0;
    const object = { type: 'events', id: null, count, before: before.toISOString() };
    await recordEvent(tx, source, { type: 'events_deleted', accountId, object });
    return count;
  });
}
