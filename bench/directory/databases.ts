import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { type Postgres, startPostgres } from '../../cli/postgres/start-postgres';
import { makeReachableFolder } from '../../test/support/processes/reachable-folder';
import { emptyCache } from './empty-cache';
import type { Case, Database, Target } from './target';

/** The databases of one run, each on a separate Postgres. */
export interface Databases {
  /** Creates a database for each number of users and each `prepare` function. */
  prepare(targets: readonly Target[], sizes: readonly number[]): Promise<readonly Case[]>;
  /** Stops all databases, and removes them unless they are kept. */
  close(): Promise<void>;
}

/** How the databases of one run are made. */
export interface DatabasesOptions {
  /**
   * The settings of each Postgres. Default: memory for the whole database. With none, the databases are read into the
   * memory of the operating system only.
   */
  readonly settings?: readonly string[];
  /**
   * A folder that other users can traverse. Its databases are filled once and used by every run, so remove it after a
   * change of the tables. Default: each run fills and removes its own.
   */
  readonly keep?: string | undefined;
}

type Ends = (() => Promise<void>)[];

/** Returns a manager of databases, which has none at first. */
export function makeDatabases({ settings = SETTINGS, keep }: DatabasesOptions = {}): Databases {
  const ends: Ends = [];
  return {
    async prepare(targets, sizes) {
      const cases: Case[] = [];
      for (const users of sizes) {
        const filled = new Map<Target['prepare'], Database>();
        for (const target of targets) {
          const database =
            filled.get(target.prepare) ?? (await provide({ target, users, settings, keep }, ends));
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

interface Filling extends Required<DatabasesOptions> {
  readonly target: Target;
  readonly users: number;
}

function databaseName({ child, variant = '' }: Target, users: number): string {
  return `${child}${variant && `-${variant}`}-${users}`;
}

async function provide(filling: Filling, ends: Ends): Promise<Database> {
  const { target, users, settings, keep } = filling;
  const folder = keep === undefined ? temporary(ends) : kept(keep, databaseName(target, users));
  await fill(folder, filling, ends);
  const options = { folder, durable: true, settings };
  let postgres = await startPostgres(options);
  ends.unshift(() => postgres.stop());
  await readAll(postgres, settings.length > 0 ? 'buffer' : 'read');
  const { url, ownerUrl, port } = postgres;
  return {
    url,
    ownerUrl,
    async empty() {
      await postgres.stop();
      emptyCache();
      postgres = await startPostgres({ ...options, port });
    },
  };
}

function temporary(ends: Ends): string {
  const folder = makeReachableFolder('bench-directory');
  ends.push(async () => folder.remove());
  return folder.path;
}

function kept(keep: string, name: string): string {
  const folder = join(resolve(keep), name);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

async function fill(folder: string, { target, users }: Filling, ends: Ends): Promise<void> {
  const mark = join(folder, 'filled');
  if (existsSync(mark)) return;
  const start = performance.now();
  const postgres = await startPostgres({ folder, durable: true, settings: SETTINGS });
  ends.unshift(postgres.stop);
  await target.prepare(postgres, users);
  // A stop completes the pending work of the inserts.
  await postgres.stop();
  writeFileSync(mark, '');
  const seconds = ((performance.now() - start) / 1e3).toFixed(0);
  console.error(`${users.toLocaleString('en')} users for ${target.name}: ${seconds} s`);
}

// https://www.postgresql.org/docs/current/pgprewarm.html
async function readAll({ superuserUrl, url }: Postgres, mode: 'buffer' | 'read'): Promise<void> {
  const { pathname } = new URL(url);
  const client = new Client(Object.assign(new URL(superuserUrl), { pathname }).href);
  await client.connect();
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  await client.query(`SELECT pg_prewarm(oid, '${mode}') FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`);
  await client.end();
}
