import { Client } from 'pg';
import { createDirectory, type TestDirectory } from '../../support/directory/directory';
import { runDirectory } from '../../support/directory/directory-command';
import { addRow } from '../../support/directory/directory-rows';
import { addTeam, type Team } from '../../support/directory/team';
import { copySources } from '../../support/projects/source-copy';

// Events have one way out: the owner of the tables deletes old ones, and that is an event.

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

const urls = () => ({
  DATABASE_URL: directory.database.url,
  DATABASE_OWNER_URL: directory.database.ownerUrl,
});
const run = (...parameters: string[]) =>
  runDirectory(folder, ['delete-events', ...parameters], urls());

async function add(daysAgo: number, account: string | null = team.account): Promise<void> {
  await addRow(directory.database, 'events', {
    account_id: account,
    type: 'user_updated',
    at: { sql: `now() - interval '${daysAgo} days'` },
    principal_type: 'nobody',
    source: 'session',
    object_type: 'user',
    object: '{}',
    request_id: 'req_test',
  });
}

const rows = () =>
  directory.database.query('select type, account_id, object, source from events order by seq');

test('older events are deleted, the others stay, and the audit log of each account records it', async () => {
  const other = await addTeam(directory, ['admin']);
  for (const days of [401, 402, 399]) await add(days);
  await add(500, null);
  await add(10, other.account);

  const { exitCode, stdout } = await run('--older-than', '400d');

  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^3 events from before \d{4}-\d\d-\d\dT[\d:.]+Z\n$/),
  });
  const deleted = { type: 'events_deleted', source: 'operator' };
  const before = expect.stringMatching(/^\d{4}-/);
  expect(await rows()).toEqual([
    expect.objectContaining({ type: 'user_updated', account_id: team.account }),
    expect.objectContaining({ type: 'user_updated', account_id: other.account }),
    ...[
      { account_id: team.account, object: { count: 2, before } },
      { account_id: null, object: { count: 1, before } },
    ].map((row) => ({ ...deleted, ...row })),
  ]);
});

test('without events to delete, nothing is recorded', async () => {
  await add(10);
  const { stdout } = await run('--older-than', '30d');
  expect(stdout).toMatch(/^0 events/);
  expect(await rows()).toHaveLength(1);
});

test('more events than one statement deletes are deleted', async () => {
  await directory.database.query(
    `insert into events (account_id, type, at, principal_type, source, object_type, object, request_id)
      select $1, 'user_updated', now() - interval '2 years', 'nobody', 'session', 'user', '{}', 'req_test'
      from generate_series(1, 12000)`,
    [team.account],
  );
  expect((await run('--older-than', '365d')).stdout).toMatch(/^12000 events/);
  expect(await rows()).toMatchObject(Array(3).fill({ type: 'events_deleted' }));
});

test('the role of Functions is refused, and the message names the required role', async () => {
  await add(500);
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
  await add(500);
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

const FLAG = "set local directory.delete_events = 'on'";
const PERMITTED = 'grant update, delete, truncate on public.events to directory';
const OLD = "delete from public.events where at < now() - interval '400 days'";

describe('in the database,', () => {
  beforeEach(async () => {
    for (const days of [500, 10]) await add(days);
  });

  test.each([
    ['an old event', [OLD], 'permission denied for table events'],
    ['all of them', [FLAG, 'truncate public.events'], 'permission denied for table events'],
    ['an old event, with the flag', [FLAG, OLD], 'permission denied for table events'],
  ])('the role of Functions cannot delete %s', async (_what, statements, message) => {
    expect(await attempt(directory.database.url, statements)).toBe(message);
    expect(await rows()).toHaveLength(2);
  });

  test.each([
    ['delete an old event', OLD],
    ['change one', 'update public.events set type = type'],
    ['delete all of them', 'truncate public.events'],
  ])(
    'the role of Functions cannot %s with the flag and a right granted by mistake',
    async (_what, statement) => {
      await attempt(directory.database.ownerUrl, [PERMITTED]);
      const message = await attempt(directory.database.url, [FLAG, statement]);
      expect(message).toBe('events are append-only');
      expect(await rows()).toHaveLength(2);
    },
  );

  test.each([
    ['an old event without the flag', [OLD], 'events are append-only'],
    ['a recent one', [FLAG, 'delete from public.events'], 'events are kept for 30 days'],
    ['all of them', [FLAG, 'truncate public.events'], 'events are append-only'],
  ])('the owner of the tables cannot delete %s', async (_what, statements, message) => {
    expect(await attempt(directory.database.ownerUrl, statements)).toBe(message);
    expect(await rows()).toHaveLength(2);
  });

  test('the owner of the tables cannot change an event with the flag', async () => {
    const statements = [FLAG, 'update public.events set type = type'];
    expect(await attempt(directory.database.ownerUrl, statements)).toBe('events are append-only');
  });

  test('the flag ends with its transaction', async () => {
    const statements = [FLAG, 'commit', 'begin', OLD];
    expect(await attempt(directory.database.ownerUrl, statements)).toBe('events are append-only');
  });
});
