import { Client } from 'pg';
import { createDatabase, type TestDatabase } from '../../support/postgres/database';
import { testPostgres } from '../../support/postgres/test-postgres';
import { copySources, startScript } from '../../support/projects/source-copy';

// npm run migrate in a database that somebody else has set up.

let database: TestDatabase;
let folder: string;
let remove: () => void;

beforeAll(() => {
  ({ folder, remove } = copySources());
});
beforeEach(async () => {
  database = await createDatabase({ isEmpty: true });
});
afterEach(() => database.close());
afterAll(() => remove());

async function migrate(env: Readonly<Record<string, string>> = {}) {
  const urls = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  const script = startScript(folder, 'migrate', { env: { ...urls, ...env } });
  const exitCode = await script.exited;
  return { exitCode, stdout: script.stdout(), stderr: script.stderr() };
}

async function as(url: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    let rows: readonly unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}
const tablesOf = (schema: string) =>
  database.query('select tablename from pg_tables where schemaname = $1', [schema]);

/** Roles that a provider has made; the server is every test's. */
async function withRoles(names: readonly string[], work: () => Promise<void>): Promise<void> {
  const { superuserUrl } = testPostgres();
  await as(superuserUrl, ...names.map((name) => `create role ${name} nologin`));
  try {
    await work();
  } finally {
    await database.query(`drop owned by ${names.join()} cascade`);
    await as(superuserUrl, ...names.map((name) => `drop role ${name}`));
  }
}

test('default privileges of a provider grant no role any rights on tables, columns, sequences or functions', async () => {
  const roles = ['anon_of_test', 'service_role_of_test'];
  await withRoles(roles, async () => {
    for (const kind of ['tables', 'sequences', 'functions']) {
      await database.query(
        `alter default privileges for role directory_owner in schema public grant all on ${kind} to ${roles.join()}`,
      );
    }
    const { exitCode, stdout, stderr } = await migrate();

    expect(`${exitCode}${stderr}`).toBe('0');
    expect(stdout).toContain('Revoked all rights on the tables from ');
    for (const role of roles) expect(stdout).toContain(role);
    const granted = await database.query(
      `select c.relname, r.rolname from pg_class c, pg_roles r
       where c.relnamespace = 'public'::regnamespace and r.rolname = any($1) and c.relkind in ('r', 'S')
         and case c.relkind when 'S' then has_sequence_privilege(r.oid, c.oid, 'usage, select, update')
           else has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references') end`,
      [roles],
    );
    expect(granted).toEqual([]);
    for (const statement of [
      'select id, email, password_hash from public.users',
      "insert into public.accounts (id, name) values ('ac_1', 'mine')",
      'select * from public.directory_migration',
      "select setval('public.events_seq_seq', 1)",
    ]) {
      await expect(as(superuserIn(), 'set role anon_of_test', statement)).rejects.toThrow(
        'permission denied',
      );
    }
  });
});
const superuserIn = () =>
  Object.assign(new URL(testPostgres().superuserUrl), {
    pathname: new URL(database.url).pathname,
  }).href;

test('rights that were granted later, to every role or on a column, are revoked again', async () => {
  await migrate();
  const [partition] = await database.query<{ name: string }>('select name from event_partitions()');
  await as(
    database.ownerUrl,
    'grant select on public.users to public',
    'grant select (id) on public.accounts to public',
    `grant select on public.${partition?.name} to public`,
    'grant execute on function public.close_last_event_partition to public',
  );

  const { stdout } = await migrate();

  expect(stdout).toContain('Revoked all rights on the tables from public\n');
  const left = await database.query(
    `select grantee from information_schema.column_privileges where grantee = 'PUBLIC' and table_schema = 'public'
     union all
     select grantee from information_schema.routine_privileges where grantee = 'PUBLIC' and routine_schema = 'public' and routine_name like '%event%'`,
  );
  expect(left).toEqual([]);
});

test.each(['LATIN1', 'SQL_ASCII'])(
  'a database in %s is refused, and nothing is created',
  async (encoding) => {
    const name = `${new URL(database.url).pathname.slice(1)}_${encoding.toLowerCase()}`;
    const { superuserUrl } = testPostgres();
    await as(
      superuserUrl,
      `create database ${name} encoding '${encoding}' locale 'C' template template0 owner directory_owner`,
    );
    const within = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

    const { exitCode, stderr } = await migrate({
      DATABASE_URL: within(database.url),
      DATABASE_OWNER_URL: within(database.ownerUrl),
    });

    const tables = await as(
      within(superuserUrl),
      "select from pg_tables where schemaname = 'public'",
    );
    await as(superuserUrl, `drop database ${name}`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`server_encoding is ${encoding}`);
    expect(tables).toEqual([]);
  },
);

