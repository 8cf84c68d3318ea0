import { Client } from 'pg';
import { migrate } from '../../../cli/postgres/migrate';
import { hashPassword } from '../../../lib/passwords/scrypt';
import { setEventMonths } from '../../../test/support/postgres/event-months';
import type { Database, Target } from '../target';
import { fill, fillEvents, moveToOneAccount, PASSWORD } from './this-library-data';

/** This library as deployed: built, behind its guard, with the role of the service. */
export const thisLibrary: Target = {
  name: '**this library**, the whole guard',
  side: 'this-library',
  child: 'this-library-child',
  prepare,
  loadEvents,
};

/** This library with all users in one account. */
export const thisLibraryMembers: Target = {
  ...thisLibrary,
  variant: 'members',
  prepare: async (database, users) => {
    await prepare(database, users);
    await asOwner(database.ownerUrl, async (run) => {
      for (const statement of moveToOneAccount) await run(statement);
      await run('vacuum analyze');
    });
  },
};

/** Creates the tables with the migrations, and rows in the format of the endpoints. */
async function prepare({ url, ownerUrl }: Database, users: number): Promise<void> {
  await migrate({ url, ownerUrl });
  const statements = fill(users, await hashPassword(PASSWORD));
  await asOwner(ownerUrl, async (run) => {
    for (const statement of statements) await run(statement);
    await run('vacuum analyze');
  });
}

// Indexes are dropped and recreated, which is faster than keeping them up to date.
async function loadEvents(database: Database, events: number): Promise<void> {
  const isFilled = await hasEvents(database);
  if (isFilled) return;
  await setEventMonths(database, { first: -12, last: 3 });
  await asOwner(database.ownerUrl, async (run) => {
    const indexes = await run(`select indexname, indexdef from pg_indexes
      where tablename = 'events' and indexname <> 'events_pkey'`);
    await run(`set maintenance_work_mem = '512MB'`);
    await run('alter table events drop constraint events_pkey');
    for (const { indexname } of indexes) await run(`drop index ${indexname}`);
    await run(fillEvents(events));
    await run('alter table events add primary key (id, at)');
    // The definition of an index on a partitioned table is without its partitions.
    for (const { indexdef } of indexes) await run(indexdef.replace(' ON ONLY ', ' ON '));
    await run('vacuum analyze events');
  });
}

async function hasEvents({ ownerUrl }: Database): Promise<boolean> {
  let found = 0;
  await asOwner(ownerUrl, async (run) => {
    found = (await run('select from events offset 1000 limit 1')).length;
  });
  return found > 0;
}

interface Index {
  readonly indexname: string;
  readonly indexdef: string;
}
type Run = (statement: string) => Promise<readonly Index[]>;

async function asOwner(ownerUrl: string, work: (run: Run) => Promise<void>): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    await work(async (statement) => (await client.query(statement)).rows);
  } finally {
    await client.end();
  }
}
