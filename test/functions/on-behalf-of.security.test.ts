import { type Caller, useDirectory } from '../support/directory/directory';
import { exchange, keyHolder, make } from '../support/directory/own-credentials';
import { makeSshKey } from '../support/directory/ssh-keygen';
import { addTeam, lastEvent, type Team, type Who } from '../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

async function userOf(who: Who): Promise<string> {
  const [found] = await directory.database.query<{ id: string }>(
    'select id from users where email = $1',
    [team.email(who)],
  );
  return found?.id ?? '';
}

async function keyFor(who: Who, input: object = { type: 'api_key' }) {
  const owner = { member: await team.id(who) };
  return make(await team.session('admin'), { ...input, owner });
}

async function rename(caller: Caller) {
  await caller.call('admin/update-account', { name: 'Renamed' });
  return lastEvent(directory, team.account, 'account_updated');
}

test('an event by a credential that an administrator created for another member names its creator', async () => {
  const { token } = await keyFor('other');
  expect(await rename(keyHolder(directory, token))).toMatchObject({
    principal_id: await userOf('other'),
    object: { onBehalfOf: await userOf('admin') },
  });
});

test('an event by a credential that was created with such a credential names the creator too', async () => {
  const { token } = await keyFor('other');
  const next = await make(keyHolder(directory, token), { type: 'api_key' });
  expect(await rename(keyHolder(directory, next.token))).toMatchObject({
    object: { onBehalfOf: await userOf('admin') },
  });
});

test('an event by a token for an SSH key that an administrator added names the administrator', async () => {
  const ssh = makeSshKey(['-t', 'ed25519']);
  await keyFor('other', { type: 'ssh_key', publicKey: ssh.publicLine });
  await exchange(directory, ssh, { account: team.account });
  ssh.remove();
  expect(await lastEvent(directory, team.account, 'credential_exchanged')).toMatchObject({
    object: { onBehalfOf: await userOf('admin') },
  });
});

test("an event by the caller's own credential or session names no creator", async () => {
  const admin = await team.session('admin');
  const { token } = await make(admin, { type: 'api_key' });
  const events = [await rename(keyHolder(directory, token)), await rename(admin)];
  expect(events.map(({ object }) => Object.keys(object as object))).toEqual(
    events.map(() => expect.not.arrayContaining(['onBehalfOf'])),
  );
});