test.each([
  ['the owner', 'directory_owner'],
  ['the service', 'directory'],
])('the tables are in public, and found there, for any search_path of %s', async (_who, role) => {
  await database.query('create schema auth authorization directory_owner');
  await database.query(
    `do $$ begin execute format('alter role ${role} in database %I set search_path = auth, public', current_database()); end $$`,
  );

  const { exitCode } = await migrate();

  expect(exitCode).toBe(0);
  expect(await tablesOf('auth')).toEqual([]);
  expect(await as(database.url, 'select * from public.users')).toEqual([]);
});

test.each([
  ['default_transaction_isolation', 'repeatable read'],
  ['standard_conforming_strings', 'off'],
  ['transform_null_equals', 'on'],
  ['session_replication_role', 'replica'],
  ['search_path', 'public, pg_catalog'],
])('%s = %s of the service is refused with a remedy, before any change', async (name, value) => {
  const setting = name === 'search_path' ? value : `'${value}'`;
  await database.query(
    `do $$ begin execute format('alter role directory in database %I set ${name} = ${setting.replaceAll("'", "''")}', current_database()); end $$`,
  );

  const { exitCode, stderr } = await migrate();

  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`^${name} (?:is|has) .*: alter role directory (?:re)?set ${name}`, 'm'),
  );
  expect(await tablesOf('public')).toEqual([]);
});

test('a schema in which every role may create functions is refused', async () => {
  await database.query('grant create on schema public to public');

  const { exitCode, stderr } = await migrate();

  expect(exitCode).toBe(1);
  expect(stderr).toContain('revoke create on schema public from public');
});

test("another program's migrations are not changed", async () => {
  await as(
    database.ownerUrl,
    'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
    "insert into kysely_migration values ('2020-theirs', '2020')",
  );

  const { exitCode, stderr } = await migrate();

  expect(`${exitCode}${stderr}`).toBe('0');
  expect(await database.query('select name from kysely_migration')).toEqual([
    { name: '2020-theirs' },
  ]);
});

test("another program's tables of the same name are a clear error and are not changed", async () => {
  await as(database.ownerUrl, 'create table users (id int)', 'create table events (id int)');

  const { exitCode, stderr } = await migrate();

  expect(exitCode).toBe(1);
  expect(stderr).toContain('tables of another program with these names: events, users.');
  expect(await tablesOf('public')).toHaveLength(2);
});

test('a database with the earlier name of the list of migrations is migrated further', async () => {
  await migrate();
  await as(
    database.ownerUrl,
    'alter table directory_migration rename to kysely_migration',
    'create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null)',
  );

  const { exitCode, stdout } = await migrate();

  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('Applied');
  const names = await tablesOf('public');
  expect(names).toContainEqual({ tablename: 'directory_migration' });
  expect(names).not.toContainEqual({ tablename: 'kysely_migration' });
  expect(names).not.toContainEqual({ tablename: 'kysely_migration_lock' });
});

test('a database of a newer version is a clear error', async () => {
  await migrate();
  await as(database.ownerUrl, "insert into directory_migration values ('9999-later', '2030')");

  const { exitCode, stderr } = await migrate();

  expect(exitCode).toBe(1);
  expect(stderr).toContain('the migration 9999-later, which this version does not have');
});

test('two URLs of two databases are a clear error', async () => {
  const other = await createDatabase({ isEmpty: true });

  const { exitCode, stderr } = await migrate({ DATABASE_URL: other.url });

  await other.close();
  expect(exitCode).toBe(1);
  expect(stderr).toContain('DATABASE_URL and DATABASE_OWNER_URL must name the');
});

test('row security that the database turns on shows the service its rows', async () => {
  await migrate();
  await as(
    database.ownerUrl,
    'alter table accounts enable row level security',
    "insert into accounts (id, name) values ('ac_1', 'A')",
  );
  expect(await as(database.url, 'select id from public.accounts')).toEqual([]);

  const { exitCode, stderr } = await migrate();

  expect(`${exitCode}${stderr}`).toBe('0');
  expect(await as(database.url, 'select id from public.accounts')).toEqual([{ id: 'ac_1' }]);
});

test.each([
  ['an id', 'id', "'ev_forged'"],
  ['a time', 'at', "'2020-01-01'"],
])('the service cannot write an event with %s of its own', async (_what, column, value) => {
  await migrate();
  const columns = 'type, principal_type, source, object_type, object, request_id';
  const values = "'user_signed_up', 'user', 'none', 'user', '{}', 'req_1'";

  const forged = `insert into public.events (${column}, ${columns}) values (${value}, ${values})`;
  await expect(as(database.url, forged)).rejects.toThrow('permission denied');
  const numbered = `insert into public.events (seq, ${columns}) overriding system value values (7, ${values})`;
  await expect(as(database.url, numbered)).rejects.toThrow('permission denied');
  expect(
    await as(
      database.url,
      `insert into public.events (${columns}) values (${values}) returning type`,
    ),
  ).toHaveLength(1);
});
