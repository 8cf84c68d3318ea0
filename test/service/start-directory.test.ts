import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { Client } from 'pg';
import { acceptsConnections } from '../../cli/project/port';
import { runDirectory } from '../support/directory/directory-command';
import { addCluster } from '../support/postgres/cluster';
import { createDatabase } from '../support/postgres/database';
import type { Child } from '../support/processes/child';
import { copyBuiltSources, removeBuild, startScript } from '../support/projects/source-copy';
import { findFreePort } from '../support/servers/free-port';

let folder: string;
let remove: () => void;
let port: string;
let started: Child | undefined;

async function openClone(): Promise<void> {
  ({ folder, remove } = copyBuiltSources());
  port = `${await findFreePort()}`;
}

async function closeClone(): Promise<void> {
  await stop();
  remove();
}

const start = async (...parameters: string[]) => {
  started = startScript(folder, 'start', { parameters, env: { PORT: port } });
  await started.printed('curl -i -u');
  return started;
};

// Ctrl-C sends the same signal.
async function stop(): Promise<void> {
  started?.process.kill('SIGINT');
  await started?.exited;
  started = undefined;
}

const data = (name: string) => join(folder, '.data', name);
const readText = (file: string) => readFileSync(file, 'utf8');
const local = () => parse(readText(data('local.env')));
const modeOf = (file: string) => statSync(file).mode & 0o777;

/** Adds an open Function that returns one variable. */
function showVariable(name: string): void {
  const code = `import { open } from '../assets/auth.private';
    export const handler = open((context) => Reflect.get(context, '${name}') ?? '');`;
  writeFileSync(join(folder, 'functions', 'variable.ts'), code);
}
const shown = async () => (await fetch(`http://localhost:${port}/variable`)).text();

async function query(url: string, sql: string): Promise<unknown> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const linkIn = (printed: string) => /^ {2}\S+\/account#sign-up=(\w+)$/m.exec(printed)?.[1] ?? '';

const createAccount = async () => {
  const parameters = ['create-account', '--name', 'A', '--email', 'ada@example.com'];
  return (await runDirectory(folder, parameters)).stdout;
};

// Each start takes seconds, so these tests are the steps of one session, in their order.
describe('in a fresh clone', () => {
  let service: Child;
  let first: Readonly<Record<string, string>>;

  beforeAll(async () => {
    await openClone();
    removeBuild(folder);
    showVariable('DATABASE_URL');
    service = await start();
    first = local();
  });
  afterAll(closeClone);

  test('Postgres is migrated, and a deploy does not use it', async () => {
    const { DATABASE_URL = '', DIRECTORY_KEY = '', MAIL_FOLDER } = first;
    const owner = parse(readText(join(folder, '.env')));

    expect(await query(DATABASE_URL, 'select * from accounts')).toEqual([]);
    expect(await shown()).toBe(DATABASE_URL);
    expect(Buffer.from(DIRECTORY_KEY, 'base64')).toHaveLength(32);
    expect(MAIL_FOLDER).toBe(data('mail'));
    expect(owner).not.toHaveProperty('DATABASE_URL');
    expect(owner).not.toHaveProperty('DIRECTORY_KEY');
    expect(service.logs()).not.toContain(new URL(DATABASE_URL).password);
  });

  test('only the owner can read the files with secrets', () => {
    const files = ['local.env', 'directory-key', 'postgres/passwords.json'];

    expect(files.map((name) => modeOf(data(name)))).toEqual([0o600, 0o600, 0o600]);
    expect([modeOf(data('mail')), modeOf(data('postgres'))]).toEqual([0o700, 0o700]);
  });

  test('the printed link creates the first account, with sign-up closed', async () => {
    const origin = `http://localhost:${port}`;
    const token = linkIn(service.stdout());
    const input = { name: 'Ada', accountName: 'A', email: 'ada@example.com' };

    const answer = await fetch(`${origin}/session/complete-sign-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ json: true, token, ...input, password: 'a violet armadillo naps' }),
    });

    expect(await answer.json()).toEqual({ status: 'authenticated' });
    expect(service.stdout()).toContain(`  Dashboard  ${origin}/account\n`);
    expect(service.stdout()).toContain('  Mail       .data/mail (');
  });

  test('the address of the service itself shows a page that leads to the login', async () => {
    const answer = await fetch(`http://localhost:${port}/`);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=UTF-8',
    ]);
    const page = await answer.text();
    expect(page).toContain('href="/account"');
    expect(page).not.toContain('<script');
  });

  test('npm run directory prints links of the running service', async () => {
    const printed = await createAccount();

    expect(printed).toContain(`http://localhost:${port}/account#invitation=`);
    expect(printed).not.toContain('No service runs on this machine');
  });

  test('Ctrl-C stops Postgres, and the next start has the same key and rows', async () => {
    await query(
      first['DATABASE_URL'] ?? '',
      `insert into accounts (id, name) values ('ac_1', 'B')`,
    );
    const { port: databasePort } = new URL(first['DATABASE_URL'] ?? '');

    await stop();
    const isGone = !(await acceptsConnections(Number(databasePort), '127.0.0.1'));
    await start();

    const second = local();
    expect(isGone).toBe(true);
    expect(linkIn(started?.stdout() ?? '')).toBe('');
    expect(second['DIRECTORY_KEY']).toBe(first['DIRECTORY_KEY']);
    expect(
      await query(second['DATABASE_URL'] ?? '', `select name from accounts where id = 'ac_1'`),
    ).toEqual([{ name: 'B' }]);
  });
});

