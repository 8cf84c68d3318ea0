import { type Caller, useDirectory } from '../../support/directory/directory';
import { make, present } from '../../support/directory/own-credentials';
import {
  addTeam,
  eventsOf,
  lastEvent,
  openSession,
  READER,
  type Team,
  type Who,
} from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const revoke = async (by: Who, of: Who) =>
  (await team.session(by)).call('admin/revoke-member-sessions', { member: await team.id(of) });

const isOpen = async (caller: Caller) => (await caller.call('session/show')).status === 200;

test("all of the member's sessions in the account end, and the member can log in again", async () => {
  const sessions = [await team.session('reader'), await team.session('reader')];
  expect((await revoke('manager', 'reader')).body).toEqual({ ended: 2 });
  for (const session of sessions) expect(await isOpen(session)).toBe(false);
  expect(await isOpen(await directory.logIn(team.email('reader')))).toBe(true);
});

test('the sessions of other accounts, other members and the credentials stay', async () => {
  const other = await directory.addAccount('Other');
  const email = `both.${team.account}@example.com`;
  await directory.addUser(email, { [team.account]: READER, [other]: READER });
  const there = await openSession(directory, email, other);
  const here = await openSession(directory, email, team.account);
  const { token } = await make(here, { type: 'authtoken' });
  const manager = await team.session('manager');
  const { json } = await manager.call('admin/list-members', { query: email });
  const [{ id: member }] = (json as { items: [{ id: string }] }).items;

  const { body } = await manager.call('admin/revoke-member-sessions', { member });

  expect(body).toEqual({ ended: 1 });
  expect([await isOpen(here), await isOpen(there), await isOpen(manager)]).toEqual([
    false,
    true,
    true,
  ]);
  expect((await present(directory, token)).status).toBe(200);
});

test('one event names the member and the ended sessions', async () => {
  await team.session('reader');
  await team.session('reader');
  await revoke('manager', 'reader');
  expect(await eventsOf(directory, team.account)).toEqual(['session_deleted']);
  expect(await lastEvent(directory, team.account, 'session_deleted')).toMatchObject({
    principal_name: team.email('manager'),
    object_type: 'session',
    object: {
      reason: 'revoked',
      count: 2,
      sessions: [expect.stringMatching(/^ses_/), expect.stringMatching(/^ses_/)],
      membership: await team.id('reader'),
      email: team.email('reader'),
    },
  });
});

test('a member without sessions causes no event', async () => {
  expect((await revoke('manager', 'reader')).body).toEqual({ ended: 0 });
  expect(await eventsOf(directory, team.account)).toEqual([]);
});

test('a manager may not end the sessions of an administrator', async () => {
  const admin = await team.session('admin');
  expect((await revoke('manager', 'admin')).code).toBe('ADMINISTRATORS_ONLY');
  expect(await isOpen(admin)).toBe(true);
  expect((await revoke('other', 'admin')).body).toEqual({ ended: 1 });
});

test('finds no member of another account', async () => {
  const other = await addTeam(directory);
  const session = await other.session('reader');
  const admin = await team.session('admin');
  const reply = await admin.call('admin/revoke-member-sessions', {
    member: await other.id('reader'),
  });
  expect(reply).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(await isOpen(session)).toBe(true);
});

test('the caller may end their own sessions, and is logged out', async () => {
  const manager = await team.session('manager');
  const input = { member: await team.id('manager') };
  expect((await manager.call('admin/revoke-member-sessions', input)).body).toEqual({ ended: 1 });
  expect(await isOpen(manager)).toBe(false);
});
