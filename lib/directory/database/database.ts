import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPool,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely';
import type { DatabaseAddress } from './database-address';
import { SCHEMA } from './schema';
import type { Tables } from './tables';
import { BEGIN } from './time-limits';
import { type ValidatedPool, validatedPool } from './validated-pool';

/** The directory's tables, or a transaction on them. */
export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

const pools = new Map<string, ValidatedPool>();

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
function poolAt(address: DatabaseAddress): ValidatedPool {
  const key = JSON.stringify(address);
  const known = pools.get(key);
  if (known !== undefined) return known;
  const pool = validatedPool(address);
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

/** PostgreSQL over a pool, with transactions that begin as `BEGIN` says. */
function dialectFor(pool: PostgresPool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new LimitedDriver({ pool }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class LimitedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(BEGIN));
  }
}
