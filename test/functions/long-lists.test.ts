import { type Caller, useDirectory } from '../support/directory/directory';
import { addRow } from '../support/directory/directory-rows';
import { make } from '../support/directory/own-credentials';
import { addTeam, READER, type Team } from '../support/directory/team';

// A response has at most 4 MB, so a page of a list is limited in bytes as well as in items.

const LONGEST = 1_100_000;

const directory = useDirectory();
let team: Team;
let admin: Caller;

beforeEach(async () => {
  team = await addTeam(directory, ['admin', 'reader']);
  admin = await team.session('admin');
});

interface Item {
  readonly id: string;
}
interface Answer {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly bytes: number;
}

const PATHS = Array.from({ length: 50 }, (_, n) => `/${`${n}`.padEnd(199, 'é')}`);

/** Inserts long events with `text` in the JSON of each. */
async function addEvents(count: number, text: string): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await addRow(directory.database, 'events', {
      account_id: team.account,
      type: 'credential_updated',
      principal_type: 'nobody',
      source: 'session',
      object_type: 'credential',
      object_id: `tfs_${index}`,
      object: JSON.stringify({ text }),
      request_id: 'req_test',
    });
  }
}

async function list(caller: Caller, path: string, input: object): Promise<Answer> {
  const { status, body, json } = await caller.call(path, input);
  expect(status).toBe(200);
  const bytes = Buffer.byteLength(JSON.stringify(body));
  return { ...(json as { items: Item[]; next: string | null }), bytes };
}

async function exported(input: object): Promise<Answer> {
  const { status, body, headers } = await admin.call('admin/export-events', input);
  expect(status).toBe(200);
  const lines = String(body).split('\n').slice(0, -1);
  const next = headers['Next-Before'] ?? null;
  return {
    items: lines.map((line) => JSON.parse(line) as Item),
    next: next === null ? null : String(next),
    bytes: Buffer.byteLength(String(body)),
  };
}

/** Requests all pages. @returns the responses. */
async function follow(
  ask: (cursor: object) => Promise<Answer>,
  field: 'after' | 'before',
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next: string | null | undefined;
  while (next !== null) {
    const answer = await ask(next === undefined ? {} : { [field]: next });
    answers.push(answer);
    next = answer.next;
  }
  return answers;
}

function expectWhole(answers: readonly Answer[], count: number): void {
  const ids = answers.flatMap(({ items }) => items.map(({ id }) => id));
  expect(answers.length).toBeGreaterThan(1);
  expect({ all: ids.length, different: new Set(ids).size }).toEqual({
    all: count,
    different: count,
  });
  for (const { bytes, items } of answers) {
    expect(items.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(LONGEST);
  }
}

describe.each([
  ['plain text', 'a'.repeat(20_000)],
  ['text of more bytes than letters', 'é'.repeat(10_000)],
  ['text that JSON escapes', '"\\'.repeat(5000)],
])('events with %s', (_what, text) => {
  test('are listed in pages that fit a response', async () => {
    await addEvents(120, text);
    const answers = await follow(
      (cursor) => list(admin, 'admin/list-events', { limit: 100, ...cursor }),
      'before',
    );
    expectWhole(answers, 120);
  });

  test('are exported in pages that fit a response, with a header for the next page', async () => {
    await addEvents(120, text);
    expectWhole(await follow(exported, 'before'), 120);
  });
});

test('an export is complete for a client that continues before the last line until the end', async () => {
  await addEvents(120, 'a'.repeat(20_000));
  const ids: string[] = [];
  let { items } = await exported({});
  while (items.length > 0) {
    ids.push(...items.map(({ id }) => id));
    ({ items } = await exported({ before: ids.at(-1) }));
  }
  expect(new Set(ids).size).toBe(120);
  expect(ids).toHaveLength(120);
});

test('the last page of an export has no header for a next page', async () => {
  await addEvents(4, 'short');
  expect((await exported({ limit: 4 })).next).toBeNull();
  expect((await exported({ limit: 3 })).next).not.toBeNull();
});

test('an event longer than the limit of a response does not hide the events after it', async () => {
  await addEvents(1, 'short');
  await addEvents(1, 'a'.repeat(1_500_000));
  await addEvents(1, 'short');
  const answers = await follow((cursor) => list(admin, 'admin/list-events', cursor), 'before');
  expect(answers.flatMap(({ items }) => items)).toHaveLength(3);
});

test.each(['account/list-credentials', 'admin/list-credentials'])(
  '%s ends a page early if the paths are long',
  async (path) => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'authtoken', paths: ['/'] });
    await directory.database.query(
      `insert into credentials (id, account_id, type, membership_id, secret_hash, created_by, paths)
        select id || '_' || n, account_id, type, membership_id, sha256((id || n)::bytea), created_by, $2
        from credentials, generate_series(1, 99) as n where id = $1`,
      [id, PATHS],
    );
    const caller = path.startsWith('admin') ? admin : reader;
    const answers = await follow(
      (cursor) => list(caller, path, { limit: 100, ...cursor }),
      'after',
    );
    expectWhole(answers, 100);
  },
);

test('an event has the paths of a credential only if it sets them', async () => {
  const reader = await team.session('reader');
  const { id } = await make(reader, { type: 'authtoken', paths: ['/a'] });
  await reader.call('account/update-credential', { id, description: 'Mine' });
  await reader.call('account/update-credential', { id, paths: ['/b'] });
  await reader.call('account/rotate-credential', { id });
  await reader.call('account/delete-credential', { id });
  const { json } = await admin.call('admin/list-events', { object: id });
  const { items } = json as { items: { type: string; object: { paths?: unknown } }[] };
  expect(items.map(({ type, object }) => [type, object.paths])).toEqual([
    ['credential_deleted', undefined],
    ['credential_rotated', undefined],
    ['credential_updated', ['/b']],
    ['credential_updated', undefined],
    ['credential_created', ['/a']],
  ]);
});

test('a client may delete the items of one page before it requests the next', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const input = { email: `${name}.${team.account}@example.com`, roles: READER };
    await admin.call('admin/invite', input);
  }
  const seen: string[] = [];
  await follow(async (cursor) => {
    const answer = await list(admin, 'admin/list-invitations', { limit: 2, ...cursor });
    for (const { id } of answer.items) {
      await admin.call('admin/revoke-invitation', { invitation: id });
      seen.push(id);
    }
    return answer;
  }, 'after');
  expect(seen).toHaveLength(5);
});
