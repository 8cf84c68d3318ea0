import { Client } from 'pg';
import { useDirectory } from '../../support/directory/directory';
import { exchange, keyHolder, make, present } from '../../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../../support/directory/ssh-keygen';
import { addTeam, memberIdOf, openSession, type Team } from '../../support/directory/team';

// A change of the owner applies to the owner's credentials from the next request on.

const directory = useDirectory();
let team: Team;
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

beforeEach(async () => {
  team = await addTeam(directory, ['admin', 'reader']);
});

/** Uses an owner's credential in every way. @returns the status of each response. */
type Ways = () => Promise<Readonly<Record<string, number>>>;

async function waysOf(account: string, owner: object): Promise<Ways> {
  const admin = await openSession(directory, team.email('admin'), account);
  const authtoken = await make(admin, { type: 'authtoken', owner });
  const key = await make(admin, { type: 'api_key', owner });
  await make(admin, { type: 'ssh_key', publicKey: ssh.publicLine, owner });
  const { json } = await exchange(directory, ssh, { account });
  const { token: shortToken } = json as { token: string };
  return async () => ({
    authtoken: (await present(directory, authtoken.token)).status,
    apiKey: (await keyHolder(directory, key.token).call('account/list-credentials')).status,
    sshKey: (await exchange(directory, ssh, { account })).status,
    shortToken: (await present(directory, shortToken)).status,
  });
}

const ALL = { authtoken: 200, apiKey: 200, sshKey: 200, shortToken: 200 };
const NONE = { authtoken: 401, apiKey: 401, sshKey: 401, shortToken: 401 };

const OWNERS = [
  {
    owner: 'a member',
    name: 'member',
    over: 'admin/remove-member',
    add: async () => team.id('reader'),
  },
  {
    owner: 'a service user',
    name: 'serviceUser',
    over: 'admin/delete-service-user',
    add: async () => {
      const input = { name: 'deploys', developer: 'read-write' };
      const { json } = await (await team.session('admin')).call('admin/create-service-user', input);
      return (json as { id: string }).id;
    },
  },
] as const;

describe.each(OWNERS)('a credential of $owner', ({ name, over, add }) => {
  const kind = name === 'member' ? 'member' : 'service-user';
  let owner: object;
  let ways: Ways;
  const change = async (path: string) => {
    const { status } = await (await team.session('admin')).call(path, owner);
    expect(status).toBe(200);
  };

  beforeEach(async () => {
    owner = { [name]: await add() };
    ways = await waysOf(team.account, owner);
  });

  test('is valid', async () => {
    expect(await ways()).toEqual(ALL);
  });

  test('stops working once its owner is disabled', async () => {
    await change(`admin/disable-${kind}`);
    expect(await ways()).toEqual(NONE);
  });

  test('works again once its owner is enabled', async () => {
    await change(`admin/disable-${kind}`);
    await change(`admin/enable-${kind}`);
    expect(await ways()).toEqual(ALL);
  });

  test('stops working once its owner is removed', async () => {
    await change(over);
    expect(await ways()).toEqual(NONE);
    const rows = await directory.database.query('select 1 from credentials where account_id = $1', [
      team.account,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('a user in two accounts', () => {
  let inOther: Ways;
  let inOwn: Ways;

  beforeEach(async () => {
    const other = await directory.addAccount('Other');
    await directory.database.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator)
      select 'mbr_' || md5($1 || email), $1, id, 'read-write', 'manager', email like 'admin.%'
      from users where email = any($2)`,
      [other, [team.email('admin'), team.email('reader')]],
    );
    const member = await memberIdOf(directory, other, team.email('reader'));
    inOther = await waysOf(other, { member });
    inOwn = await waysOf(team.account, { member: await team.id('reader') });
  });

  test.each(['disable-member', 'remove-member'])(
    'keeps the credentials of one account after %s in the other',
    async (name) => {
      const admin = await team.session('admin');
      await admin.call(`admin/${name}`, { member: await team.id('reader') });
      expect({ own: await inOwn(), other: await inOther() }).toEqual({ own: NONE, other: ALL });
    },
  );
});

test('no credential works while the account requires a second factor that its owner lacks', async () => {
  const ways = await waysOf(team.account, { member: await team.id('reader') });
  const required = (isRequired: boolean) =>
    directory.database.query('update accounts set mfa_required = $2 where id = $1', [
      team.account,
      isRequired,
    ]);
  await required(true);
  expect(await ways()).toEqual(NONE);
  await required(false);
  expect(await ways()).toEqual(ALL);
});

test('no input changes an owner, an account or a type', async () => {
  const reader = await team.session('reader');
  const { id } = await make(reader, { type: 'authtoken' });
  for (const more of [
    { owner: { member: await team.id('admin') } },
    { type: 'api_key' },
    { account: 'ac_1234' },
    { membershipId: await team.id('admin') },
  ]) {
    const { code } = await reader.call('account/update-credential', { id, ...more });
    expect(code).toBe('INPUT_INVALID');
  }
});

test.each([
  ['membership_id', "'mbr_none'"],
  ['service_user_id', "'svc_none'"],
  ['account_id', "'ac_none'"],
  ['type', "'api_key'"],
  ['id', "'tfa_none'"],
  ['public_key', "'ssh-ed25519 AAAA'"],
  ['fingerprint', "'SHA256:'"],
  ['issued_by', 'null'],
  ['created_by', "'usr_none'"],
  ['created_at', 'now()'],
])("the service's own role cannot change a credential's %s", async (column, value) => {
  const client = new Client(directory.database.url);
  await client.connect();
  try {
    const update = (of: string, to: string) =>
      client.query(`update public.credentials set ${of} = ${to}`);
    await expect(update(column, value)).rejects.toMatchObject({ code: '42501' });
    await expect(update('description', "'new'")).resolves.toBeDefined();
  } finally {
    await client.end();
  }
});
