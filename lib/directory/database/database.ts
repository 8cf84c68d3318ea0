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
 * Returns the database at an address, over one pool for all Functions of the process. The first statement
 * connects.
 *
 * @param endsAt - the deadline, by `performance.now()`: later statements fail, and their transaction is
 *   rolled back. Default: no deadline. Each statement and transaction has its own time limit in addition.
 */
export function databaseAt(address: DatabaseAddress, endsAt = Number.POSITIVE_INFINITY): Database {
  const dialect = dialectFor(poolAt(address).until(endsAt));
  return new Kysely<Tables>({ dialect }).withSchema(SCHEMA);
}

// The key is the address's content, since the guard and the endpoints each parse the same URL.
function poolAt(address: DatabaseAddress): ValidatedPool {
  const key = JSON.stringify(address);
  const known = pools.get(key);
  if (known !== undefined) return known;
  const pool = validatedPool(address);
  pools.set(key, pool);
  return pool;
}

/** Closes every pool, so that the process can end. */
export async function closeDatabases(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.end()));
}

/** Runs all of the work in one transaction. */
export function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction().execute(work);
}

/** Returns the dialect of PostgreSQL over a pool, whose transactions begin with {@link BEGIN}. */
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
