import { Client } from 'pg';
import { type Postgres, startPostgres } from '../../scripts/postgres/start-postgres';
import { makeReachableFolder } from '../../test/support/reachable-folder';
import type { Case, Contestant, Database } from './target';

/** The databases of one run, each on a Postgres of its own. */
export interface Databases {
  /** Makes one for each number of users and each way to fill it. */
  prepare(contestants: readonly Contestant[], sizes: readonly number[]): Promise<readonly Case[]>;
  /** Ends and removes them all. */
  close(): Promise<void>;
}

type Ends = (() => Promise<void>)[];

/** None yet. */
export function makeDatabases(): Databases {
  const ends: Ends = [];
  return {
    async prepare(contestants, sizes) {
      const cases: Case[] = [];
      for (const users of sizes) {
        const filled = new Map<Contestant['prepare'], Database>();
        for (const contestant of contestants) {
          const database = filled.get(contestant.prepare) ?? (await fill(contestant, users, ends));
          filled.set(contestant.prepare, database);
          cases.push({ contestant, users, database });
        }
      }
      return cases;
    },
    async close() {
      for (const end of ends.splice(0)) await end();
    },
  };
}

// Fsync is on: nobody is to win by not keeping what was written. Each database is held in memory, as one is
// that has the memory it should, so that a machine's disk is not what is measured.
const SETTINGS = ['shared_buffers=4GB'];

async function fill({ name, prepare }: Contestant, users: number, ends: Ends): Promise<Database> {
  const folder = makeReachableFolder('bench-directory');
  ends.push(async () => folder.remove());
  const start = performance.now();
  const options = { folder: folder.path, durable: true, settings: SETTINGS };
  const first = await startPostgres(options);
  ends.unshift(first.stop);
  await prepare(first, users);
  // Started anew, so that what filling has left to do is done.
  await first.stop();
  const postgres = await startPostgres(options);
  ends.unshift(postgres.stop);
  await readAll(postgres);
  const seconds = ((performance.now() - start) / 1e3).toFixed(0);
  console.error(`${users.toLocaleString('en')} users for ${name}: ${seconds} s`);
  return { url: postgres.url, ownerUrl: postgres.ownerUrl };
}

// https://www.postgresql.org/docs/current/pgprewarm.html
async function readAll({ superuserUrl, url }: Postgres): Promise<void> {
  const { pathname } = new URL(url);
  const client = new Client(Object.assign(new URL(superuserUrl), { pathname }).href);
  await client.connect();
  await client.query('CREATE EXTENSION pg_prewarm');
  await client.query(`SELECT pg_prewarm(oid) FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`);
  await client.end();
}
