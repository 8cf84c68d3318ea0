import { Client } from 'pg';
import { migrations } from '../../lib/directory/migrations';
import { type Caller, createDirectory, type TestDirectory } from '../support/directory/directory';
import { countAnswers, findChanges, makeServiceUser } from '../support/directory/service-users';
import { addTeam } from '../support/directory/team';
import { createDatabase, type TestDatabase } from '../support/postgres/database';
import { type PgBouncer, startPgBouncer } from '../support/postgres/pgbouncer';
import { copySources, startScript } from '../support/projects/source-copy';
import { type BuiltContainer, startBuiltContainer } from '../support/services/container';

// In transaction mode, PgBouncer may run each transaction on another connection. The next transaction of that
// connection may belong to another program.

const MANY = 20;

async function ask(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the service behind PgBouncer', () => {
  let directory: TestDirectory;
  let bouncer: PgBouncer;
  let container: BuiltContainer;
  let admin: Caller;

  beforeAll(async () => {
    directory = await createDirectory();
    bouncer = await startPgBouncer(directory.database);
    admin = await (await addTeam(directory, ['admin'])).session('admin');
    container = await startBuiltContainer({ ...directory.variables, DATABASE_URL: bouncer.url });
  });
  afterAll(async () => {
    await container?.stop();
    await bouncer?.close();
    await directory.close();
  });

  test('handles concurrent reads and changes', async () => {
    const reads = await Promise.all(
      Array.from({ length: MANY }, () => container.call('session/show', {}, admin)),
    );
    const changes = await Promise.all(
      Array.from({ length: MANY }, () => makeServiceUser(container, admin)),
    );

    expect(reads.map(({ status }) => status)).toEqual(Array(MANY).fill(200));
    expect(countAnswers(changes)).toEqual({ 200: MANY });
    expect(await findChanges(directory, changes)).toEqual({ lost: 0, half: 0, rows: MANY });
  });

  test('leaves no transaction open after a refusal', async () => {
    const input = { name: 'deploys', developer: 'read-only' };
    const create = () => container.call('admin/create-service-user', input, admin);
    const [first, second] = [await create(), await create()];

    const open = await directory.database.query(
      "select pid from pg_stat_activity where datname = current_database() and state like 'idle in%'",
    );

    expect([first.status, second.code, open]).toEqual([200, 'NAME_EXISTS', []]);
  });

  test('leaves no settings for other programs of the pool', async () => {
    await Promise.all(Array.from({ length: MANY }, () => makeServiceUser(container, admin)));

    const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    const settings = names.map((name) => `current_setting('${name}') as ${name}`).join();
    const clients = Array.from({ length: 3 }, () =>
      ask(
        bouncer.url,
        `select ${settings}, current_setting('transaction_isolation') as isolation, pg_sleep(0.2)`,
      ),
    );

    for (const rows of await Promise.all(clients)) {
      expect(rows).toMatchObject([
        {
          statement_timeout: '0',
          lock_timeout: '0',
          idle_in_transaction_session_timeout: '0',
          isolation: 'read committed',
        },
      ]);
    }
  });

  test('ignores the settings of other programs on a connection of the pool', async () => {
    const spoil =
      "set datestyle = 'German'; set search_path = nowhere; set timezone = 'Asia/Kolkata'";
    await Promise.all(
      Array.from({ length: 3 }, () => ask(bouncer.url, `${spoil}; select pg_sleep(0.2)`)),
    );

    const [shown, made, listed] = [
      await container.call('session/show', {}, admin),
      await makeServiceUser(container, admin),
      await container.call('account/list-sessions', {}, admin),
    ];

    expect([shown.status, made.status, listed.status]).toEqual([200, 200, 200]);
    expect(listed.body).toMatchObject({
      items: [{ createdAt: expect.stringMatching(new RegExp(`^${new Date().getUTCFullYear()}-`)) }],
    });
  });
});

describe('npm run migrate', () => {
  let database: TestDatabase;
  let bouncer: PgBouncer;
  let folder: string;
  let remove: () => void;

  beforeAll(() => {
    ({ folder, remove } = copySources());
  });
  beforeEach(async () => {
    database = await createDatabase({ isEmpty: true });
    bouncer = await startPgBouncer(database);
  });
  afterEach(async () => {
    await bouncer.close();
    await database.close();
  });
  afterAll(() => remove());

  async function migrate(DATABASE_URL: string, DATABASE_OWNER_URL: string) {
    const script = startScript(folder, 'migrate', { env: { DATABASE_URL, DATABASE_OWNER_URL } });
    return { exitCode: await script.exited, stdout: script.stdout(), stderr: script.stderr() };
  }

  test('can run three times at once, and one run applies the schema without leaving a lock', async () => {
    const { url, ownerUrl } = bouncer;

    const runs = await Promise.all([1, 2, 3].map(() => migrate(url, ownerUrl)));

    expect(runs.map(({ exitCode, stderr }) => `${exitCode}${stderr}`)).toEqual(['0', '0', '0']);
    expect(runs.filter(({ stdout }) => stdout.includes('Applied'))).toHaveLength(1);
    expect(
      await database.query(
        `select l.* from pg_locks l join pg_database d on d.oid = l.database
         where l.locktype = 'advisory' and d.datname = current_database()`,
      ),
    ).toEqual([]);
    const [row] = await database.query('select count(*)::int from directory_migration');
    expect(row).toEqual({ count: Object.keys(migrations).length });
  });

  test('grants rights to the role of the service, not to the user in its URL', async () => {
    const { exitCode, stdout, stderr } = await migrate(bouncer.mappedUrl, database.ownerUrl);

    expect(`${exitCode}${stderr}`).toBe('0');
    expect(stdout).toContain('directory has the rights that the service needs');
    expect(await ask(database.url, 'select * from public.users')).toEqual([]);
  });
});