describe('in another clone', () => {
  beforeEach(openClone);
  afterEach(closeClone);

  test("with DATABASE_URL in .env, no Postgres is started and the operator's database is not migrated", async () => {
    const database = await createDatabase({ isEmpty: true });
    const key = 'A'.repeat(43).concat('=');
    const text = `USERNAME=ada\nPASSWORD=a random password\nDATABASE_URL=${database.url}\nDIRECTORY_KEY=${key}\n`;
    writeFileSync(join(folder, '.env'), text);

    await start();

    expect(local()).toMatchObject({ DATABASE_URL: database.url, DIRECTORY_KEY: key });
    expect(existsSync(data('postgres'))).toBe(false);
    await expect(query(database.url, 'select * from accounts')).rejects.toThrow('does not exist');
    await database.close();
  });

  test.each([['--env=.env.other'], ['--env', '.env.other']])(
    'a service started with %s gets the variables of that file',
    async (...parameters) => {
      addCluster(folder);
      showVariable('GREETING');
      writeFileSync(
        join(folder, '.env.other'),
        'USERNAME=ada\nPASSWORD=a random password\nGREETING=hello',
      );

      await start(...parameters);

      expect(await shown()).toBe('hello');
      expect(local()).toHaveProperty('DATABASE_URL');
    },
  );

  test('npm run directory prints links of the default port if no service runs, even if one was killed', async () => {
    addCluster(folder);
    mkdirSync(data(''), { recursive: true });
    const killed = { pid: process.pid, port: Number(port), databaseUrl: null };
    writeFileSync(data('service.json'), JSON.stringify(killed));

    const printed = await createAccount();

    expect(printed).toContain('http://localhost:3000/account#invitation=');
    expect(printed).toContain('No service runs on this machine yet');
  });

  test('if Postgres cannot start, npm start prints one warning and the rest of the service runs', async () => {
    mkdirSync(data('postgres/data'), { recursive: true });
    writeFileSync(data('postgres/data/PG_VERSION'), '13\n');

    const service = await start();

    expect(service.stdout()).not.toContain('Dashboard');
    expect(service.stderr().match(/Warning/g)).toHaveLength(1);
    expect(service.stderr()).toContain('was created by Postgres 13');
    expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
  });
});
