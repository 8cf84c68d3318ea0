import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { grantTo, migrations } from '../../lib/directory/migrations';
import { OperatorError } from '../main';

/** Which database to migrate, and for whom. */
export interface MigrateOptions {
  /** The database as the owner of its tables. */
  readonly ownerUrl: string;
  /** The name of the role that the service connects as. */
  readonly runtimeRole: string;
}

const OLDEST = 14;
const CONNECT_MILLISECONDS = 10_000;
// Any number that nothing else takes: two that migrate at once would grant at once.
const GRANTING = 716_252_009;

/**
 * Brings a database to the newest schema, all of it or nothing, and gives the service's role what it
 * needs.
 *
 * @returns the names of the migrations that were applied.
 * @throws OperatorError that says what is wrong, without the URL's password.
 */
export async function migrate({
  ownerUrl,
  runtimeRole,
}: MigrateOptions): Promise<readonly string[]> {
  const pool = new Pool({
    connectionString: ownerUrl,
    max: 2,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
  });
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await checkServer(db, ownerUrl);
    const applied = await applyMigrations(db);
    await grant(db, runtimeRole);
    return applied;
  } finally {
    await db.destroy();
  }
}

async function checkServer(db: Kysely<unknown>, url: string): Promise<void> {
  const question = sql<{ version: number }>`
    select current_setting('server_version_num')::int as version`;
  const { rows } = await question.execute(db).catch((reason: unknown) => {
    const { username, host, pathname } = new URL(url);
    const where = `${username}@${host}${pathname}`;
    throw new OperatorError(`Cannot connect to the database ${where}: ${messageOf(reason)}`);
  });
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (major >= OLDEST) return;
  throw new OperatorError(`The database is Postgres ${major}; the directory needs ${OLDEST}.`);
}

async function applyMigrations(db: Kysely<unknown>): Promise<readonly string[]> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return results.map(({ migrationName }) => migrationName);
  const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'A migration';
  throw new OperatorError(`${failed} failed, and nothing was changed: ${messageOf(error)}`);
}

async function grant(db: Kysely<unknown>, role: string): Promise<void> {
  const granted = db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${GRANTING})`.execute(transaction);
    await grantTo(transaction, role);
  });
  await granted.catch((reason: unknown) => {
    throw new OperatorError(
      `The role ${role} could not be granted its rights: ${messageOf(reason)}`,
    );
  });
}

// Where every address of a host was tried, the error's own message is empty.
function messageOf(reason: unknown): string {
  const { message, code } = reason as { readonly message?: string; readonly code?: string };
  return message || code || `${reason}`;
}
