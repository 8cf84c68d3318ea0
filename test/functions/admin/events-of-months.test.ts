import { useDirectory } from '../../support/directory/directory';
import { addRow } from '../../support/directory/directory-rows';
import { addTeam, type Team } from '../../support/directory/team';
import { eventPartitions, setEventMonths } from '../../support/postgres/event-months';

// The audit log has one partition for each month. Callers do not notice where one ends.

const directory = useDirectory();
let team: Team;
// From the oldest to the newest.
let ids: readonly string[];

beforeAll(async () => {
  await setEventMonths(directory.database, { first: -5, last: 0 });
  team = await addTeam(directory, ['admin']);
  const rows = await directory.database.query<{ at: Date }>(
    `select date_trunc('month', now(), 'UTC') + make_interval(months => month) + gap as at
     from generate_series(-4, 0) month, unnest('{-1 ms, 0 ms, 1 ms}'::interval[]) gap order by 1`,
  );
  const added: string[] = [];
  for (const [index, { at }] of rows.entries()) added.push(await add(at, index));
  ids = added;
});

/** Adds an event with an id of its time, as the database makes it. */
async function add(at: Date, index: number): Promise<string> {
  const random = `7${`${index}`.padStart(19, '0')}`;
  const id = `ev_${at.getTime().toString(16).padStart(12, '0')}${random}`;
  await addRow(directory.database, 'events', {
    id,
    account_id: team.account,
    type: index % 2 === 0 ? 'user_updated' : 'account_updated',
    at: { sql: `timestamptz '${at.toISOString()}'` },
    principal_type: 'user',
    principal_id: index % 2 === 0 ? 'usr_even' : 'usr_odd',
    source: 'session',
    object_type: 'user',
    object_id: index % 2 === 0 ? 'usr_even' : 'usr_odd',
    object: '{}',
    request_id: 'req_test',
  });
  return id;
}

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

async function readAll(filter: object, limit: number): Promise<readonly string[]> {
  const admin = await team.session('admin');
  const seen: string[] = [];
  let before: string | null | undefined;
  while (before !== null) {
    const input = { ...filter, limit, ...(before === undefined ? {} : { before }) };
    const { json } = await admin.call('admin/list-events', input);
    const page = json as Page;
    seen.push(...page.items.map(({ id }) => id));
    before = page.next;
  }
  return seen;
}

const even = () => ids.filter((_, index) => index % 2 === 0).toReversed();

test('the events are in the partitions of several months', async () => {
  const partitions = await eventPartitions(directory.database);
  expect(partitions.map(({ events }) => events)).toEqual([1, 3, 3, 3, 3, 2, 0]);
});

test.each([1, 2, 4, 100])('pages of %d have the events of all months once', async (limit) => {
  expect(await readAll({}, limit)).toEqual(ids.toReversed());
});

test.each([
  ['a type', { type: 'user_updated' }],
  ['a principal', { principal: 'usr_even' }],
  ['an object', { object: 'usr_even' }],
])('pages of %s have the matching events of all months', async (_what, filter) => {
  expect(await readAll(filter, 2)).toEqual(even());
});

test('the times of a filter may be in different months', async () => {
  const since = new Date(Number.parseInt(ids[4]?.slice(3, 15) ?? '', 16)).toISOString();
  const until = new Date(Number.parseInt(ids[10]?.slice(3, 15) ?? '', 16)).toISOString();
  expect(await readAll({ since, until }, 2)).toEqual(ids.slice(4, 10).toReversed());
});

test.each([
  ['of an unknown form', 'ev_000000000000700000000000000000'],
  ['of a time long ago', 'ev_0000000000007000000000000000000a'],
  ['of the last time that fits', 'ev_ffffffffffff7fffffffffffffffffff'],
])('an unknown id %s is refused', async (_what, before) => {
  const admin = await team.session('admin');
  expect((await admin.call('admin/list-events', { before })).code).toBe('NOT_FOUND');
});
