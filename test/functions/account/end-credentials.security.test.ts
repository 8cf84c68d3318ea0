import {
  ADMINISTRATOR,
  type Caller,
  PASSWORD,
  useDirectory,
} from '../../support/directory/directory';
import {
  addCredential,
  addRow,
  addServiceUser,
  inSeconds,
  membershipOf,
  sha256,
} from '../../support/directory/directory-rows';
import { mailsTo } from '../../support/directory/mailbox';
import { keyHolder, make, present } from '../../support/directory/own-credentials';
import { sessionFor } from '../../support/directory/session-for';
import { holdLock } from '../../support/postgres/hold-lock';

const NEW = 'seven quiet lanterns';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9yZ2FuaXplciBvZiBrZXlzIGZvciB0ZXN0cyEh';

const directory = useDirectory();
let count = 0;
let accounts: readonly string[];
let email: string;
let userId: string;

beforeEach(async () => {
  count += 1;
  const [one, other] = [await directory.addAccount('One'), await directory.addAccount('Other')];
  accounts = [one, other];
  email = `ada${count}@example.com`;
  userId = await directory.addUser(email, { [one]: ADMINISTRATOR, [other]: ADMINISTRATOR });
});

const session = () => sessionFor(directory, { userId, accountId: accounts[0] as string });

type Ways = Readonly<Record<string, (more?: object) => Promise<object>>>;

/** The ways to set a new password. Each takes the rest of the input. */
const WAYS: Ways = {
  async reset(more = {}) {
    const token = `${'reset'.repeat(4)}${userId.slice(4)}`;
    await addRow(directory.database, 'password_resets', {
      user_id: userId,
      secret_hash: sha256(token),
      expires_at: inSeconds(600),
    });
    return { path: 'session/reset-password', input: { token, password: NEW, ...more } };
  },
  async change(more = {}) {
    const input = { oldPassword: PASSWORD, newPassword: NEW, ...more };
    return { path: 'account/change-password', input };
  },
};

interface Call {
  readonly path: string;
  readonly input: object;
  readonly caller: Caller;
}

async function callOf(way: string, more: object): Promise<Call> {
  return { ...(await WAYS[way]?.(more)), caller: await session() } as Call;
}

async function setPassword(way: string, more: object = {}) {
  const { path, input, caller } = await callOf(way, more);
  return caller.call(path, input);
}

/** Creates an API key, an authtoken and an SSH key with its token, in both accounts alternately. */
async function addCredentials() {
  const [one = '', other = ''] = accounts;
  const owner = async (accountId: string) => ({
    accountId,
    membershipId: await membershipOf(directory.database, userId, accountId),
  });
  const apiKey = await addCredential(directory.database, 'api_key', await owner(one));
  const authtoken = await addCredential(directory.database, 'authtoken', await owner(other));
  const { accountId, membershipId } = await owner(other);
  const id = `tfs_${count}`;
  await addRow(directory.database, 'credentials', {
    id,
    account_id: accountId,
    type: 'ssh_key',
    membership_id: membershipId,
    public_key: KEY,
    fingerprint: `SHA256:${count}`,
    created_by: userId,
  });
  const short = await addCredential(directory.database, 'authtoken', await owner(other), {
    issued_by: id,
    expires_at: inSeconds(600),
  });
  return { apiKey, authtoken, short };
}

function credentialsOf(user: string) {
  return directory.database.query(
    'select c.id from credentials c join memberships m on m.id = c.membership_id where m.user_id = $1',
    [user],
  );
}

describe.each(Object.keys(WAYS))('a new password by %s', (way) => {
  test("ends the user's credentials in all accounts if the input says so", async () => {
    const { apiKey, authtoken, short } = await addCredentials();
    const { status, json } = await setPassword(way, { endCredentials: true });

    const counts = { endedCredentials: 3, liveCredentials: 0 };
    expect({ status, json }).toEqual({ status: 200, json: counts });
    expect((await keyHolder(directory, apiKey.token).call('admin/show-account')).status).toBe(401);
    expect((await present(directory, authtoken.token)).status).toBe(401);
    expect((await present(directory, short.token)).status).toBe(401);
    expect(await credentialsOf(userId)).toEqual([]);
  });

  test('records an event for each credential in the log of its account', async () => {
    const { apiKey, authtoken } = await addCredentials();
    await setPassword(way, { endCredentials: true });
    const events = await directory.database.query(
      "select account_id, object_id, principal_id, object->>'reason' as reason from events where type = 'credential_deleted' and principal_id = $1 order by object_id",
      [userId],
    );
    const reason = way === 'reset' ? 'password-reset' : 'password-changed';
    const [one, other] = accounts;
    const common = { principal_id: userId, reason };
    expect(events).toEqual([
      { account_id: other, object_id: authtoken.id, ...common },
      { account_id: one, object_id: apiKey.id, ...common },
      { account_id: other, object_id: `tfs_${count}`, ...common },
    ]);
  });

  test('otherwise keeps the credentials, and returns how many work', async () => {
    const { apiKey } = await addCredentials();
    const { json } = await setPassword(way);
    expect(json).toEqual({ endedCredentials: 0, liveCredentials: 3 });
    expect((await keyHolder(directory, apiKey.token).call('admin/show-account')).status).toBe(200);
    expect(mailsTo(directory.mailFolder, email).at(-1)?.text.replaceAll('\n', ' ')).toContain(
      'still work: 3.',
    );
  });

  test('does not end credentials of a service user or of another user', async () => {
    const [one = ''] = accounts;
    const otherId = await directory.addUser(`eve${count}${way}@example.com`, {
      [one]: ADMINISTRATOR,
    });
    const other = await addCredential(directory.database, 'api_key', {
      accountId: one,
      membershipId: await membershipOf(directory.database, otherId, one),
    });
    const serviceUserId = await addServiceUser(directory.database, one, `crm ${count}`);
    const service = await addCredential(directory.database, 'authtoken', {
      accountId: one,
      serviceUserId,
    });
    await setPassword(way, { endCredentials: true });
    expect((await keyHolder(directory, other.token).call('admin/show-account')).status).toBe(200);
    expect((await present(directory, service.token)).status).toBe(200);
  });

  test.each(['a session', 'an API key'])(
    'prevents a call in progress by %s from creating another credential',
    async (by) => {
      const caller = await session();
      const { token } = await make(caller, { type: 'api_key' });
      const lock = await holdLock(
        directory.database,
        `update accounts set name = name where id = '${accounts[0]}'`,
      );
      const setting = setPassword(way, { endCredentials: true });
      await lock.awaited(1, [setting]);
      const creator = by === 'a session' ? caller : keyHolder(directory, token);
      const creating = creator.call('account/create-credential', { type: 'api_key' });
      await lock.awaited(2, [setting, creating]);
      await lock.release();

      expect((await setting).status).toBe(200);
      expect([401, 403]).toContain((await creating).status);
      expect(await credentialsOf(userId)).toEqual([]);
    },
  );
});
