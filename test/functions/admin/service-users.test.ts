import { useDirectory } from '../../support/directory/directory';
import {
  addCredential,
  addServiceUser,
  addCredential as addToken,
} from '../../support/directory/directory-rows';
import { present } from '../../support/directory/own-credentials';
import { addTeam, eventsOf, lastEvent, type Team, type Who } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

async function make(name = 'deploys', of = team): Promise<string> {
  const admin = await of.session('admin');
  const reply = await admin.call('admin/create-service-user', { name, developer: 'read-write' });
  return (reply.json as { id: string }).id;
}

describe('admin/create-service-user', () => {
  test('creates an active service user', async () => {
    const admin = await team.session('admin');
    const input = { name: ' Deploys ', developer: 'read-only' };
    const reply = await admin.call('admin/create-service-user', input);
    expect(reply).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^svc_/),
        name: 'Deploys',
        developer: 'read-only',
        active: true,
      },
    });
    expect(await eventsOf(directory, team.account)).toEqual(['service_user_created']);
  });

  test.each([
    ['in other letters', 'DePloys'],
    ['with spaces around it', '  deploys '],
    ['in letters for display', 'ｄｅｐｌｏｙｓ'],
    ['with an invisible character', 'dep\u200bloys'],
  ])('refuses a name that already exists, %s', async (_how, name) => {
    await make('deploys');
    const admin = await team.session('admin');
    const reply = await admin.call('admin/create-service-user', { name, developer: 'read-only' });
    expect(reply.code).toBe('NAME_EXISTS');
  });

  test('creates one of two concurrent service users with the same name', async () => {
    const admin = await team.session('admin');
    const input = { name: 'twins', developer: 'read-only' };
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => admin.call('admin/create-service-user', input)),
    );
    expect(replies.map(({ code }) => code).sort()).toEqual([
      'NAME_EXISTS',
      'NAME_EXISTS',
      'NAME_EXISTS',
      undefined,
    ]);
  });

  test('accepts a name that exists in another account', async () => {
    const other = await addTeam(directory, ['admin']);
    await make('shared', other);
    const admin = await team.session('admin');
    const input = { name: 'shared', developer: 'read-only' };
    expect((await admin.call('admin/create-service-user', input)).status).toBe(200);
  });

  test.each([
    ['nothing but spaces', '   '],
    ['only invisible characters', '\u200b\u200d'],
    ['a colon, which Basic cannot transmit', 'a:b'],
    ['a control character', 'a\u0007b'],
    ['a line end', 'a\u2028b'],
    ['a character that reverses the text', 'a\u202eb'],
    ['more than 100 characters', 'a'.repeat(101)],
  ])('refuses a name of %s', async (_what, name) => {
    const admin = await team.session('admin');
    const reply = await admin.call('admin/create-service-user', { name, developer: 'read-only' });
    expect(reply.code).toBe('NAME_INVALID');
  });
});

describe('admin/update-service-user', () => {
  test('changes the name and the level', async () => {
    const serviceUser = await make();
    const admin = await team.session('admin');
    const input = { serviceUser, name: 'Reports', developer: 'read-only' };
    const reply = await admin.call('admin/update-service-user', input);
    expect(reply).toMatchObject({ status: 200, body: { name: 'Reports', developer: 'read-only' } });
    expect(await lastEvent(directory, team.account, 'service_user_updated')).toMatchObject({
      object: { name: 'Reports', from: { name: 'deploys', developer: 'read-write' } },
    });
  });

  test("accepts the service user's own name in another letter case", async () => {
    const serviceUser = await make('deploys');
    const admin = await team.session('admin');
    const reply = await admin.call('admin/update-service-user', { serviceUser, name: 'Deploys' });
    expect(reply).toMatchObject({ status: 200, body: { name: 'Deploys' } });
  });

  test('refuses the name of another service user', async () => {
    const serviceUser = await make('one');
    await make('two');
    const admin = await team.session('admin');
    const reply = await admin.call('admin/update-service-user', { serviceUser, name: 'TWO' });
    expect(reply.code).toBe('NAME_EXISTS');
  });

  test('is not recorded if the values are the same', async () => {
    const serviceUser = await make();
    const admin = await team.session('admin');
    await admin.call('admin/update-service-user', { serviceUser, name: 'deploys' });
    expect(await eventsOf(directory, team.account)).toEqual(['service_user_created']);
  });
});

const addKey = (serviceUserId: string) =>
  addCredential(directory.database, 'api_key', { accountId: team.account, serviceUserId });

test('a service user is disabled and enabled, and keeps its credentials', async () => {
  const serviceUser = await make();
  await addKey(serviceUser);
  const admin = await team.session('admin');
  const disabled = await admin.call('admin/disable-service-user', { serviceUser });
  expect(disabled).toMatchObject({ status: 200, body: { active: false } });
  const enabled = await admin.call('admin/enable-service-user', { serviceUser });
  expect(enabled).toMatchObject({ status: 200, body: { active: true } });
  const left = await directory.database.query(
    'select 1 from credentials where service_user_id = $1',
    [serviceUser],
  );
  expect(left).toHaveLength(1);
  expect(await eventsOf(directory, team.account)).toEqual([
    'service_user_created',
    'service_user_disabled',
    'service_user_enabled',
  ]);
});

