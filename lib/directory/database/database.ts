import { Kysely, type Transaction } from 'kysely';
import type { DatabaseAddress } from './database-address';
import { dialectFor } from './dialect-for';
import { SCHEMA } from './schema';
import type { Tables } from './tables';
import { type FreshPool, freshPool } from './validated-pool';

/** The directory's tables, or a transaction on them. */
export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

const pools = new Map<string, FreshPool>();

/**
 * The database at an address, over one pool for all Functions of the process. Connects when first asked.
 *
 * @param endsAt - until when it may be asked, by `performance.now()`: what takes longer fails, and is
 * rolled back. Default: as long as anybody asks; each statement and transaction has a limit all the same.
 */
export function databaseAt(address: DatabaseAddress, endsAt = Number.POSITIVE_INFINITY): Database {
  const dialect = dialectFor(poolAt(address).until(endsAt));
  return new Kysely<Tables>({ dialect }).withSchema(SCHEMA);
}

// By its parts: the guard and the endpoints have read the same URL each for themselves.
function poolAt(address: DatabaseAddress): FreshPool {
  const key = JSON.stringify(address);
  const known = pools.get(key);
  if (known !== undefined) return known;
  const pool = freshPool(address);
  pools.set(key, pool);
  return pool;
}

/** Closes every pool, so that a process can end. */
export async function closeDatabases(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.end()));
}

/** Does several things, or none of them. */
export function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction().execute(work);
}
