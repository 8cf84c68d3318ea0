import { type Caller, useDirectory } from '../../support/directory/directory';
import { addTeam, openSession, READER, type Team } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;
let reader: Caller;

beforeEach(async () => {
  await directory.database.query('delete from event_counts');
  team = await addTeam(directory);
  reader = await team.session('reader');
});

interface Item {
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

async function list(caller: Caller, input: object = {}) {
  const { status, json } = await caller.call('account/list-events', input);
  expect(status).toBe(200);
  return json as { readonly items: readonly Item[]; readonly next: string | null };
}

const typesOf = async (caller: Caller) => (await list(caller)).items.map(({ type }) => type);

const failLogin = () =>
  directory.caller().call('session/log-in', { email: team.email('reader'), password: 'wrong' });

test('shows what the user did and the failed logins of others, newest first', async () => {
  await reader.call('account/update-profile', { name: 'One' });
  await failLogin();
  await reader.call('account/create-credential', { type: 'api_key' });
  expect(await typesOf(reader)).toEqual(['credential_created', 'login_failed', 'user_updated']);
});

test('does not show the events of other members', async () => {
  const admin = await team.session('admin');
  await admin.call('admin/disable-member', { member: await team.id('inviter') });
  await admin.call('account/update-profile', { name: 'Admin' });
  expect(await typesOf(reader)).toEqual([]);
  expect(await typesOf(admin)).toEqual(['user_updated', 'membership_disabled']);
});

test("shows the events of the session's account only", async () => {
  const other = await addTeam(directory);
  const email = `both.${team.account}@example.com`;
  await directory.addUser(email, { [team.account]: READER, [other.account]: READER });
  const here = await openSession(directory, email, team.account);
  const there = await openSession(directory, email, other.account);
  await here.call('account/create-credential', { type: 'api_key' });
  expect(await typesOf(here)).toEqual(['credential_created']);
  expect(await typesOf(there)).toEqual([]);
});

test('shows a user without an account the events without an account', async () => {
  const email = `none.${team.account}@example.com`;
  await directory.addUser(email, {});
  const caller = await openSession(directory, email, null);
  await caller.call('account/update-profile', { name: 'None' });
  const { items } = await list(caller);
  expect(items.map(({ type }) => type)).toEqual(['user_updated']);
  expect((await list(caller, { before: items[0]?.id })).items).toEqual([]);
});

test('continues with the older events until the end', async () => {
  for (const name of ['One', 'Two']) await reader.call('account/update-profile', { name });
  await failLogin();
  await reader.call('account/update-profile', { name: 'Three' });
  const all = (await list(reader)).items.map(({ id }) => id);
  const seen: string[] = [];
  let next: string | null | undefined;
  while (next !== null) {
    const page = await list(reader, { limit: 1, ...(next && { before: next }) });
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(seen).toEqual(all);
  expect(all).toHaveLength(4);
});

test("refuses another member's event as a cursor like an unknown one", async () => {
  const admin = await team.session('admin');
  await admin.call('account/update-profile', { name: 'Admin' });
  const [event] = (await list(admin)).items;
  for (const before of [event?.id, 'ev_unknown']) {
    const { status, code } = await reader.call('account/list-events', { before });
    expect({ status, code }).toEqual({ status: 404, code: 'NOT_FOUND' });
  }
});

test('does not show events from before the last 90 days', async () => {
  const days = (count: number) =>
    directory.database.query(
      `insert into events (account_id, type, at, principal_type, principal_id, source, object_type, object, request_id)
        overriding system value
        select $1, 'user_updated', now() - make_interval(days => $3), 'user', id, 'session', 'user', '{}', 'req_test'
        from users where email = $2`,
      [team.account, team.email('reader'), count],
    );
  await days(89);
  await days(91);
  expect((await list(reader)).items).toHaveLength(1);
});