test('a service user does not log in, though its name is an address and a key its password', async () => {
  const admin = await team.session('admin');
  const name = `robot@${team.account.replaceAll('_', '-')}.example`;
  // New service users cannot have such a name.
  const serviceUser = await addServiceUser(directory.database, team.account, name);
  const owner = { serviceUser };
  const key = await admin.call('admin/create-credential', { type: 'api_key', owner });
  const { token: password } = key.json as { token: string };
  const reply = await directory.caller().call('session/log-in', { email: name, password });
  expect({ made: key.status, code: reply.code }).toEqual({
    made: 200,
    code: 'CREDENTIALS_INVALID',
  });
});

test.each(['disable', 'enable'])('repeating %s records one event', async (verb) => {
  const serviceUser = await make();
  const admin = await team.session('admin');
  if (verb === 'enable') await admin.call('admin/disable-service-user', { serviceUser });
  await admin.call(`admin/${verb}-service-user`, { serviceUser });
  await admin.call(`admin/${verb}-service-user`, { serviceUser });
  const events = await eventsOf(directory, team.account);
  expect(events.filter((type) => type === `service_user_${verb}d`)).toHaveLength(1);
});

test('a service user is deleted with its credentials, and the event has their number', async () => {
  const serviceUser = await make();
  await addKey(serviceUser);
  const admin = await team.session('admin');
  const reply = await admin.call('admin/delete-service-user', { serviceUser });
  expect(reply).toMatchObject({ status: 200, body: {} });
  const left = await directory.database.query(
    'select 1 from credentials where service_user_id = $1',
    [serviceUser],
  );
  expect(left).toEqual([]);
  expect(await lastEvent(directory, team.account, 'service_user_deleted')).toMatchObject({
    object_id: serviceUser,
    object: { name: 'deploys', credentials: 1 },
  });
});

test.each<Who>(['admin', 'manager', 'inviter', 'reader'])(
  'a %s sees only the service users of the account',
  async (who) => {
    const other = await addTeam(directory, ['admin']);
    await make('theirs', other);
    const id = await make('ours');
    const caller = await team.session(who);
    const { json } = await caller.call('admin/list-service-users');
    expect(json).toEqual({
      items: [
        { id, name: 'ours', developer: 'read-write', active: true, createdAt: expect.any(String) },
      ],
      next: null,
    });
  },
);

test('the list of service users continues after the last item', async () => {
  const made = [await make('a'), await make('b'), await make('c')].sort();
  const reader = await team.session('reader');
  const first = await reader.call('admin/list-service-users', { limit: 2 });
  expect(first.json).toMatchObject({ items: [{ id: made[0] }, { id: made[1] }], next: made[1] });
  const second = await reader.call('admin/list-service-users', { limit: 2, after: made[1] });
  expect(second.json).toMatchObject({ items: [{ id: made[2] }], next: null });
});

describe.each([
  ['admin/create-service-user', { name: 'new', developer: 'read-only' }],
  ['admin/update-service-user', { name: 'new' }],
  ['admin/disable-service-user', {}],
  ['admin/enable-service-user', {}],
  ['admin/delete-service-user', {}],
])('%s', (path, given) => {
  const isCreation = path === 'admin/create-service-user';

  test.each<Who>(['manager', 'inviter', 'reader'])('is not for a %s', async (who) => {
    const serviceUser = await make();
    const caller = await team.session(who);
    const reply = await caller.call(path, isCreation ? given : { ...given, serviceUser });
    expect(reply.status).toBe(403);
  });

  if (isCreation) return;

  test('finds no service user of another account', async () => {
    const other = await addTeam(directory, ['admin']);
    const serviceUser = await make('theirs', other);
    const admin = await team.session('admin');
    const reply = await admin.call(path, { ...given, serviceUser });
    expect(reply.code).toBe('NOT_FOUND');
  });
});

const OTHER_NAMES = [
  ['an email address', 'ceo@example.com'],
  ['an email address with a wide sign', 'ceo＠example.com'],
  ['an email address with a small sign', 'ceo﹫example.com'],
  ['an email address with a circled letter', 'ceoⓐexample.com'],
  ['an email address with invisible characters', 'ceo\u200b@\u200bexample.com'],
  ['the id of a user', 'usr_4kTz0cB9vXw2LmQe'],
  ['the id of a service user, in capitals', 'SVC_4kTz0cB9vXw2LmQe'],
  ['an id with a wide line', 'ac＿4kTz0cB9vXw2LmQe'],
  ['the caller of a signed webhook', 'Twilio'],
] as const;

describe.each(OTHER_NAMES)('a name that reads as %s', (_what, name) => {
  test('is refused for new and existing service users', async () => {
    const admin = await team.session('admin');
    const made = await admin.call('admin/create-service-user', { name, developer: 'read-only' });
    expect({ status: made.status, code: made.code }).toEqual({
      status: 422,
      code: 'NAME_RESERVED',
    });

    const { json } = await admin.call('admin/create-service-user', {
      name: 'crm',
      developer: 'read-only',
    });
    const { id: serviceUser } = json as { id: string };
    const renamed = await admin.call('admin/update-service-user', { serviceUser, name });
    expect(renamed.code).toBe('NAME_RESERVED');
  });

  test("that already existed is not used as the service user's name as a caller", async () => {
    const id = await addServiceUser(directory.database, team.account, name);
    const owner = { accountId: team.account, serviceUserId: id };
    const { token } = await addToken(directory.database, 'authtoken', owner);
    expect((await present(directory, token)).auth).toMatchObject({ username: id });
  });
});
