import { type Kysely, sql } from 'kysely';
import { othersWithRights, TABLES } from '../../lib/directory/migrations';
import { CliError } from '../run-command';

// Settings that single statements depend on, and that would need another round trip to set. Transactions and
// connections set the others: docs/directory/postgres-settings.md.
const NEEDED: Readonly<Record<string, string>> = {
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  default_transaction_isolation: 'read committed',
  session_replication_role: 'origin',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  exit_on_error: 'off',
};

const OLDEST = 14;

/** The state of the database, as the service sees it. */
export interface ServiceAnswer {
  /** The role of the service. Behind a pooler, it may differ from the user in the URL. */
  readonly role: string;
  /** Whether the service may read every table of the directory, and row security shows it their rows. */
  readonly isMigrated: boolean;
  /** The values of the settings in {@link NEEDED} on the service's connection. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether PostgreSQL's own functions precede others of the same name. */
  readonly isCatalogFirst: boolean;
  /** The roles with rights on the tables, except their owner and the service. */
  readonly others: readonly string[];
}

/** Queries the state of the database as the service. */
export async function queryService(db: Kysely<unknown>): Promise<ServiceAnswer> {
  const { rows } = await sql<Omit<ServiceAnswer, 'others'>>`
    select current_user::text as role,
      (select jsonb_object_agg(name, current_setting(name, true))
        from unnest(${Object.keys(NEEDED)}::text[]) as name) as settings,
      coalesce((current_schemas(true))[1] in ('pg_catalog', pg_my_temp_schema()::regnamespace::text), false)
        as "isCatalogFirst",
      (select count(*) = ${TABLES.length}::int from pg_catalog.pg_class c
        where relnamespace = 'public'::regnamespace and relname = any(${TABLES})
          and has_table_privilege(oid, 'select') and (not row_security_active(oid) or exists (
            select from pg_catalog.pg_policy where polrelid = c.oid and polname = 'directory_service'
              and (select oid from pg_catalog.pg_roles where rolname = current_user) = any(polroles)))) as "isMigrated"`.execute(
    db,
  );
  const [answer] = rows;
  if (answer === undefined) throw new Error('The database did not answer.');
  const granted = await othersWithRights(db, TABLES);
  const names = granted.map(({ grantee }) => grantee ?? 'public');
  return { ...answer, others: [...new Set(names)].filter((name) => name !== answer.role) };
}

/** Returns every setting that breaks single statements of the service, with the remedy. */
export function serviceProblems({
  role,
  settings,
  isCatalogFirst,
}: ServiceAnswer): readonly string[] {
  const problems = Object.entries(NEEDED)
    .filter(([name, needed]) => settings[name] !== needed)
    .map(([name, needed]) => `${name} is ${settings[name]}: ${remedyOf(role, name, needed)}`);
  if (isCatalogFirst) return problems;
  return [
    ...problems,
    `search_path has other schemas before pg_catalog: alter role ${quoted(role)} reset search_path`,
  ];
}

/** @throws CliError with every setting that the service cannot work with. */
export function requireUsableService(answer: ServiceAnswer): void {
  const problems = serviceProblems(answer);
  if (problems.length === 0) return;
  throw new CliError(
    `The settings of the database at DATABASE_URL must be changed. Nothing was migrated:\n${problems.join('\n')}`,
  );
}

/** The state of the server and the database, for a migration. */
export interface ServerAnswer {
  readonly version: number;
  readonly encoding: string;
  readonly isReadOnly: boolean;
  /** The roles that may create tables and functions in the schema `public`, but must not. */
  readonly creators: readonly string[];
}

/** Queries the state of the server as the owner of the tables. */
export async function queryServer(db: Kysely<unknown>, role: string): Promise<ServerAnswer> {
  const { rows } = await sql<ServerAnswer>`
    select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
      array(
        select case given.grantee when 0 then 'public' else pg_get_userbyid(given.grantee)::text end
        from pg_catalog.pg_namespace n, aclexplode(n.nspacl) as given
        where n.nspname = 'public' and given.privilege_type = 'CREATE'
          and (given.grantee = 0 or pg_get_userbyid(given.grantee) = ${role} and ${role} <> current_user)
      ) as creators`.execute(db);
  return rows[0] as ServerAnswer;
}

/** @throws CliError with the property that the directory cannot work with. */
export function requireUsableServer({
  version,
  encoding,
  isReadOnly,
  creators,
}: ServerAnswer): void {
  if (version < OLDEST) {
    throw new CliError(
      `The database is Postgres ${version}; the directory requires ${OLDEST} or later.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new CliError(
      `The database has the encoding ${encoding}, which cannot store every name. The directory requires\n` +
        "UTF8: create database directory encoding 'UTF8' template template0",
    );
  }
  if (isReadOnly) {
    throw new CliError(
      'The database is read-only: DATABASE_OWNER_URL is a replica, or default_transaction_read_only is on.',
    );
  }
  if (creators.length === 0) return;
  throw new CliError(
    `${creators.join(', ')} may create functions in the schema public, which could replace others.\n` +
      `Run as the owner of that schema: revoke create on schema public from ${creators.join(', ')}`,
  );
}

function remedyOf(role: string, name: string, needed: string): string {
  if (name === 'server_encoding') {
    return "create database directory encoding 'UTF8' template template0";
  }
  return `alter role ${quoted(role)} set ${name} = '${needed}'`;
}

const quoted = (name: string) => (/^[a-z_][a-z\d_]*$/.test(name) ? name : `"${name}"`);
