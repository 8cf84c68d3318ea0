import { type Caller, DEVELOPER, useDirectory } from '../../support/directory/directory';
import { addSession, inSeconds } from '../../support/directory/directory-rows';
import { sessionFor } from '../../support/directory/session-for';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly device: string;
    readonly account: { readonly id: string } | null;
    readonly authenticatedBy: readonly string[];
    readonly lastSeenAt: string;
    readonly expiresAt: string;
    readonly secondFactorDue: boolean;
    readonly isCurrent: boolean;
  }[];
  readonly next: string | null;
}

const LONG_AGO = { stepped_up_at: { sql: "now() - interval '2 hours'" } };

const directory = useDirectory();
let account: string;
let userId: string;
let eve: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
});

let count = 0;
beforeEach(async () => {
  count += 1;
  userId = await directory.addUser(`ada${count}@example.com`, { [account]: DEVELOPER });
  eve = await directory.addUser(`eve${count}@example.com`, { [account]: DEVELOPER });
});

const session = (columns = {}) => sessionFor(directory, { userId, accountId: account, columns });
const addTo = (user: string, columns = {}) =>
  addSession(directory.database, { userId: user, accountId: account }, columns);

async function list(caller: Caller, input = {}): Promise<Listed> {
  const { status, json } = await caller.call('account/list-sessions', input);
  expect(status).toBe(200);
  return json;
}

const idsOf = ({ items }: Listed) => items.map(({ id }) => id);
const isLive = async (caller: Caller) => (await caller.call('session/show')).status === 200;

async function currentId(caller: Caller): Promise<string> {
  const { json } = await caller.call('session/show');
  return (json as { session: { id: string } }).session.id;
}

async function eventsOf(userIdOf: string) {
  return directory.database.query(
    "select * from events where type = 'session_deleted' and principal_id = $1",
    [userIdOf],
  );
}

describe('the list of sessions', () => {
  test("has the user's active sessions, newest first", async () => {
    const old = await addTo(userId, { created_at: inSeconds(-60), device: 'curl' });
    await addTo(userId, { expires_at: inSeconds(-1) });
    await addTo(userId, { ends_at: inSeconds(-1) });
    await addTo(eve);
    const caller = await session();
    const { items, next } = await list(caller);
    expect(items).toMatchObject([
      { id: await currentId(caller), isCurrent: true, account: { id: account } },
      { id: old.id, isCurrent: false, device: 'curl', secondFactorDue: false },
    ]);
    expect(next).toBeNull();
  });

  test('shows the earlier of the two ends of each session', async () => {
    const caller = await session({ expires_at: inSeconds(7200), ends_at: inSeconds(60) });
    const [own] = (await list(caller)).items;
    const seconds = (Date.parse(own?.expiresAt ?? '') - Date.now()) / 1000;
    expect(Math.abs(seconds - 60)).toBeLessThan(30);
  });

  test('shows a login that waits for its second factor', async () => {
    const due = await addTo(userId, { second_factor_due: true });
    const { items } = await list(await session());
    expect(items.find(({ id }) => id === due.id)?.secondFactorDue).toBe(true);
  });

  test('shows how each login was proven', async () => {
    const other = await addTo(userId, { authenticated_by: ['password', 'phone'] });
    const { items } = await list(await session());
    expect(items.find(({ id }) => id === other.id)?.authenticatedBy).toEqual(['password', 'phone']);
    expect(items.find(({ isCurrent }) => isCurrent)?.authenticatedBy).toEqual(['password']);
  });

  test('contains no secret', async () => {
    const { secret } = await addTo(userId);
    expect(JSON.stringify(await list(await session()))).not.toContain(secret);
  });

  test('has pages that contain each session once', async () => {
    const at = { created_at: { sql: "date_trunc('minute', now())" } };
    const caller = await session(at);
    for (let times = 0; times < 4; times += 1) await addTo(userId, at);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Listed = await list(caller, after === null ? { limit: 2 } : { limit: 2, after });
      seen.push(...idsOf(page));
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(idsOf(await list(caller))));
  });

  test("does not continue after another user's session", async () => {
    const { id } = await addTo(eve, { created_at: inSeconds(60) });
    const { code } = await (await session()).call('account/list-sessions', { after: id });
    expect(code).toBe('NOT_FOUND');
  });
});

describe('revoking a session', () => {
  test('ends that session and records it in the audit log', async () => {
    const [caller, other] = [await session(), await session()];
    const id = await currentId(other);
    expect((await caller.call('account/revoke-session', { id })).status).toBe(200);
    expect(await isLive(other)).toBe(false);
    expect(await isLive(caller)).toBe(true);
    expect(await eventsOf(userId)).toMatchObject([{ account_id: account, object_id: id }]);
  });

  test("removes the cookie if it is the caller's session", async () => {
    const caller = await session();
    await caller.call('account/revoke-session', { id: await currentId(caller) });
    expect(caller.cookies).toEqual({});
  });

  test("treats another user's session like an unknown session", async () => {
    const { id } = await addTo(eve);
    const caller = await session();
    for (const revoked of [id, 'ses_nothing']) {
      const { status, code } = await caller.call('account/revoke-session', { id: revoked });
      expect({ status, code }).toEqual({ status: 404, code: 'NOT_FOUND' });
    }
    const rows = await directory.database.query('select from sessions where id = $1', [id]);
    expect(rows).toHaveLength(1);
    expect(await eventsOf(userId)).toEqual([]);
  });

  test("keeps the caller's session and those of other users if all others are revoked", async () => {
    const [caller, one, other] = [await session(), await session(), await session()];
    const stranger = await sessionFor(directory, { userId: eve, accountId: account });
    const { json } = await caller.call('account/revoke-other-sessions');
    expect(json).toEqual({ ended: 2 });
    expect(await Promise.all([caller, one, other, stranger].map(isLive))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(await eventsOf(userId)).toHaveLength(1);
  });

  test('records nothing if there are no other sessions', async () => {
    const { json } = await (await session()).call('account/revoke-other-sessions');
    expect(json).toEqual({ ended: 0 });
    expect(await eventsOf(userId)).toEqual([]);
  });

  test.each([
    ['one', 'account/revoke-session', { id: 'ses_nothing' }],
    ['the others', 'account/revoke-other-sessions', {}],
  ])('by %s requires a session that was stepped up recently', async (_what, path, input) => {
    const caller = await session(LONG_AGO);
    const { status, code } = await caller.call(path, input);
    expect({ status, code }).toEqual({ status: 403, code: 'STEP_UP_REQUIRED' });
  });
});
