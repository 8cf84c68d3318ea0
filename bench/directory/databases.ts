import { Client } from 'pg';
import { type Postgres, startPostgres } from '../../cli/postgres/start-postgres';
import { makeReachableFolder } from '../../test/support/processes/reachable-folder';
import type { Case, Database, Target } from './target';

/** The databases of one run, each on a separate Postgres. */
export interface Databases {
  /** Creates a database for each number of users and each `prepare` function. */
  prepare(targets: readonly Target[], sizes: readonly number[]): Promise<readonly Case[]>;
  /** Stops and removes all databases. */
  close(): Promise<void>;
}

type Ends = (() => Promise<void>)[];

/**
 * Returns a manager of databases, which has none at first.
 *
 * @param settings - the settings of each Postgres. Default: memory for the whole database. With none, the databases
 *   are read into the memory of the operating system only.
 */
export function makeDatabases(settings: readonly string[] = SETTINGS): Databases {
  const ends: Ends = [];
  return {
    async prepare(targets, sizes) {
      const cases: Case[] = [];
      for (const users of sizes) {
        const filled = new Map<Target['prepare'], Database>();
        for (const target of targets) {
          const database =
            filled.get(target.prepare) ?? (await fill({ target, users, settings }, ends));
          filled.set(target.prepare, database);
          cases.push({ target, users, database });
        }
      }
      return cases;
    },
    async close() {
      for (const end of ends.splice(0)) await end();
    },
  };
}

// Fsync is on, so that no target gains speed by losing data. Each database is read into memory, as on a
// well-equipped server, so that the benchmark does not measure the machine's disk.
const SETTINGS = ['shared_buffers=4GB'];

interface Filling {
  readonly target: Target;
  readonly users: number;
  readonly settings: readonly string[];
}

async function fill({ target, users, settings }: Filling, ends: Ends): Promise<Database> {
  const { name, prepare } = target;
  const folder = makeReachableFolder('bench-directory');
  ends.push(async () => folder.remove());
  const start = performance.now();
  const options = { folder: folder.path, durable: true, settings: SETTINGS };
  const first = await startPostgres(options);
  ends.unshift(first.stop);
  await prepare(first, users);
  // A restart completes the pending work of the inserts.
  await first.stop();
  const postgres = await startPostgres({ ...options, settings });
  ends.unshift(postgres.stop);
  await readAll(postgres, settings.length > 0 ? 'buffer' : 'read');
  const seconds = ((performance.now() - start) / 1e3).toFixed(0);
  console.error(`${users.toLocaleString('en')} users for ${name}: ${seconds} s`);
  return { url: postgres.url, ownerUrl: postgres.ownerUrl };
}

// https://www.postgresql.org/docs/current/pgprewarm.html
async function readAll({ superuserUrl, url }: Postgres, mode: 'buffer' | 'read'): Promise<void> {
  const { pathname } = new URL(url);
  const client = new Client(Object.assign(new URL(superuserUrl), { pathname }).href);
  await client.connect();
  await client.query('CREATE EXTENSION pg_prewarm');
  await client.query(`SELECT pg_prewarm(oid, '${mode}') FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`);
  await client.end();
}
