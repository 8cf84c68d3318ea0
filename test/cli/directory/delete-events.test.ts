import { Client } from 'pg';
import { createDirectory, type TestDirectory } from '../../support/directory/directory';
import { runDirectory } from '../../support/directory/directory-command';
import { addRow } from '../../support/directory/directory-rows';
import { addTeam, type Team } from '../../support/directory/team';
import { eventPartitions, setEventMonths } from '../../support/postgres/event-months';
import { holdLock } from '../../support/postgres/hold-lock';
import { copySources } from '../../support/projects/source-copy';

// Events have one way out: the owner of the tables drops old months, and that is an event.

let directory: TestDirectory;
let folder: string;
let remove: () => void;
let team: Team;

beforeAll(() => {
  ({ folder, remove } = copySources());
});

beforeEach(async () => {
  directory = await createDirectory();
  await setEventMonths(directory.database, { first: -6, last: 0 });
  team = await addTeam(directory, ['admin']);
});

afterEach(() => directory.close());
afterAll(() => remove());

const urls = () => ({
  DATABASE_URL: directory.database.url,
  DATABASE_OWNER_URL: directory.database.ownerUrl,
});
const run = (...parameters: string[]) =>
  runDirectory(folder, ['delete-events', ...parameters], urls());

/** Adds an event in the middle of a month, which is counted from this one. */
async function add(month: number, account: string | null = team.account): Promise<void> {
  await addRow(directory.database, 'events', {
    account_id: account,
    type: 'user_updated',
    at: { sql: `date_trunc('month', now(), 'UTC') + interval '${month} months 14 days'` },
    principal_type: 'nobody',
    source: 'session',
    object_type: 'user',
    object: '{}',
    request_id: 'req_test',
  });
}

const rows = () =>
  directory.database.query('select type, account_id, object, source from events order by seq');
const months = async () => (await eventPartitions(directory.database)).map(({ begins }) => begins);

/** Returns the start of a month, which is counted from this one. */
function startOf(month: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month)).toISOString();
}

/** Returns the age of an event near the end of that month. */
function ageIn(month: number): string {
  return `${Math.floor((Date.now() - Date.parse(startOf(month + 1))) / 86_400_000) + 5}d`;
}

test('the months that have ended by then are dropped, and the audit log of each account records it', async () => {
  const other = await addTeam(directory, ['admin']);
  for (const month of [-5, -5, -4, -2, 0]) await add(month);
  await add(-5, null);
  await add(-1, other.account);

  const { exitCode, stdout } = await run('--older-than', ageIn(-2));

  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `4 events from before ${startOf(-2)}\n`,
  });
  expect(await months()).toEqual([-2, -1, 0, 1]);
  const kept = { type: 'user_updated', account_id: team.account };
  expect((await rows()).slice(0, 3)).toMatchObject([
    kept,
    kept,
    { ...kept, account_id: other.account },
  ]);
  const deleted = { type: 'events_deleted', source: 'operator' };
  const recorded = (await rows()).slice(3);
  expect(recorded).toHaveLength(3);
  expect(recorded).toEqual(
    expect.arrayContaining([
      { ...deleted, account_id: team.account, object: { count: 2, before: startOf(-4) } },
      { ...deleted, account_id: null, object: { count: 1, before: startOf(-4) } },
      { ...deleted, account_id: team.account, object: { count: 1, before: startOf(-3) } },
    ]),
  );
});

test('a month stays whole until its last day is old enough', async () => {
  await add(-2);
  const days = Math.floor((Date.now() - Date.parse(startOf(-2))) / 86_400_000);
  expect((await run('--older-than', `${days}d`)).stdout).toMatch(/^0 events/);
  expect(await rows()).toHaveLength(1);
});

test('months without events are dropped, and nothing is recorded', async () => {
  await add(0);
  const { stdout } = await run('--older-than', ageIn(-3));
  expect(stdout).toMatch(/^0 events/);
  expect(await months()).toEqual([-3, -2, -1, 0, 1]);
  expect(await rows()).toHaveLength(1);
});

test('two deletions at once delete and record each month once', async () => {
  for (const month of [-6, -5, -5]) await add(month);
  const both = await Promise.all([run('--older-than', '100d'), run('--older-than', '100d')]);
  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const counts = both.map(({ stdout }) => Number.parseInt(stdout, 10));
  expect(counts.reduce((sum, count) => sum + count)).toBe(3);
  expect(await rows()).toMatchObject([
    { type: 'events_deleted', object: { count: 1 } },
    { type: 'events_deleted', object: { count: 2 } },
  ]);
});

test('events can be recorded and read while a deletion waits for a long transaction', async () => {
  await add(-6);
  const backup = await holdLock(directory.database, 'select from events');
  const deleting = run('--older-than', '100d');
  await backup.awaited(1, [deleting]);

  const changed = (await team.session('admin')).call('account/update-profile', { name: 'Ada' });

  expect((await deleting).stderr).toContain('lock timeout');
  expect((await changed).status).toBe(200);
  await backup.release();
  expect(await rows()).toMatchObject([{ type: 'user_updated' }, { type: 'user_updated' }]);
});

test('the role of Functions is refused, and the message names the required role', async () => {
  await add(-6);
  const { exitCode, stderr } = await runDirectory(
    folder,
    ['delete-events', '--older-than', '400d'],
    { DATABASE_URL: directory.database.url },
  );
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining('DATABASE_OWNER_URL'),
  });
  expect(await rows()).toHaveLength(1);
});

test.each([
  ['no age', [], "required option '--older-than <age>' not specified"],
  ['an age without a unit', ['--older-than', '400'], 'must be a number of days, as in 400d'],
  ['an age below zero', ['--older-than=-400d'], 'must be a number of days, as in 400d'],
  ['less than 30 days', ['--older-than', '29d'], 'kept for 30 days'],
  ['a name', ['--older-than', '400d', '--name', 'A'], "unknown option '--name'"],
])('%s is refused with a message', async (_what, parameters, words) => {
  await add(-6);
  const { exitCode, stderr } = await run(...parameters);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(words) });
  expect(await rows()).toHaveLength(1);
});

async function attempt(url: string, statements: readonly string[]): Promise<string> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('begin');
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
    return 'done';
  } catch (reason) {
    return (reason as Error).message;
  } finally {
    await client.end();
  }
}

const PERMITTED = 'grant update, delete, truncate on public.events to directory';

describe('in the database,', () => {
  beforeEach(async () => {
    for (const month of [-6, 0]) await add(month);
  });

  const drop = async (url: string) => {
    const [oldest] = await eventPartitions(directory.database);
    return attempt(url, [`drop table public.${oldest?.name}`]);
  };

  test('the role of Functions cannot drop a month', async () => {
    expect(await drop(directory.database.url)).toMatch(/^must be owner of table events_/);
    expect(await rows()).toHaveLength(2);
  });

  test.each([
    ['delete an old event', "delete from public.events where at < now() - interval '100 days'"],
    ['change one', 'update public.events set type = type'],
    ['delete all of them', 'truncate public.events'],
  ])('no role can %s, not even with the right to do so', async (_what, statement) => {
    const { url, ownerUrl } = directory.database;
    expect(await attempt(url, [statement])).toBe('permission denied for table events');
    await attempt(ownerUrl, [PERMITTED]);
    for (const role of [url, ownerUrl]) {
      const flag = "set local directory.delete_events = 'on'";
      expect(await attempt(role, [flag, statement])).toBe('events are append-only');
    }
    expect(await rows()).toHaveLength(2);
  });
});
