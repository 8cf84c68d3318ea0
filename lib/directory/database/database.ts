import { Kysely, PostgresDialect } from 'kysely';
import type { Statement } from './batch';
import type { DatabaseAddress } from './database-address';
import { SCHEMA } from './schema';
import type { Tables } from './tables';
import { openTransaction, type Query, statementOf, type Tx } from './transaction';
import { type LimitedPool, type ValidatedPool, validatedPool } from './validated-pool';

/** The directory's tables, or a transaction on them. */
export type Database = Kysely<Tables>;
export {
  type Answer,
  check,
  type Query,
  read,
  readOne,
  requireRow,
  type Tx,
  write,
  writeOr,
} from './transaction';

const pools = new Map<string, ValidatedPool>();
// The pool of each database, for more than Kysely does with it.
const limited = new WeakMap<Database, LimitedPool>();

/**
 * Returns the database at an address, over one pool for all Functions of the process. The first statement
 * connects.
 *
 * @param endsAt - the deadline, by `performance.now()`: later statements fail, and their transaction is
 *   rolled back. Default: no deadline. Each statement and transaction has its own time limit in addition.
 */
export function databaseAt(address: DatabaseAddress, endsAt = Number.POSITIVE_INFINITY): Database {
  const pool = poolAt(address).until(endsAt);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(
    SCHEMA,
  );
  limited.set(database, pool);
  return database;
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

/**
 * Runs all of the work in one transaction. The commit is sent with the last statements, unless one of their
 * results may refuse it.
 */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const connection = await poolOf(database).connect();
  const { tx, commit, rollback } = openTransaction(connection);
  let isBroken = false;
  try {
    const result = await work(tx);
    await commit();
    return result;
  } catch (reason) {
    await rollback().catch(() => {
      isBroken = true;
    });
    throw reason;
  } finally {
    connection.release(isBroken);
  }
}

type Rows<Queries extends readonly Query<unknown>[]> = {
  [Index in keyof Queries]: Queries[Index] extends Query<infer Row> ? readonly Row[] : never;
};

/**
 * Runs several queries in one round trip and, without a transaction of its own, as one transaction.
 *
 * @returns the rows of each.
 */
export async function together<const Queries extends readonly Query<unknown>[]>(
  database: Database,
  ...queries: Queries
): Promise<Rows<Queries>> {
  const connection = await poolOf(database).connect();
  try {
    const results = await connection.queryAll(queries.map((query) => statementOf(database, query)));
    return results.map(({ rows }) => rows) as Rows<Queries>;
  } finally {
    connection.release();
  }
}

/** Runs one statement. @returns its rows. */
export async function runStatement<Row>(
  database: Database,
  { text, values }: Statement,
): Promise<readonly Row[]> {
  const connection = await poolOf(database).connect();
  try {
    const { rows } = await connection.query<Row>(text, values);
    return rows;
  } finally {
    connection.release();
  }
}

function poolOf(database: Database): LimitedPool {
  const pool = limited.get(database);
  if (pool === undefined) throw new Error('a transaction cannot begin in another one.');
  return pool;
}
