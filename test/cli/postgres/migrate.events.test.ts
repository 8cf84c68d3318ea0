import { migrate } from '../../../cli/postgres/migrate';
import { createDirectory } from '../../support/directory/directory';
import { addTeam, type Team } from '../../support/directory/team';
import type { TestDatabase } from '../../support/postgres/database';
import { createEarlierDatabase } from '../../support/postgres/earlier-database';
import { eventPartitions, setEventMonths } from '../../support/postgres/event-months';

// npm run migrate in a database whose audit log has no partitions yet.

let database: TestDatabase;
let directory: Awaited<ReturnType<typeof createDirectory>>;
let team: Team;

beforeEach(async () => {
  database = await createEarlierDatabase('0005');
  directory = await createDirectory({}, database);
  team = await addTeam(directory, ['admin']);
});

afterEach(() => directory.close());

const bring = () => migrate({ url: database.url, ownerUrl: database.ownerUrl });
const stored = () => database.query('select to_jsonb(e) as event from events e order by seq');

async function add(month: number): Promise<void> {
  await database.query(
    `insert into events (account_id, type, at, principal_type, source, object_type, object, request_id)
     values ($1, 'user_updated', date_trunc('month', now(), 'UTC') + make_interval(months => $2),
       'nobody', 'session', 'user', '{"a": 1}', 'req_test')`,
    [team.account, month],
  );
}

test('earlier events stay as they are, each in the partition of its month', async () => {
  for (const month of [-13, -2, -2, 0]) await add(month);
  const before = await stored();

  await bring();

  expect(await stored()).toEqual(before);
  const partitions = await eventPartitions(database);
  expect(partitions.map(({ begins }) => begins)).toEqual([null, ...months(-12, 4)]);
  expect(partitions.filter(({ events }) => events > 0)).toMatchObject([
    { ends: -12, events: 1 },
    { ends: -1, events: 2 },
    { ends: 1, events: 1 },
  ]);
});

test('new events follow the earlier ones, and pages continue from one to the other', async () => {
  for (const month of [-13, -2, 0]) await add(month);
  await bring();
  const admin = await team.session('admin');
  await admin.call('account/update-profile', { name: 'Ada' });

  const types: string[] = [];
  let before: string | null | undefined;
  while (before !== null) {
    const input = { limit: 1, ...(before === undefined ? {} : { before }) };
    const { json } = await admin.call('admin/list-events', input);
    const page = json as { items: readonly { requestId: string }[]; next: string | null };
    types.push(...page.items.map(({ requestId }) => requestId.slice(0, 8)));
    before = page.next;
  }

  expect(types).toEqual([expect.not.stringMatching('req_test'), ...Array(3).fill('req_test')]);
  expect(await database.query('select seq::int from events order by seq')).toEqual(
    [1, 2, 3, 4].map((seq) => ({ seq })),
  );
});

test('an audit log without events has the partitions of a new database', async () => {
  await bring();
  expect((await eventPartitions(database)).map(({ begins }) => begins)).toEqual([
    null,
    ...months(1, 4),
  ]);
});

test('a later migration adds the months that are missing by then', async () => {
  await bring();
  await setEventMonths(database, { first: 0, last: 0 });

  await bring();

  expect((await eventPartitions(database)).map(({ begins }) => begins)).toEqual([
    null,
    ...months(1, 4),
  ]);
});

function months(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
