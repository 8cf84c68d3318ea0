import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { freshPool } from './fresh-pool';
import type { Tables } from './tables';

/** The directory's tables, or a transaction on them. */
export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

const open = new Map<string, Database>();

/** The database at a URL: one pool for all Functions of the process. Connects when first asked. */
export function databaseAt(url: string): Database {
  const known = open.get(url);
  if (known !== undefined) return known;
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: freshPool(url) }) });
  open.set(url, database);
  return database;
}

/** Closes every pool, so that a process can end. */
export async function closeDatabases(): Promise<void> {
  const databases = [...open.values()];
  open.clear();
  await Promise.all(databases.map((database) => database.destroy()));
}

// A Function has ten seconds: whoever waits longer than this for a lock gives up, and a transaction that
// was left behind by a frozen container ends by itself.
const LIMITS = sql`select set_config('lock_timeout', '3000', true),
  set_config('statement_timeout', '4000', true),
  set_config('idle_in_transaction_session_timeout', '5000', true)`;

/** Does several things, or none of them. */
export function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction().execute(async (tx) => {
    await LIMITS.execute(tx);
    return work(tx);
  });
}
