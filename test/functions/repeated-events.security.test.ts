import { type Caller, PASSWORD, useDirectory } from '../support/directory/directory';
import { challengeOf, exchange, make, NAMESPACE } from '../support/directory/own-credentials';
import { race } from '../support/directory/race';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam, type Team } from '../support/directory/team';

// Events that unknown callers can repeat are summarized. Per hour, type and object there is one event for the
// first, and one with the number of the others.

const WRONG = 'wrong horse battery';
// The limit of events about unknown objects in lib/directory/audit-log/record-repeated.ts.
const SHARES = 8;

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let ssh: SshKey;
let team: Team;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

beforeEach(async () => {
  await directory.database.query('delete from event_counts');
  await directory.database.query('delete from throttles');
  await directory.database.query("delete from credentials where type = 'ssh_key'");
  team = await addTeam(directory, ['admin', 'reader']);
  await make(await team.session('reader'), { type: 'ssh_key', publicKey: ssh.publicLine });
});

interface Row {
  readonly type: string;
  readonly account_id: string | null;
  readonly object: { readonly count?: number; readonly reason?: string; readonly since?: string };
}

async function newest(): Promise<string> {
  const [row] = await directory.database.query<{ seq: string }>(
    'select coalesce(max(seq), 0) as seq from events',
  );
  return row?.seq ?? '0';
}

const since = (seq: string) =>
  directory.database.query<Row>('select * from events where seq > $1 order by seq', [seq]);

const logIn = (email: string, password = WRONG) =>
  directory.caller().call('session/log-in', { email, password });

const signUp = (email: string) => directory.caller().call('session/sign-up', { email });

async function times(count: number, run: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index += 4) {
    const some = Array.from({ length: Math.min(4, count - index) }, (_, of) => run(index + of));
    await Promise.all(some);
  }
}

const passHour = () =>
  directory.database.query("update event_counts set began = began - interval '1 hour'");

/** Returns the number of events that the rows represent. */
const sumOf = (rows: readonly Row[]) =>
  rows.reduce((sum, { object }) => sum + (object.count ?? 1), 0);

interface Flood {
  readonly what: string;
  readonly count: number;
  readonly run: (index: number) => Promise<unknown>;
  /** The maximum number of rows for that many events. */
  readonly most: number;
}

const FLOODS: readonly Flood[] = [
  {
    what: 'logins with unknown addresses',
    count: 24,
    run: (index) => logIn(`made.up.${index}@example.com`),
    most: SHARES,
  },
  {
    what: 'logins of a user with a wrong password',
    count: 8,
    run: () => logIn(team.email('reader')),
    most: 1,
  },
  {
    what: 'sign-ups with unknown addresses',
    count: 12,
    run: (index) => signUp(`new.${index}@example.com`),
    most: SHARES,
  },
  {
    what: 'forged challenges with a public key of a member',
    count: 40,
    run: () => exchange(directory, ssh, { challenge: 'x' }),
    most: 1,
  },
  {
    what: 'texts that are not signatures',
    count: 40,
    run: () => directory.caller().call('token/ssh', { challenge: 'x', signature: 'x' }),
    most: SHARES,
  },
];

test.each(FLOODS)('$what leave a bounded number of rows', async ({ count, run, most }) => {
  const from = await newest();
  await times(count, run);
  const rows = await since(from);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThanOrEqual(most);
});

test('logins of a throttled name leave a bounded number of rows', async () => {
  const email = 'waiting@example.com';
  await times(10, () => logIn(email));
  const from = await newest();
  await times(40, () => logIn(email));
  expect((await since(from)).length).toBeLessThanOrEqual(SHARES);
});

test('a flood with one public key is one event and one more with the count', async () => {
  const admin = await team.session('admin');
  const challenge = await challengeOf(directory);
  const signature = ssh.sign('something else', NAMESPACE);
  await times(38, () => directory.caller().call('token/ssh', { challenge, signature }));

  const input = { type: 'credential_exchange_failed' };
  const { json } = await admin.call('admin/list-events', input);

  const { items } = json as { items: { object: object; principal: object; source: string }[] };
  expect(items).toMatchObject([
    {
      source: 'ssh_key',
      principal: { type: 'nobody', id: null, credential: null },
      object: {
        type: 'credential',
        credentialType: 'ssh_key',
        reason: 'SIGNATURE_INVALID',
        since: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        until: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    },
    { object: { reason: 'SIGNATURE_INVALID' } },
  ]);
  expect(Object.keys(items[1]?.object ?? {})).not.toContain('count');
});

test('reading the log adds a sum at most once an hour', async () => {
  const admin = await team.session('admin');
  const read = (path: string) => admin.call(path, {});
  const from = await newest();
  for (const path of ['admin/list-events', 'admin/export-events', 'admin/list-events']) {
    await times(2, () => logIn(team.email('reader')));
    await read(path);
  }
  expect(await since(from)).toHaveLength(2);
});

test('the count is recorded when the next hour begins, and nothing is lost', async () => {
  const from = await newest();
  await times(5, () => logIn(team.email('reader')));
  await passHour();
  await logIn(team.email('reader'));
  const rows = await since(from);
  expect(rows.map(({ object }) => object.count)).toEqual([undefined, 4, undefined]);
  expect(sumOf(rows)).toBe(6);
});

test('the count of an hour ago is recorded when the log is read', async () => {
  await times(3, () => logIn(team.email('reader')));
  await passHour();
  const { json } = await (await team.session('admin')).call('admin/list-events', {
    type: 'login_failed',
  });
  const { items } = json as { items: Row[] };
  expect(items.map(({ object }) => object.count)).toEqual([2, undefined]);
});

test('eight concurrent processes leave one row, which counts all of them', async () => {
  const from = await newest();
  const contender = {
    path: 'session/log-in',
    input: { email: team.email('reader'), password: WRONG },
  };
  const answers = await race(
    directory,
    Array.from({ length: 8 }, () => contender),
  );
  const { length } = answers.filter(({ code }) => code === 'CREDENTIALS_INVALID');
  expect(await since(from)).toHaveLength(1);
  await passHour();
  await (await team.session('admin')).call('admin/list-events', {});
  const rows = await since(from);
  expect(sumOf(rows)).toBe(length);
});

test('a user with a session cannot flood the log with wrong passwords', async () => {
  const reader: Caller = await team.session('reader');
  const from = await newest();
  await times(16, () => reader.call('session/step-up', { password: WRONG }));
  // One for each reason: wrong, and throttled.
  expect((await since(from)).length).toBeLessThanOrEqual(2);
});

test('each correct password is an event', async () => {
  const from = await newest();
  await times(2, () => logIn(team.email('reader'), PASSWORD));
  expect(await since(from)).toMatchObject([
    { type: 'login_succeeded', account_id: team.account },
    { type: 'login_succeeded', account_id: team.account },
  ]);
});
