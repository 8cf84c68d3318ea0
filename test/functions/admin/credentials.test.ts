import { useDirectory } from '../../support/directory/directory';
import { keyHolder, list, make, present } from '../../support/directory/own-credentials';
import { makeSshKey } from '../../support/directory/ssh-keygen';
import { addTeam, lastEvent, type Team, type Who } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

async function addServiceUser(developer = 'read-write'): Promise<string> {
  const admin = await team.session('admin');
  const { json } = await admin.call('admin/create-service-user', { name: 'deploys', developer });
  return (json as { id: string }).id;
}

describe('admin/create-credential', () => {
  test.each<Who>(['other', 'manager', 'reader'])('creates a credential for a %s', async (who) => {
    const member = await team.id(who);
    const made = await make(await team.session('admin'), { type: 'authtoken', owner: { member } });

    expect(made).toMatchObject({ owner: { type: 'member', id: member, name: team.email(who) } });
    expect(await present(directory, made.token)).toMatchObject({
      auth: { username: team.email(who) },
    });
    expect(await lastEvent(directory, team.account, 'credential_created')).toMatchObject({
      principal_name: team.email('admin'),
      object: { owner: { id: member } },
    });
  });

  test('creates a credential for a service user', async () => {
    const serviceUser = await addServiceUser();
    const owner = { serviceUser };
    const made = await make(await team.session('admin'), { type: 'authtoken', owner });

    expect(made).toMatchObject({
      owner: { type: 'service_user', id: serviceUser, name: 'deploys' },
    });
    expect((await present(directory, made.token)).auth).toMatchObject({ username: 'deploys' });
  });

  test('adds an SSH key of a service user', async () => {
    const key = makeSshKey(['-t', 'ed25519']);
    const owner = { serviceUser: await addServiceUser() };
    const input = { type: 'ssh_key', publicKey: key.publicLine, owner };
    expect(await make(await team.session('admin'), input)).toMatchObject({
      fingerprint: key.fingerprint,
    });
    key.remove();
  });

  test('refuses an owner of another account and an unknown owner', async () => {
    const other = await addTeam(directory, ['reader']);
    const admin = await team.session('admin');
    const owners = [
      { member: await other.id('reader') },
      { member: 'mbr_none' },
      { serviceUser: 'svc_none' },
      { serviceUser: await team.id('reader') },
    ];
    for (const owner of owners) {
      const { code } = await admin.call('admin/create-credential', { type: 'api_key', owner });
      expect(code).toBe('OWNER_INVALID');
    }
  });

  test('refuses an owner that is disabled', async () => {
    const admin = await team.session('admin');
    const [member, serviceUser] = [await team.id('reader'), await addServiceUser()];
    await admin.call('admin/disable-member', { member });
    await admin.call('admin/disable-service-user', { serviceUser });
    for (const owner of [{ member }, { serviceUser }]) {
      const { code } = await admin.call('admin/create-credential', { type: 'api_key', owner });
      expect(code).toBe('OWNER_INVALID');
    }
  });

  test.each([
    ['no owner', {}],
    ['two owners', { owner: { member: 'mbr_1234', serviceUser: 'svc_1234' } }],
    ['an owner by an id alone', { owner: 'mbr_1234' }],
  ])('refuses %s', async (_what, input) => {
    const admin = await team.session('admin');
    const reply = await admin.call('admin/create-credential', { type: 'api_key', ...input });
    expect(reply.code).toBe('INPUT_INVALID');
  });
});

describe('admin/list-credentials', () => {
  test('lists the credentials of all owners in the account, and no others', async () => {
    const elsewhere = await addTeam(directory, ['admin']);
    await make(await elsewhere.session('admin'), { type: 'authtoken' });
    const admin = await team.session('admin');
    const made = [
      await make(admin, { type: 'authtoken', owner: { serviceUser: await addServiceUser() } }),
      await make(await team.session('reader'), { type: 'api_key' }),
    ];
    const found = await list(admin, 'admin/list-credentials');
    expect(found.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
    expect(JSON.stringify(found)).not.toContain('"token"');
  });

  test('lists the credentials of one owner and one type', async () => {
    const reader = await team.session('reader');
    await make(await team.session('manager'), { type: 'api_key' });
    await make(reader, { type: 'authtoken' });
    const { id } = await make(reader, { type: 'api_key' });
    const filter = { owner: await team.id('reader'), type: 'api_key' };
    const found = await list(await team.session('admin'), 'admin/list-credentials', filter);
    expect(found.map((one) => one.id)).toEqual([id]);
  });
});

describe('admin/delete-credential', () => {
  test('ends a credential of any owner at once', async () => {
    const { id, token } = await make(await team.session('other'), { type: 'authtoken' });
    const { status } = await (await team.session('admin')).call('admin/delete-credential', { id });
    expect(status).toBe(200);
    expect((await present(directory, token)).status).toBe(401);
  });

  test('finds no credential of another account', async () => {
    const elsewhere = await addTeam(directory, ['admin']);
    const { id } = await make(await elsewhere.session('admin'), { type: 'authtoken' });
    const { code } = await (await team.session('admin')).call('admin/delete-credential', { id });
    expect(code).toBe('NOT_FOUND');
  });
});

const OF_ADMINISTRATORS = [
  ['list-credentials', {}],
  ['create-credential', { type: 'authtoken', owner: { member: 'mbr_1234' } }],
  ['delete-credential', { id: 'tfa_1234' }],
] as const;

test.each(OF_ADMINISTRATORS)('admin/%s requires an administrator', async (name, input) => {
  const statuses = [];
  for (const who of ['manager', 'inviter', 'reader'] as const) {
    statuses.push((await (await team.session(who)).call(`admin/${name}`, input)).status);
  }
  expect(statuses).toEqual([403, 403, 403]);
});

test.each(OF_ADMINISTRATORS)("admin/%s refuses a service user's API key", async (name, input) => {
  const owner = { serviceUser: await addServiceUser() };
  const { token } = await make(await team.session('admin'), { type: 'api_key', owner });
  const { status } = await keyHolder(directory, token).call(`admin/${name}`, input);
  expect(status).toBe(403);
});

test("a service user's API key can call the operations of every member", async () => {
  const owner = { serviceUser: await addServiceUser('read-only') };
  const { token } = await make(await team.session('admin'), { type: 'api_key', owner });
  const holder = keyHolder(directory, token);
  const made = await make(holder, { type: 'authtoken' });

  expect(made).toMatchObject({ createdBy: owner.serviceUser, owner: { id: owner.serviceUser } });
  expect(await list(holder)).toHaveLength(2);
  expect((await holder.call('admin/list-service-users')).status).toBe(200);
});
