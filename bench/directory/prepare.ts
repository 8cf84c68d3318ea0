import { startPostgres } from '../../scripts/postgres/start-postgres';
import { makeReachableFolder } from '../../test/support/reachable-folder';
import type { Case, Contestant, Database } from './contestant';

/** The cases, and what ends their databases and removes them. */
export interface Prepared {
  readonly cases: readonly Case[];
  close(): Promise<void>;
}

/**
 * Makes a database for each number of users and each way to fill one: on a Postgres of its own, with
 * Postgres's own settings, fsync included, started anew after it was filled.
 */
export async function prepare(
  contestants: readonly Contestant[],
  sizes: readonly number[],
): Promise<Prepared> {
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0)) await end();
  };
  const cases: Case[] = [];
  try {
    for (const users of sizes) {
      const filled = new Map<Contestant['prepare'], Database>();
      for (const contestant of contestants) {
        const database = filled.get(contestant.prepare) ?? (await fill(contestant, users, ends));
        filled.set(contestant.prepare, database);
        cases.push({ contestant, users, database });
      }
    }
  } catch (reason) {
    await close();
    throw reason;
  }
  return { cases, close };
}

async function fill(
  { name, prepare }: Contestant,
  users: number,
  ends: (() => Promise<void>)[],
): Promise<Database> {
  const folder = makeReachableFolder('bench-directory');
  ends.push(async () => folder.remove());
  const start = performance.now();
  const first = await startPostgres({ folder: folder.path, durable: true });
  try {
    await prepare(first, users);
  } finally {
    await first.stop();
  }
  // Nothing of what filling has left to do is left to the time that is measured.
  const postgres = await startPostgres({ folder: folder.path, durable: true });
  ends.unshift(postgres.stop);
  const seconds = ((performance.now() - start) / 1e3).toFixed(0);
  console.error(`${users.toLocaleString('en')} users for ${name}: ${seconds} s`);
  return { url: postgres.url, ownerUrl: postgres.ownerUrl };
}
