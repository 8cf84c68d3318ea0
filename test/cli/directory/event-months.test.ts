import { Client } from 'pg';
import { createDirectory, type TestDirectory } from '../../support/directory/directory';
import { runDirectory } from '../../support/directory/directory-command';
import { addTeam, type Team } from '../../support/directory/team';
import { eventPartitions, setEventMonths } from '../../support/postgres/event-months';
import { holdLock } from '../../support/postgres/hold-lock';
import { copySources } from '../../support/projects/source-copy';

// The audit log is partitioned by month. The command cleanup adds months ahead.

const DAY_MS = 86_400_000;

let directory: TestDirectory;
let folder: string;
let remove: () => void;
let team: Team;

beforeAll(() => {
  ({ folder, remove } = copySources());
});

beforeEach(async () => {
  directory = await createDirectory();
  team = await addTeam(directory, ['admin']);
});

afterEach(() => directory.close());
afterAll(() => remove());

const cleanup = () => runDirectory(folder, ['cleanup'], { DATABASE_URL: directory.database.url });
const query = (sql: string) => directory.database.query(sql);

async function boundsOf() {
  const partitions = await eventPartitions(directory.database);
  return partitions.map(({ begins, ends }) => [begins, ends]);
}

async function add(at: string): Promise<string> {
  const [row] = await directory.database.query<{ partition: string }>(
    `insert into events (account_id, type, at, principal_type, source, object_type, object, request_id)
      values ($1, 'user_updated', $2, 'nobody', 'session', 'user', '{}', 'req_test')
      returning tableoid::regclass::text as partition`,
    [team.account, at],
  );
  return row?.partition ?? '';
}

async function listed(): Promise<number> {
  const { json } = await (await team.session('admin')).call('admin/list-events', { limit: 100 });
  return (json as { readonly items: readonly unknown[] }).items.length;
}

/** Makes a change with an event. @returns its status. */
async function change(): Promise<number> {
  const admin = await team.session('admin');
  return (await admin.call('account/update-profile', { name: `Ada ${Math.random()}` })).status;
}

const AHEAD = [
  [null, 1],
  [1, 2],
  [2, 3],
  [3, 4],
  [4, null],
];

test('a migrated database has this month, three more, and a partition for all later events', async () => {
  expect(await boundsOf()).toEqual(AHEAD);
});

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'cleanup adds the missing months in UTC, also if the time zone of the roles is %s',
  async (zone) => {
    const { url } = directory.database;
    const name = new URL(url).pathname.slice(1);
    for (const role of ['directory', 'directory_owner']) {
      await query(`alter role ${role} in database ${name} set timezone = '${zone}'`);
    }
    await setEventMonths(directory.database, { first: -1, last: 0 });

    const { exitCode, stdout } = await cleanup();

    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^3 new months of the audit log$/m),
    });
    expect(await boundsOf()).toEqual([[null, 0], [0, 1], ...AHEAD.slice(1)]);
  },
);

test('a second cleanup adds no month', async () => {
  await setEventMonths(directory.database, { first: 0, last: 0 });
  await cleanup();
  expect((await cleanup()).stdout).toMatch(/^0 new months/m);
  expect(await boundsOf()).toEqual(AHEAD);
});

test('two cleanups at once add each month once', async () => {
  await setEventMonths(directory.database, { first: 0, last: 0 });

  const both = await Promise.all([cleanup(), cleanup()]);

  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const added = both.map(({ stdout }) => Number(/^(\d+) new months/m.exec(stdout)?.[1]));
  expect(added.toSorted()).toEqual([0, 3]);
  expect(await boundsOf()).toEqual(AHEAD);
});

test('an event is recorded even if no month was added for half a year, and stays in the log', async () => {
  await setEventMonths(directory.database, { first: -8, last: -6 });
  await add(new Date(Date.now() - 100 * DAY_MS).toISOString());
  expect(await change()).toBe(200);
  expect(await listed()).toBe(2);

  expect((await cleanup()).stdout).toMatch(/^4 new months/m);

  expect(await listed()).toBe(2);
  expect(await change()).toBe(200);
  const partitions = await eventPartitions(directory.database);
  expect(partitions.map(({ begins, ends }) => [begins, ends])).toEqual([
    [null, -7],
    [-7, -6],
    [-6, -5],
    [-5, 1],
    ...AHEAD.slice(1),
  ]);
  expect(partitions.map(({ events }) => events)).toEqual([0, 0, 0, 3, 0, 0, 0, 0]);
});

