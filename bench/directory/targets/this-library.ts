import { Client } from 'pg';
import { hashPassword } from '../../../lib/passwords/scrypt';
import { migrate } from '../../../scripts/postgres/migrate';
import type { Contestant, Database } from '../target';
import { fill, fillEvents, PASSWORD } from './this-library-data';

/** As users have it: built for a deploy, behind its guard, in the role of the service. */
export const kit: Contestant = {
  name: '**this kit**, the whole guard',
  side: 'kit',
  child: 'this-library-child',
  prepare,
  loadEvents,
};

/** Tables by its own migrations, and rows as its own endpoints write them. */
async function prepare({ url, ownerUrl }: Database, users: number): Promise<void> {
  await migrate({ url, ownerUrl });
  const statements = fill(users, await hashPassword(PASSWORD));
  await asOwner(ownerUrl, async (run) => {
    for (const statement of statements) await run(statement);
    await run('vacuum analyze');
  });
}

// Indexes are made anew afterwards, which is faster than to keep them up to date.
async function loadEvents({ ownerUrl }: Database, events: number): Promise<void> {
  await asOwner(ownerUrl, async (run) => {
    const indexes = await run(`select indexname, indexdef from pg_indexes
      where tablename = 'events' and indexname not in ('events_pkey', 'events_id_key')`);
    await run(`set maintenance_work_mem = '512MB'`);
    await run('alter table events drop constraint events_id_key');
    for (const { indexname } of indexes) await run(`drop index ${indexname}`);
    await run(fillEvents(events));
    await run('alter table events add unique (id)');
    for (const { indexdef } of indexes) await run(indexdef);
    await run('vacuum analyze events');
  });
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
