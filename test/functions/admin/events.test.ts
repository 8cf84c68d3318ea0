import { useDirectory } from '../../support/directory/directory';
import { addRow } from '../../support/directory/directory-rows';
import { addTeam, type Team } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory, ['admin', 'reader']);
});

interface Item {
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

let written = 0;

/** Inserts an event at a second of one day. @returns its id. */
async function add(second: number, columns: object = {}, account = team.account): Promise<string> {
  written += 1;
  const id = `ev_${`${written}`.padStart(6, '0')}`;
  await addRow(directory.database, 'events', {
    id,
    account_id: account,
    type: 'user_updated',
    at: { sql: `timestamptz '2026-01-01T00:00:00Z' + interval '${second} s'` },
    principal_type: 'user',
    principal_id: 'usr_usual',
    source: 'session',
    object_type: 'user',
    object_id: 'usr_usual',
    object: '{}',
    request_id: 'req_test',
    ...columns,
  });
  return id;
}

async function list(input: object = {}) {
  const { json } = await (await team.session('admin')).call('admin/list-events', input);
  return json as { readonly items: readonly Item[]; readonly next: string | null };
}

async function exported(input: object = {}) {
  const { body, headers } = await (await team.session('admin')).call('admin/export-events', input);
  const lines = String(body).split('\n');
  return { lines, headers, items: lines.slice(0, -1).map((line) => JSON.parse(line) as Item) };
}

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

test('an event has its type, object, time, principal and credential', async () => {
  const admin = await team.session('admin');
  const member = await team.id('reader');
  const { json: session } = await admin.call('session/show');
  await admin.call('admin/disable-member', { member });

  const { items } = await list();

  const { user, session: shown } = session as { user: { id: string }; session: { id: string } };
  expect(items).toEqual([
    {
      id: expect.stringMatching(/^ev_/),
      type: 'membership_disabled',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      principal: { type: 'user', id: user.id, name: team.email('admin'), credential: shown.id },
      source: 'session',
      object: expect.objectContaining({
        type: 'membership',
        id: member,
        email: team.email('reader'),
      }),
      requestId: expect.stringMatching(/^req_/),
    },
  ]);
});

test('the newest events come first, and events of the same time keep their order', async () => {
  const ids = [await add(2), await add(1), await add(1), await add(3)];
  const [two, first, second, three] = ids;
  expect(idsOf((await list()).items)).toEqual([three, two, second, first]);
});

test.each([1, 2, 3, 7])(
  'pages of %d have each event once, even while more events are written',
  async (limit) => {
    const ids: string[] = [];
    for (let second = 0; second < 7; second += 1) ids.push(await add(Math.floor(second / 3)));
    const seen: string[] = [];
    let before: string | null | undefined;
    while (before !== null) {
      const page = await list({ limit, ...(before === undefined ? {} : { before }) });
      seen.push(...idsOf(page.items));
      before = page.next;
      await add(100);
    }
    expect(seen).toEqual(ids.toReversed());
  },
);

describe('the filters', () => {
  const cases: [string, object, readonly number[]][] = [
    ['nothing', {}, [4, 3, 2, 1, 0]],
    ['a type', { type: 'login_failed' }, [2]],
    ['a principal', { principal: 'usr_other' }, [3, 1]],
    ['an object', { object: 'mbr_thing' }, [4, 3]],
    ['a time since', { since: '2026-01-01T00:00:02Z' }, [4, 3, 2]],
    ['a time until which', { until: '2026-01-01T00:00:02Z' }, [1, 0]],
    ['a time in another zone', { since: '2026-01-01T02:00:03+02:00' }, [4, 3]],
    ['several', { principal: 'usr_other', object: 'mbr_thing' }, [3]],
    ['a type without events', { type: 'account_created' }, []],
    ['a time far before', { since: '0001-01-01T00:00:00Z' }, [4, 3, 2, 1, 0]],
    ['a time in an unknown zone', { since: '2026-01-01T23:00:04+23:00' }, [4]],
  ];
  let ids: readonly string[];

  beforeEach(async () => {
    ids = [
      await add(0),
      await add(1, { principal_id: 'usr_other' }),
      await add(2, { type: 'login_failed' }),
      await add(3, { principal_id: 'usr_other', object_id: 'mbr_thing' }),
      await add(4, { object_id: 'mbr_thing' }),
    ];
  });

  test.each(cases)('%s', async (_what, filter, expected) => {
    const found = expected.map((index) => ids[index]);
    expect(idsOf((await list(filter)).items)).toEqual(found);
    expect(idsOf((await exported(filter)).items)).toEqual(found);
  });

  test.each([
    { type: 'made_up' },
    { since: 'yesterday' },
    { until: '2026-13-01T00:00:00Z' },
    { limit: 0 },
    { limit: '1e2' },
    { limit: 2001 },
    { account: 'ac_other' },
  ])('refuse %j', async (filter) => {
    const admin = await team.session('admin');
    for (const path of ['admin/list-events', 'admin/export-events']) {
      const { code } = await admin.call(path, filter);
      expect({ path, code }).toEqual({ path, code: 'INPUT_INVALID' });
    }
  });
});

test('the list also accepts a query without a body or content type', async () => {
  const id = await add(1);
  const admin = await team.session('admin');
  const { json } = await admin.call(
    'admin/list-events',
    { limit: '1', type: 'user_updated' },
    { 'content-type': null, 'content-length': null, origin: null },
  );
  expect(idsOf((json as { items: Item[] }).items)).toEqual([id]);
});

test('the export has the same events, each as a line of JSON', async () => {
  for (let second = 0; second < 3; second += 1) await add(second);
  const { lines, items, headers } = await exported();
  expect(headers['Content-Type']).toBe('application/x-ndjson; charset=utf-8');
  expect(lines.at(-1)).toBe('');
  expect(items).toEqual((await list()).items);
});

test('an export continues before its last line', async () => {
  const ids = [await add(0), await add(1), await add(2)];
  const first = await exported({ limit: 2 });
  const second = await exported({ limit: 2, before: first.items.at(-1)?.id });
  expect([...idsOf(first.items), ...idsOf(second.items)]).toEqual(ids.toReversed());
});

test('no caller sees the events of another account or of no account', async () => {
  const other = await addTeam(directory, ['admin']);
  await add(0, {}, other.account);
  await add(0, { account_id: null });
  expect((await list()).items).toEqual([]);
  expect((await exported()).lines).toEqual(['']);
});

test.each(['admin/list-events', 'admin/export-events'])(
  '%s requires an administrator',
  async (path) => {
    expect((await (await team.session('reader')).call(path)).status).toBe(403);
    expect((await (await team.session('admin')).call(path)).status).toBe(200);
  },
);
