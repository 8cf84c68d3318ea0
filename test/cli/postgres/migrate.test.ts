import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrations } from '../../../lib/directory/migrations';
import { createDatabase, type TestDatabase } from '../../support/postgres/database';
import { copySources, startScript } from '../../support/projects/source-copy';
import { findFreePort } from '../../support/servers/free-port';

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

async function migrate(env: Readonly<Record<string, string>>, ...parameters: string[]) {
  const script = startScript(folder, 'migrate', { env, parameters });
  const exitCode = await script.exited;
  return { exitCode, stdout: script.stdout(), stderr: script.stderr() };
}
const bothUrls = () => ({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
const passwordIn = (url: string) => new URL(url).password;

async function as(url: string, sql: string): Promise<unknown> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('an empty database gets the schema of its owner, and the service gets its rights', async () => {
  const script = startScript(folder, 'migrate', { env: bothUrls(), from: 'source' });
  const exitCode = await script.exited;
  const stdout = script.stdout();

  expect(exitCode).toBe(0);
  for (const name of Object.keys(migrations)) expect(stdout).toContain(`Applied ${name}\n`);
  for (const table of ['accounts', 'users', 'service_users', 'credentials']) {
    expect(await as(database.url, `select * from public.${table}`)).toEqual([]);
  }
});

test('a second migration applies nothing', async () => {
  await migrate(bothUrls());

  const { exitCode, stdout } = await migrate(bothUrls());

  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('Applied');
  expect(stdout).toContain('The database is up to date');
});

test('two migrations at once apply each file once', async () => {
  const both = await Promise.all([migrate(bothUrls()), migrate(bothUrls())]);

  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(both.filter(({ stdout }) => stdout.includes('Applied'))).toHaveLength(1);
});

test.each([
  'update public.events set type = type',
  'delete from public.events',
  'truncate public.events',
  'update public.credentials set membership_id = membership_id',
  'update public.credentials set service_user_id = service_user_id',
  'delete from public.accounts',
  'update public.users set id = id',
  'create table public.more (id int)',
  'drop table public.events',
])('the service may not run: %s', async (sql) => {
  const migrated = await createDatabase();

  await expect(as(migrated.url, sql)).rejects.toThrow(/permission denied|must be owner/);

  await migrated.close();
});

test.each(['update events set type = type', 'delete from events', 'truncate events'])(
  'the owner of the tables may not run: %s',
  async (sql) => {
    const migrated = await createDatabase();

    await expect(as(migrated.ownerUrl, sql)).rejects.toThrow('events are append-only');

    await migrated.close();
  },
);

test('DATABASE_URL in .env is migrated if the service itself owns the tables', async () => {
  writeFileSync(join(folder, '.env'), `DATABASE_URL=${database.ownerUrl}\n`);

  const { exitCode } = await migrate({});

  expect(exitCode).toBe(0);
  expect(await as(database.ownerUrl, 'select * from accounts')).toEqual([]);
});

test('another file of variables is named with --env', async () => {
  writeFileSync(join(folder, '.env.staging'), `DATABASE_URL=${database.ownerUrl}\n`);

  const { exitCode } = await migrate({}, '--env=.env.staging');

  expect(exitCode).toBe(0);
});

test('without a database, the error names the variable to set', async () => {
  writeFileSync(join(folder, '.env'), '');

  const { exitCode, stderr } = await migrate({});

  expect(exitCode).toBe(1);
  expect(stderr).toContain('DATABASE_URL is required');
});

test.each([
  ['a text that is not a URL', 'secret@host'],
  ['a URL of another database', 'mysql://user:secret@host/database'],
  ['a URL without a user', 'postgres://host/secret'],
])('%s is a clear error that does not repeat the value', async (_case, url) => {
  const { exitCode, stderr } = await migrate({ DATABASE_URL: url });

  expect(exitCode).toBe(1);
  expect(stderr).toContain('DATABASE_URL must be a URL such as postgres://');
  expect(stderr).not.toContain('secret');
});

test('a database that cannot be reached is a clear error, without its password', async () => {
  const port = await findFreePort();
  const url = Object.assign(new URL(database.ownerUrl), {
    port: `${port}`,
    pathname: '/away',
  }).href;

  const { exitCode, stderr } = await migrate({ DATABASE_URL: url });

  expect(exitCode).toBe(1);
  expect(stderr).toContain(`Cannot connect to the database directory_owner@127.0.0.1:${port}/away`);
  expect(stderr).toContain('ECONNREFUSED');
  expect(stderr).not.toContain(passwordIn(url));
});

test('a missing role of the service is a clear error, before any change', async () => {
  const url = Object.assign(new URL(database.url), { username: 'nobody_there' }).href;

  const { exitCode, stderr } = await migrate({ ...bothUrls(), DATABASE_URL: url });

  expect(exitCode).toBe(1);
  expect(stderr).toContain('Cannot connect to the database nobody_there@');
  expect(await as(database.ownerUrl, "select from pg_tables where schemaname = 'public'")).toEqual(
    [],
  );
});
