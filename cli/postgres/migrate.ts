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

// Any number that nothing else takes.
const MIGRATING = 716_252_009;

const FIRST = '0001-directory';

/** Which database to migrate, and for whom. */
export interface MigrateOptions {
  /** The database as the service connects to it. */
  readonly url: string;
  /** The same as the owner of its tables. */
  readonly ownerUrl: string;
  /** The value of `DATABASE_CA`. */
  readonly ca?: string | undefined;
}

/** What was done. */
export interface Migrated {
  /** The names of the migrations that were applied. */
  readonly applied: readonly string[];
  /** The role of the service. */
  readonly role: string;
  /** The roles whose rights on the directory's tables were taken away. */
  readonly revoked: readonly string[];
  /** Other roles that can read them all the same, as members of roles that can. */
  readonly readers: readonly string[];
}

/**
 * Brings a database to the newest schema, and gives the service's role what it needs and nobody else
 * anything: all of it in one transaction, whose lock ends with it, so that it works through a pooler and
 * beside another one.
 *
 * @throws CliError that says what is wrong, without the URLs' passwords.
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
      `The role ${role} does not find the tables that were made. Is DATABASE_URL another database than\nDATABASE_OWNER_URL?`,
    );
  });
  return { ...done, role };
}

async function bringUpToDate(tx: Transaction<unknown>, role: string) {
  // What the owner, the database or the server has set for this does not count.
  await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '0', true),
    set_config('search_path', 'public', true), set_config('standard_conforming_strings', 'on', true),
    set_config('default_table_access_method', 'heap', true)`.execute(tx);
  await sql`select pg_advisory_xact_lock(${MIGRATING})`.execute(tx);
  await ensureMigrationsTable(tx);
  const applied = await applyMigrations(tx);
  const revoked = await grant(tx, role);
  return { applied, revoked, readers: await findReaders(tx, role) };
}

async function applyMigrations(tx: Transaction<unknown>): Promise<readonly string[]> {
  const table = sql.id('public', MIGRATIONS);
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(tx);
  const known = rows.map(({ name }) => name);
  const newer = known.find((name) => migrations[name] === undefined);
  if (newer !== undefined) {
    throw new CliError(
      `The database has the migration ${newer}, which this version does not know: take the newer version.`,
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

// Superusers read everything, and PostgreSQL's own roles (`pg_…`) are nobody by themselves.
async function findReaders(tx: Kysely<unknown>, role: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select rolname as name from pg_catalog.pg_roles
    where not rolsuper and rolname not in (${role}, current_user) and rolname not like 'pg\_%'
      and exists (select from unnest(${TABLES}::text[]) as t
        where has_any_column_privilege(rolname, format('public.%I', t), 'select'))
    order by 1`.execute(tx);
  return rows.map(({ name }) => name);
}

// Where every address of a host was tried, the error's own message is empty.
function messageOf(reason: unknown): string {
  const { message, code } = reason as { readonly message?: string; readonly code?: string };
  return message || code || `${reason}`;
}

/**
 * Makes sure that there is the table of the migrations that were applied. It had the name that Kysely gives
 * it, which another program may have taken: that of the directory is renamed, another one left alone.
 *
 * @throws CliError where the directory's tables are another program's.
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
    `The schema public has tables of another program that the directory needs the names of: ${names}.\n` +
      'Give the directory a database of its own. Nothing was changed.',
  );
}
