import { type Kysely, sql } from 'kysely';
import { MIGRATIONS, TABLES } from '../../lib/directory/migrations';
import { CliError } from '../run-command';

const FIRST = '0001-directory';

/**
 * Makes sure that there is the table of the migrations that were applied. It had the name that Kysely gives
 * it, which another program may have taken: that of the directory is renamed, another one left alone.
 *
 * @throws CliError where the directory's tables are another program's.
 */
export async function takeOverMigrations(tx: Kysely<unknown>): Promise<void> {
  if (await exists(tx, MIGRATIONS)) return;
  const table = sql.id('public', MIGRATIONS);
  if ((await exists(tx, 'kysely_migration')) && (await hasFirst(tx))) {
    await sql`alter table public.kysely_migration rename to ${sql.id(MIGRATIONS)}`.execute(tx);
    await sql`drop table if exists public.kysely_migration_lock`.execute(tx);
    return;
  }
  await mustBeFree(tx);
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

async function mustBeFree(tx: Kysely<unknown>): Promise<void> {
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
