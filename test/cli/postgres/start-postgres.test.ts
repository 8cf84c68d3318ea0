import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import {
  type Postgres,
  type PostgresOptions,
  startPostgres,
} from '../../../cli/postgres/start-postgres';
import { acceptsConnections } from '../../../cli/project/port';
import { copyCluster } from '../../support/postgres/cluster';
import { startNode } from '../../support/processes/child';
import { makeReachableFolder } from '../../support/processes/reachable-folder';
import { PROJECT } from '../../support/projects/project';
import { findFreePort } from '../../support/servers/free-port';

let folder: string;
let remove: () => void;
const started: Postgres[] = [];

beforeEach(() => {
  const made = makeReachableFolder('postgres');
  folder = join(made.path, 'cluster');
  copyCluster(folder);
  remove = made.remove;
});

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
  remove();
});

const start = async (options: Partial<PostgresOptions> = {}) => {
  const postgres = await startPostgres({ folder, durable: false, ...options });
  started.push(postgres);
  return postgres;
};
const data = (name: string) => join(folder, 'data', name);

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

describe('a new cluster', () => {
  let shared: Postgres;
  let sharedFolder: string;
  let removeShared: () => void;

  beforeAll(async () => {
    ({ path: sharedFolder, remove: removeShared } = makeReachableFolder('postgres'));
    shared = await startPostgres({ folder: sharedFolder, durable: false });
    await query(shared.ownerUrl, 'CREATE TABLE things (id int)');
  });
  afterAll(async () => {
    await shared.stop();
    removeShared();
  });

  test('is UTF-8, sorted by code point, with times in UTC', async () => {
    const { url } = shared;

    const sorted = await query(
      url,
      `SELECT string_agg(c, '' ORDER BY c) FROM unnest('{ä,b,a,B}'::text[]) c`,
    );
    const settings = await query(
      url,
      `SELECT current_setting('server_encoding'), current_setting('timezone')`,
    );

    expect(sorted).toEqual([['Babä']]);
    expect(settings).toEqual([['UTF8', 'UTC']]);
  });

  test('has a new password for each role in a file that only its owner can read', async () => {
    const { url, ownerUrl, superuserUrl } = shared;

    const passwords = [url, ownerUrl, superuserUrl].map((text) => new URL(text).password);

    expect(new Set(passwords).size).toBe(3);
    expect(passwords.filter((password) => password.length < 32)).toEqual([]);
    expect(statSync(join(sharedFolder, 'passwords.json')).mode & 0o777).toBe(0o600);
  });

  test('accepts no connection without a password', async () => {
    const { superuserUrl } = shared;
    const wrong = new URL(superuserUrl);
    wrong.password = 'wrong';

    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  test('listens only on 127.0.0.1 and on no socket', async () => {
    const { superuserUrl, port } = shared;

    const places = await query(
      superuserUrl,
      `SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')`,
    );

    expect(places).toEqual([['127.0.0.1', '']]);
    expect(await acceptsConnections(port, '127.0.0.1')).toBe(true);
    expect(await acceptsConnections(port, '::1')).toBe(false);
  });

  test('has an owner that creates tables and databases and is not a superuser', async () => {
    const { ownerUrl } = shared;

    await query(ownerUrl, 'CREATE TABLE more (id int)');
    await query(ownerUrl, 'CREATE DATABASE another');

    expect(await query(ownerUrl, `SELECT current_setting('is_superuser')`)).toEqual([['off']]);
  });

  test.each([
    ['create tables', 'CREATE TABLE others (id int)', 'permission denied for schema public'],
    ['make databases', 'CREATE DATABASE another', 'permission denied to create database'],
    ['read what it was not granted', 'SELECT * FROM things', 'permission denied for table things'],
    ['become the owner', 'SET ROLE directory_owner', 'permission denied to set role'],
  ])('has a role for the service that may not %s', async (_case, sql, message) => {
    await expect(query(shared.url, sql)).rejects.toThrow(message);
  });
});

test.each([
  ['durable, for data to keep', true, [['on', 'on', 'on']]],
  ['not durable, for tests', false, [['off', 'off', 'off']]],
])('a server is %s', async (_case, durable, expected) => {
  const { url } = await start({ durable });

  const settings = await query(
    url,
    `SELECT current_setting('fsync'), current_setting('synchronous_commit'),
       current_setting('full_page_writes')`,
  );

  expect(settings).toEqual(expected);
});

test('stored data is still there after a restart, under the same URL on a given port', async () => {
  const port = await findFreePort();
  const first = await start({ port });
  await query(first.ownerUrl, 'CREATE TABLE things AS SELECT 7 AS id');

  await first.stop();
  const isGone = !(await acceptsConnections(port, '127.0.0.1'));
  const second = await start({ port });

  expect(isGone).toBe(true);
  expect(second.ownerUrl).toBe(first.ownerUrl);
  expect(await query(second.ownerUrl, 'SELECT id FROM things')).toEqual([[7]]);
});

test('stopping the server cuts open connections', async () => {
  const postgres = await start();
  const client = new Client(postgres.url);
  await client.connect();
  const cut = new Promise((resolve) => client.on('error', resolve));

  await postgres.stop();

  expect(`${await cut}`).toContain('terminat');
});

test('a server that already runs on the folder is used, and continues when its second user stops', async () => {
  const first = await start();

  const second = await start();
  await second.stop();

  expect([second.pid, second.url]).toEqual([first.pid, first.url]);
  expect(await query(first.url, 'SELECT 1')).toEqual([[1]]);
});

test('a crashed server is started again with all committed data', async () => {
  const first = await start({ durable: true });
  await query(first.ownerUrl, 'CREATE TABLE things AS SELECT 7 AS id');
  process.kill(first.pid, 'SIGKILL');
  while (await acceptsConnections(first.port, '127.0.0.1')) await delay(20);

  const second = await start({ durable: true });

  expect(second.pid).not.toBe(first.pid);
  expect(await query(second.ownerUrl, 'SELECT id FROM things')).toEqual([[7]]);
});

test("a crash's postmaster.pid whose process id now belongs to another program is ignored", async () => {
  await (await start()).stop();
  const left = [process.pid, data(''), 0, 5432, '', '127.0.0.1', '', 'ready'].join('\n');
  writeFileSync(data('postmaster.pid'), left);

  const { url } = await start();

  expect(await query(url, 'SELECT 1')).toEqual([[1]]);
});

test('a cluster that an interrupted start left behind is created again', async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(folder, 'data.new'), { recursive: true });
  writeFileSync(join(folder, 'data.new', 'half'), '');

  const { url } = await start();

  expect(await query(url, 'SELECT 1')).toEqual([[1]]);
});

