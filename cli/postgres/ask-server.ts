import { type Kysely, sql } from 'kysely';
import { CliError } from '../run-command';

/** What a migration has to know of the server and the database. */
export interface ServerAnswer {
  readonly version: number;
  readonly encoding: string;
  readonly isReadOnly: boolean;
  /** Who may make tables and functions in the schema `public`, though they have no business there. */
  readonly creators: readonly string[];
}

const OLDEST = 14;

/** Asks the database, as the tables' owner, what it is. */
export async function askServer(db: Kysely<unknown>, role: string): Promise<ServerAnswer> {
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
export function checkServer({ version, encoding, isReadOnly, creators }: ServerAnswer): void {
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
