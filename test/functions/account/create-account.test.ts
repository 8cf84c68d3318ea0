import { type Caller, useDirectory } from '../../support/directory/directory';
import { race } from '../../support/directory/race';
import { addTeam, eventsOf, openSession, type Team } from '../../support/directory/team';

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
const closed = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const create = (caller: Caller, name = 'Second Ltd') =>
  caller.call('account/create-account', { name });

test('the user becomes the administrator of the new account, and the session moves there', async () => {
  const caller = await team.session('reader');
  const before = { ...caller.cookies };
  const { status, json } = await create(caller);
  const { account } = json as { account: { id: string } };
  expect({ status, json }).toEqual({
    status: 200,
    json: {
      status: 'authenticated',
      account: { id: expect.stringMatching(/^ac_/), name: 'Second Ltd', mfaRequired: false },
    },
  });
  expect(caller.cookies).not.toEqual(before);
  const shown = await caller.call('session/show');
  expect(shown.json).toMatchObject({
    account: { id: account.id },
    roles: { administrator: true },
    accounts: [{ id: team.account }, { id: account.id }],
  });
  expect(await eventsOf(directory, account.id)).toEqual([
    'account_created',
    'membership_created',
    'session_switched',
  ]);
});

test('a user without an account creates one', async () => {
  const email = `none.${team.account}@example.com`;
  await directory.addUser(email, {});
  const caller = await openSession(directory, email, null);
  expect((await create(caller)).status).toBe(200);
});

test('nobody creates an account while sign-up is closed', async () => {
  const { session } = await addTeam(closed);
  const { status, code } = await create(await session('admin'));
  expect({ status, code }).toEqual({ status: 403, code: 'SIGN_UP_CLOSED' });
});

test.each(['', ' ', 'a'.repeat(101), 'two\nlines'])('the name %j is refused', async (name) => {
  const { status } = await create(await team.session('reader'), name);
  expect([400, 422]).toContain(status);
});

test('a user administers at most 20 accounts, also if several are created at once', async () => {
  const email = `many.${team.account}@example.com`;
  const accounts = await Promise.all(
    Array.from({ length: 19 }, (_one, index) => directory.addAccount(`Account ${index}`)),
  );
  const roles = { developer: 'read-write', team: 'manager', administrator: true } as const;
  await directory.addUser(email, Object.fromEntries(accounts.map((id) => [id, roles])));
  const callers = await Promise.all(
    [0, 1, 2].map(() => openSession(directory, email, accounts[0] ?? null)),
  );
  const finishes = await race(
    directory,
    callers.map((caller) => ({ path: 'account/create-account', input: { name: 'One' }, caller })),
  );
  expect(finishes.map(({ code }) => code ?? 'created').toSorted()).toEqual([
    'LIMIT_REACHED',
    'LIMIT_REACHED',
    'created',
  ]);
});
