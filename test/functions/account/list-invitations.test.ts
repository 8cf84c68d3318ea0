import { type Caller, useDirectory } from '../../support/directory/directory';
import { race } from '../../support/directory/race';
import { addTeam, eventsOf, openSession, READER, type Team } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;
let email: string;
let caller: Caller;

beforeEach(async () => {
  team = await addTeam(directory);
  email = `guest.${team.account}@example.com`;
  await directory.addUser(email, {});
  caller = await openSession(directory, email, null);
});

const invite = async (to = email, by: Team = team) => {
  const { json } = await (await by.session('manager')).call('admin/invite', {
    email: to,
    roles: READER,
  });
  return (json as { id: string }).id;
};

interface Item {
  readonly id: string;
}

const list = async (input: object = {}) => {
  const { json } = await caller.call('account/list-invitations', input);
  return json as { readonly items: readonly Item[]; readonly next: string | null };
};

const accept = (invitation: string, by = caller) =>
  by.call('session/accept-invitation', { invitation });

test('shows the open invitations for the address in any case, without their secrets', async () => {
  const id = await invite(email.toUpperCase());
  await invite(`another.${email}`);
  const { items } = await list();
  expect(items).toEqual([
    {
      id,
      account: { name: expect.any(String), mfaRequired: false },
      roles: READER,
      invitedBy: { name: expect.any(String), email: team.email('manager') },
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
    },
  ]);
});

test('does not show expired and revoked invitations', async () => {
  const id = await invite();
  await directory.database.query('update invitations set expires_at = now() where id = $1', [id]);
  expect((await list()).items).toEqual([]);
  expect((await accept(id)).code).toBe('NOT_FOUND');
});

test('continues after the last item until the end', async () => {
  const others = [await addTeam(directory), await addTeam(directory)];
  const ids = [await invite()];
  for (const other of others) ids.push(await invite(email, other));
  const first = await list({ limit: 2 });
  const second = await list({ limit: 2, after: first.next ?? '' });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toSorted());
  expect(second.next).toBeNull();
});

test('the id accepts an invitation, and the session moves to its account', async () => {
  const before = { ...caller.cookies };
  const { status, json } = await accept(await invite());
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { status: 'authenticated', account: { id: team.account } },
  });
  expect(caller.cookies).not.toEqual(before);
  expect(await eventsOf(directory, team.account)).toEqual([
    'invitation_created',
    'invitation_accepted',
    'membership_created',
    'session_switched',
  ]);
  expect((await list()).items).toEqual([]);
});

test('an invitation for another address is not found and stays', async () => {
  const id = await invite(`another.${email}`);
  expect(await accept(id)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const kept = await directory.database.query('select 1 from invitations where id = $1', [id]);
  expect(kept).toHaveLength(1);
});

test('one of several calls at once accepts the invitation', async () => {
  const invitation = await invite();
  const callers = await Promise.all([0, 1, 2].map(() => openSession(directory, email, null)));
  const finishes = await race(
    directory,
    callers.map((one) => ({
      path: 'session/accept-invitation',
      input: { invitation },
      caller: one,
    })),
  );
  expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
});