test('changes during a cleanup succeed, and each has its event', async () => {
  await setEventMonths(directory.database, { first: 0, last: -1 });
  const statuses: number[] = [];
  let isRunning = true;
  const running = cleanup().finally(() => {
    isRunning = false;
  });
  while (isRunning) statuses.push(await change());

  expect((await running).stdout).toMatch(/^4 new months/m);
  expect(statuses).toEqual(statuses.map(() => 200));
  expect(await query("select count(*)::int from events where type = 'user_updated'")).toEqual([
    { count: statuses.length },
  ]);
});

test('a change that has read an account records its event while a month waits for the accounts', async () => {
  await setEventMonths(directory.database, { first: 0, last: 0 });
  const other = await holdLock(directory.database, 'select from accounts');
  try {
    const running = cleanup();
    await other.awaited(1, [running]);
    // In Postgres, a deadlock would be found after one second.
    await other.run(
      `insert into events (account_id, type, principal_type, source, object_type, object, request_id)
       values ('${team.account}', 'user_updated', 'nobody', 'session', 'user', '{}', 'req_test')`,
    );
    await other.commit();

    expect((await running).stdout).toMatch(/^3 new months/m);
  } finally {
    await other.release();
  }
});

test('a cleanup does not wait for a long transaction, so that events do not wait behind it', async () => {
  await setEventMonths(directory.database, { first: 0, last: 0 });
  const backup = await holdLock(directory.database, 'select from events');
  try {
    const running = cleanup();
    await backup.awaited(1, [running]);

    const waited = change();

    const { exitCode, stderr } = await running;
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('lock timeout'),
    });
    expect(await waited).toBe(200);
  } finally {
    await backup.release();
  }
  expect((await cleanup()).stdout).toMatch(/^3 new months/m);
});

test('an event is in the partition of its month in UTC, to the microsecond', async () => {
  await setEventMonths(directory.database, { first: -2, last: 1 });
  const [start] = await directory.database.query<{ last: string; next: string }>(
    `select to_char(month - interval '1 us', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as last,
      to_char(month, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as next
     from (select date_trunc('month', now() at time zone 'UTC') as month) m`,
  );
  const { last = '', next = '' } = start ?? {};
  const name = (time: string) => `events_${time.slice(0, 7).replace('-', '_')}`;
  expect([await add(last), await add(next)]).toEqual([name(last), name(next)]);
});

async function attempt(url: string, statement: string): Promise<string> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statement);
    return 'done';
  } catch (reason) {
    return (reason as Error).message;
  } finally {
    await client.end();
  }
}

describe('a new month', () => {
  let partition: string;

  beforeEach(async () => {
    await query(
      'alter default privileges for role directory_owner in schema public grant all on tables to public',
    );
    await setEventMonths(directory.database, { first: 0, last: 0 });
    await cleanup();
    partition = await add(new Date(Date.now() + 365 * DAY_MS).toISOString());
  });

  test.each(['select from', 'insert into', 'delete from', 'truncate'])(
    'gives the role of Functions no right to %s it by its name',
    async (statement) => {
      const rest = statement === 'insert into' ? ' default values' : '';
      const message = await attempt(
        directory.database.url,
        `${statement} public.${partition}${rest}`,
      );
      expect(message).toBe(`permission denied for table ${partition}`);
    },
  );

  test.each(['delete from', 'truncate', 'update'])(
    'is append-only for the owner of the tables, who may not %s it by its name',
    async (statement) => {
      const rest = statement === 'update' ? ' set type = type' : '';
      const message = await attempt(
        directory.database.ownerUrl,
        `${statement} ${partition}${rest}`,
      );
      expect(message).toBe('events are append-only');
    },
  );

  test.each(['close_last_event_partition(now())', 'add_last_event_partition(now())'])(
    'cannot be added by the role of Functions with %s',
    async (call) => {
      const name = call.slice(0, call.indexOf('('));
      const message = await attempt(directory.database.url, `select public.${call}`);
      expect(message).toBe(`permission denied for function ${name}`);
    },
  );
});
