import { useDirectory } from '../../support/directory/directory';
import { addTeam, READER, type Team } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

interface Day {
  readonly date: string;
  readonly logins: number;
  readonly failures: number;
}

async function days(input: object = {}): Promise<readonly Day[]> {
  const admin = await team.session('admin');
  const { status, json } = await admin.call('admin/count-events', input);
  expect(status).toBe(200);
  return (json as { items: Day[] }).items;
}

const add = (type: string, daysAgo: number, object: object = {}) =>
  directory.database.query(
    `insert into events (account_id, type, at, principal_type, source, object_type, object, request_id)
      values ($1, $2, date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - make_interval(days => $3),
        'nobody', 'none', 'user', $4, 'req_test')`,
    [team.account, type, daysAgo, JSON.stringify(object)],
  );

test('has each of the last 30 days in UTC, the oldest first, also without events', async () => {
  const items = await days();
  const today = Date.now();
  const expected = Array.from({ length: 30 }, (_one, index) =>
    new Date(today - (29 - index) * 86_400_000).toISOString().slice(0, 10),
  );
  expect(items).toEqual(expected.map((date) => ({ date, logins: 0, failures: 0 })));
});

test('counts logins, and failed logins and second factors, on their days', async () => {
  for (const daysAgo of [0, 2, 2]) await add('login_succeeded', daysAgo);
  await add('login_failed', 2);
  await add('second_factor_failed', 2);
  await add('user_updated', 2);
  expect((await days({ days: 3 })).map(({ date: _date, ...counts }) => counts)).toEqual([
    { logins: 2, failures: 2 },
    { logins: 0, failures: 0 },
    { logins: 1, failures: 0 },
  ]);
});

test('counts each of the repeated failures that one event reports', async () => {
  await add('login_failed', 0, { count: 40 });
  await add('login_failed', 0);
  expect(await days({ days: 1 })).toMatchObject([{ failures: 41 }]);
});

test('does not count the days before', async () => {
  await add('login_succeeded', 1);
  expect(await days({ days: '1' })).toMatchObject([{ logins: 0 }]);
});

test('counts the events of this account only', async () => {
  const other = await addTeam(directory);
  const email = `both.${team.account}@example.com`;
  await directory.addUser(email, { [team.account]: READER, [other.account]: READER });
  await directory.logIn(email, other.account);
  expect(await days({ days: 1 })).toMatchObject([{ logins: 0 }]);
  await directory.logIn(email, team.account);
  expect(await days({ days: 1 })).toMatchObject([{ logins: 1 }]);
});

test.each([0, 91, 1.5, 'a week'])('refuses %j days', async (given) => {
  const admin = await team.session('admin');
  const { status, code } = await admin.call('admin/count-events', { days: given });
  expect({ status, code }).toEqual({ status: 400, code: 'INPUT_INVALID' });
});
