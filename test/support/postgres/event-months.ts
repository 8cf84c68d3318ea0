import { Client } from 'pg';
import type { TestDatabase } from './database';

/** Months as numbers, counted from the current one: -1 is the previous month. */
export interface Months {
  readonly first: number;
  /** The last month with an upper bound. Later events are in one more partition. */
  readonly last: number;
}

/** Replaces the partitions of an audit log without events. */
export async function setEventMonths(
  { ownerUrl }: Pick<TestDatabase, 'ownerUrl'>,
  { first, last }: Months,
): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    await client.query(`begin; set local timezone = 'UTC'`);
    const { rows } = await client.query<{ name: string }>('select name from event_partitions()');
    for (const { name } of rows) await client.query(`drop table ${name}`);
    const month = (number: string) =>
      `date_trunc('month', now()) + make_interval(months => ${number})`;
    await client.query(`select add_last_event_partition(${month(`${first}`)})`);
    await client.query(`select close_last_event_partition(${month('n')})
      from generate_series(${first + 1}, ${last + 1}) n`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** A partition of the audit log, with the bounds in UTC. */
export interface EventPartition {
  readonly name: string;
  /** The number of its first month, counted from the current one. Null: no lower bound. */
  readonly begins: number | null;
  /** The same of the month after its last one. Null: no upper bound. */
  readonly ends: number | null;
  readonly events: number;
}

/** Returns the partitions, the oldest first. Throws if a bound is not the start of a month in UTC. */
export async function eventPartitions(database: TestDatabase): Promise<readonly EventPartition[]> {
  const partitions = await database.query<{
    name: string;
    bounds: readonly (Date | null)[];
    now: Date;
  }>(`select name, array[begins_at, ends_at] as bounds, now() from event_partitions()
      order by ends_at nulls last`);
  return Promise.all(
    partitions.map(async ({ name, bounds: [from = null, to = null], now }) => {
      const [counted] = await database.query<{ count: number }>(
        `select count(*)::int as count from only ${name}`,
      );
      const [begins, ends] = [monthOf(from, now), monthOf(to, now)];
      return { name, begins, ends, events: counted?.count ?? 0 };
    }),
  );
}

function monthOf(time: Date | null, now: Date): number | null {
  if (time === null) return null;
  if (!time.toISOString().endsWith('-01T00:00:00.000Z')) {
    throw new Error(`${time.toISOString()} is not the start of a month in UTC.`);
  }
  const years = time.getUTCFullYear() - now.getUTCFullYear();
  return years * 12 + time.getUTCMonth() - now.getUTCMonth();
}