test("another major version's folder is a clear error and is not changed", async () => {
  writeFileSync(data('PG_VERSION'), '13\n');

  await expect(start()).rejects.toThrow(
    /was created by Postgres 13, but Postgres \d+ is installed/,
  );
  expect(readFileSync(data('PG_VERSION'), 'utf8')).toBe('13\n');
});

test('a cluster without its passwords is a clear error', async () => {
  rmSync(join(folder, 'passwords.json'));

  await expect(start()).rejects.toThrow('is missing, which has the passwords of this Postgres');
});

test('a port in use is a clear error with the message of Postgres', async () => {
  const { port } = await start();
  const other = join(folder, '..', 'other');
  copyCluster(other);

  await expect(start({ folder: other, port })).rejects.toThrow(
    /did not start[\s\S]*already in use/,
  );
});

test('the server ends with the process that started it, even if that process is killed', async () => {
  const script = join(PROJECT, 'test', 'support', 'postgres', 'postgres-main.ts');
  const child = startNode(['--import', 'tsx', script, folder], {
    cwd: PROJECT,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  await child.printed('\n');
  const port = Number(child.stdout());
  expect(await acceptsConnections(port, '127.0.0.1')).toBe(true);

  await child.stop();

  while (await acceptsConnections(port, '127.0.0.1')) await delay(20);
  expect(readFileSync(join(folder, 'server.log'), 'utf8')).toContain('fast shutdown');
});
