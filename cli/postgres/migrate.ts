import { type Kysely, sql, type Transaction } from 'kysely';
import { grantTo, MIGRATIONS, migrations, TABLES } from '../../lib/directory/migrations';
import { CliError } from '../run-command';
import {
  queryServer,
  queryService,
  requireUsableServer,
  requireUsableService,
} from './database-requirements';
import { requireAddress, withConnection } from './with-connection';

// An arbitrary number for the advisory lock, which no other program uses.
const MIGRATING = 716_252_009;
const FIRST = '0001-directory';

/** The database to migrate. */
export interface MigrateOptions {
  /** The URL of the service. */
  readonly url: string;
  /** The URL of the owner of the tables. */
  readonly ownerUrl: string;
  /** The value of `DATABASE_CA`. */
  readonly ca?: string | undefined;
}

/** The result of a migration. */
export interface Migrated {
  /** The names of the migrations that were applied. */
  readonly applied: readonly string[];
  /** The role of the service. */
  readonly role: string;
  /** The roles whose rights on the directory's tables were revoked. */
  readonly revoked: readonly string[];
  /** The other roles that can still read the tables, as members of other roles. */
  readonly readers: readonly string[];
}

/**
 * Updates a database to the newest schema, grants the service's role its rights, and revokes the rights of all other
 * roles. It is one transaction with a lock, so that it works through a pooler and at the same time as another migration.
 *
 * @throws CliError that names the problem, without the URLs' passwords.
 */
export async function migrate({ url, ownerUrl, ca }: MigrateOptions): Promise<Migrated> {
  const service = requireAddress({ name: 'DATABASE_URL', url, ca });
  const owner = requireAddress({ name: 'DATABASE_OWNER_URL', url: ownerUrl, ca });
  const { role } = await withConnection(service, async (db) => {
    const answer = await queryService(db);
    requireUsableService(answer);
    return answer;
  });
  const done = await withConnection(owner, async (db) => {
    requireUsableServer(await queryServer(db, role));
    return db
      .transaction()
      .setIsolationLevel('read committed')
      .execute((tx) => bringUpToDate(tx, role));
  });
  await withConnection(service, async (db) => {
    const { isMigrated } = await queryService(db);
    if (isMigrated) return;
    throw new CliError(
      `The role ${role} cannot find the new tables. DATABASE_URL and DATABASE_OWNER_URL must name the\nsame database.`,
    );
  });
  return { ...done, role };
}

async function bringUpToDate(tx: Transaction<unknown>, role: string) {
  // Overrides the settings of the owner, the database and the server.
  await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '0', true),
    set_config('search_path', 'public', true), set_config('standard_conforming_strings', 'on', true),
    set_config('default_table_access_method', 'heap', true)`.execute(tx);
  await sql`select pg_advisory_xact_lock(${MIGRATING})`.execute(tx);
  await ensureMigrationsTable(tx);
  const applied = await applyMigrations(tx);
  const revoked = await grant(tx, role);
  await sql`select public.add_event_partitions()`.execute(tx);
  return { applied, revoked, readers: await findReaders(tx, role) };
}

async function applyMigrations(tx: Transaction<unknown>): Promise<readonly string[]> {
  const table = sql.id('public', MIGRATIONS);
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(tx);
  const known = rows.map(({ name }) => name);
  const newer = known.find((name) => migrations[name] === undefined);
  if (newer !== undefined) {
    throw new CliError(
      `The database has the migration ${newer}, which this version does not have: use a newer version.`,
    );
  }
  const pending = Object.entries(migrations).filter(([name]) => !known.includes(name));
  for (const [name, { up }] of pending) {
    await up(tx).catch((reason: unknown) => {
      throw new CliError(`${name} failed, and nothing was changed: ${messageOf(reason)}`);
    });
    await sql`insert into ${table} (name, timestamp) values (${name}, ${new Date().toISOString()})`.execute(
      tx,
    );
  }
  return pending.map(([name]) => name);
}

function grant(tx: Kysely<unknown>, role: string): Promise<readonly string[]> {
  return grantTo(tx, role).catch((reason: unknown) => {
    throw new CliError(
      `The rights on the tables could not be set, and nothing was changed: ${messageOf(reason)}`,
    );
  });
}

// Superusers read everything, and PostgreSQL's own roles (`pg_…`) cannot log in.
async function findReaders(tx: Kysely<unknown>, role: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select rolname as name from pg_catalog.pg_roles
    where not rolsuper and rolname not in (${role}, current_user) and rolname not like 'pg\_%'
      and exists (select from unnest(${TABLES}::text[]) as t
        where has_any_column_privilege(rolname, format('public.%I', t), 'select'))
    order by 1`.execute(tx);
  return rows.map(({ name }) => name);
}

// The message is empty if every address of a host was tried.
function messageOf(reason: unknown): string {
  const { message, code } = reason as { readonly message?: string; readonly code?: string };
  return message || code || `${reason}`;
}

/**
 * Creates the table of applied migrations, if missing. Earlier versions used Kysely's default name, which another program
 * may also use. The directory's table is renamed, another program's is not changed.
 *
 * @throws CliError if another program has tables with the directory's names.
 */
async function ensureMigrationsTable(tx: Kysely<unknown>): Promise<void> {
  if (await exists(tx, MIGRATIONS)) return;
  const table = sql.id('public', MIGRATIONS);
  if ((await exists(tx, 'kysely_migration')) && (await hasFirst(tx))) {
    await sql`alter table public.kysely_migration rename to ${sql.id(MIGRATIONS)}`.execute(tx);
    await sql`drop table if exists public.kysely_migration_lock`.execute(tx);
    return;
  }
  await requireUnusedNames(tx);
  await sql`create table ${table} (name text primary key, timestamp text not null)`.execute(tx);
}

async function exists(tx: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql<{ exists: boolean }>`
    select exists (select from pg_catalog.pg_class
      where relnamespace = 'public'::regnamespace and relname = ${table}) as exists`.execute(tx);
  return rows[0]?.exists === true;
}

async function hasFirst(tx: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`
    select from pg_catalog.pg_class where oid = 'public.kysely_migration'::regclass
      and has_table_privilege(oid, 'select')`.execute(tx);
  if (rows.length === 0) return false;
  const found = await sql`select from public.kysely_migration where name = ${FIRST}`.execute(tx);
  return found.rows.length > 0;
}

async function requireUnusedNames(tx: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_catalog.pg_class
    where relnamespace = 'public'::regnamespace and relname = any(${TABLES}) order by 1`.execute(
    tx,
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new CliError(
    `The schema public already has tables of another program with these names: ${names}.\n` +
      'Use a separate database for the directory. Nothing was changed.',
  );
}
