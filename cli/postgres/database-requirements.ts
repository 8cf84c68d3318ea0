import { type Kysely, sql } from 'kysely';
import { othersWithRights, TABLES } from '../../lib/directory/migrations';
import { CliError } from '../run-command';

// What single statements depend on: it cannot be set for one of them without another round trip. Transactions
// and connections set the rest. docs/directory/postgres-settings.md has all of them.
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

/** What the service finds where it connects. */
export interface ServiceAnswer {
  /** The role that it is: not always the user of the URL, behind a pooler. */
  readonly role: string;
  /** Whether it may read every table of the directory, and row security shows it their rows. */
  readonly isMigrated: boolean;
  /** The settings of {@link NEEDED}, as they are on its connection. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether PostgreSQL's own functions are found before others of the same name. */
  readonly isCatalogFirst: boolean;
  /** Other roles than the tables' owner and itself with rights on them. */
  readonly others: readonly string[];
}

/** Asks the database, as the service, what it finds. */
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

/** Everything that single statements of the service would go wrong by, with what to do. */
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

/** @throws CliError that names every setting that the service cannot work with. */
export function requireUsableService(answer: ServiceAnswer): void {
  const problems = serviceProblems(answer);
  if (problems.length === 0) return;
  throw new CliError(
    `Over DATABASE_URL, the database is not as the directory needs it, and nothing was changed:\n${problems.join('\n')}`,
  );
}

/** What a migration has to know of the server and the database. */
export interface ServerAnswer {
  readonly version: number;
  readonly encoding: string;
  readonly isReadOnly: boolean;
  /** Who may make tables and functions in the schema `public`, though they have no business there. */
  readonly creators: readonly string[];
}

/** Asks the database, as the tables' owner, what it is. */
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

/** @throws CliError that names what the directory cannot work with. */
export function requireUsableServer({
  version,
  encoding,
  isReadOnly,
  creators,
}: ServerAnswer): void {
  if (version < OLDEST) {
    throw new CliError(`The database is Postgres ${version}; the directory needs ${OLDEST}.`);
  }
  if (encoding !== 'UTF8') {
    throw new CliError(
      `The database has the encoding ${encoding}, which not every name can be written in. The directory\n` +
        "needs UTF8: create database directory encoding 'UTF8' template template0",
    );
  }
  if (isReadOnly) {
    throw new CliError(
      'The database is read-only: DATABASE_OWNER_URL is a replica, or default_transaction_read_only is on.',
    );
  }
  if (creators.length === 0) return;
  throw new CliError(
    `${creators.join(', ')} may make functions in the schema public, which could answer in place of others.\n` +
      `As the owner of that schema, say: revoke create on schema public from ${creators.join(', ')}`,
  );
}

function remedyOf(role: string, name: string, needed: string): string {
  if (name === 'server_encoding') {
    return "create database directory encoding 'UTF8' template template0";
  }
  return `alter role ${quoted(role)} set ${name} = '${needed}'`;
}

const quoted = (name: string) => (/^[a-z_][a-z\d_]*$/.test(name) ? name : `"${name}"`);
