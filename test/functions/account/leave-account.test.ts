import { ADMINISTRATOR, type Caller, useDirectory } from '../../support/directory/directory';
import { make, present } from '../../support/directory/own-credentials';
import { race } from '../../support/directory/race';
import {
  addTeam,
  eventsOf,
  lastEvent,
  openSession,
  READER,
  type Team,
} from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const leave = (caller: Caller) => caller.call('account/leave-account');
const statusOf = async (caller: Caller) =>
  ((await caller.call('session/show')).json as { status: string }).status;

test('the membership, its credentials and other sessions end, and the session stays without an account', async () => {
  const caller = await team.session('reader');
  const other = await team.session('reader');
  const { token } = await make(caller, { type: 'authtoken' });
  expect((await leave(caller)).body).toEqual({});
  expect(await statusOf(caller)).toBe('no_account');
  expect((await other.call('session/show')).status).toBe(401);
  expect((await present(directory, token)).status).toBe(401);
  expect(await team.id('reader')).toBe('mbr_none');
});

test('an event of the account says that the member left', async () => {
  const id = await team.id('reader');
  const caller = await team.session('reader');
  await make(caller, { type: 'api_key' });
  await leave(caller);
  expect(await eventsOf(directory, team.account)).toEqual([
    'credential_created',
    'membership_deleted',
  ]);
  expect(await lastEvent(directory, team.account, 'membership_deleted')).toMatchObject({
    principal_name: team.email('reader'),
    object_id: id,
    object: { reason: 'left', credentials: 1, email: team.email('reader') },
  });
});

test('the open invitations of the member are revoked', async () => {
  const inviter = await team.session('inviter');
  await inviter.call('admin/invite', { email: `x.${team.account}@example.com`, roles: READER });
  await leave(inviter);
  expect(await eventsOf(directory, team.account)).toEqual([
    'invitation_created',
    'membership_deleted',
    'invitation_deleted',
  ]);
});

test('another account of the user stays, and the session can be switched to it', async () => {
  const email = `both.${team.account}@example.com`;
  const other = await directory.addAccount('Other');
  await directory.addUser(email, { [team.account]: READER, [other]: READER });
  const caller = await openSession(directory, email, team.account);
  await leave(caller);
  const { body } = await caller.call('session/switch-account', { account: other });
  expect(body).toEqual({ status: 'authenticated' });
});

test('the last administrator cannot leave, and keeps the session', async () => {
  const account = await directory.addAccount('Lonely');
  const email = `last.${team.account}@example.com`;
  await directory.addUser(email, { [account]: ADMINISTRATOR });
  const caller = await openSession(directory, email, account);
  expect(await leave(caller)).toMatchObject({ status: 409, code: 'LAST_ADMINISTRATOR' });
  expect(await statusOf(caller)).toBe('authenticated');
});

test('one of two administrators who leave at the same time remains', async () => {
  const callers = [await team.session('admin'), await team.session('other')];
  const finishes = await race(
    directory,
    callers.map((caller) => ({ path: 'account/leave-account', input: {}, caller })),
  );
  expect(finishes.map(({ status }) => status).toSorted()).toEqual([200, 409]);
});

test('a user who does not want to enroll may leave the account that requires it', async () => {
  await directory.database.query('update accounts set mfa_required = true where id = $1', [
    team.account,
  ]);
  const caller = await team.session('reader');
  expect(await statusOf(caller)).toBe('mfa_enrollment_required');
  expect((await leave(caller)).status).toBe(200);
});
