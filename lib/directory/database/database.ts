import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import { type FreshPool, freshPool } from './fresh-pool';
import { LIMITS } from './limits';
import type { Tables } from './tables';

/** The directory's tables, or a transaction on them. */
export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

const pools = new Map<string, FreshPool>();

/**
 * The database at a URL, over one pool for all Functions of the process. Connects when first asked.
 *
 * @param endsAt - until when it may be asked, by `performance.now()`: what takes longer fails, and is
 * rolled back. Default: as long as anybody asks; each statement and transaction has a limit all the same.
 */
export function databaseAt(url: string, endsAt = Number.POSITIVE_INFINITY): Database {
  const pool = poolAt(url).until(endsAt);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function poolAt(url: string): FreshPool {
  const known = pools.get(url);
  if (known !== undefined) return known;
  const pool = freshPool(url);
  pools.set(url, pool);
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
  return database.transaction().execute(async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(LIMITS.transaction));
    return work(tx);
  });
}
