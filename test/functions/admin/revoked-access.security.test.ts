import { basic } from '../../../assets/auth.private';
import { PASSWORD, useDirectory } from '../../support/directory/directory';
import {
  addCredential,
  addRow,
  addSession,
  inSeconds,
  sha256,
} from '../../support/directory/directory-rows';
import { tokenFor } from '../../support/directory/mailbox';
import { keyHolder, present } from '../../support/directory/own-credentials';
import { addTeam, memberIdOf, openSession, READER, type Team } from '../../support/directory/team';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';

// Every way for a member to access an account. After the member is blocked from the account, none of them works
// there, and all of them work in other accounts.

const directory = useDirectory();
let own: Team;
let other: Team;
let email: string;
let userId: string;

beforeEach(async () => {
  [own, other] = [await addTeam(directory, ['admin']), await addTeam(directory, ['admin'])];
  email = `both.${own.account}@example.com`;
  const roles = { ...READER, developer: 'read-write', team: 'invite-only' } as const;
  userId = await directory.addUser(email, { [own.account]: roles, [other.account]: roles });
});

/** Returns whether each way into an account works. */
type Ways = () => Promise<Readonly<Record<string, boolean>>>;

async function waysInto({ account }: Team): Promise<Ways> {
  const { database } = directory;
  const membershipId = await memberIdOf(directory, account, email);
  const owner = { accountId: account, membershipId };
  const session = await openSession(directory, email, account);
  const half = directory.caller();
  const due = { second_factor_due: true, stepped_up_at: null };
  const { secret } = await addSession(database, { userId, accountId: account }, due);
  half.cookies['__Secure-session'] = secret;
  const authtoken = await addCredential(database, 'authtoken', owner);
  const apiKey = await addCredential(database, 'api_key', owner);
  const invited = `invited.${account}@example.com`;
  await session.call('admin/invite', { email: invited, roles: READER });
  const link = tokenFor(directory.mailFolder, invited);

  const logIn = (password: string) =>
    directory.caller().call('session/log-in', { email, password, account });
  const pair = () =>
    requestGuard(basic({ directory: true, account }), {
      variables: directory.variables,
      headers: { authorization: basicAuthorization(email, PASSWORD) },
    });
  return async () => ({
    session: (await session.call('session/show')).status === 200,
    halfLogIn: (await half.call('session/show')).status === 200,
    logIn: (await logIn(PASSWORD)).status === 200,
    basic: (await pair()).status === 200,
    authtoken: (await present(directory, authtoken.token)).status === 200,
    apiKey: (await keyHolder(directory, apiKey.token).call('admin/show-account')).status === 200,
    invitation:
      (await directory.caller().call('session/show-invitation', { token: link })).status === 200,
  });
}

const all = (is: boolean) => ({
  session: is,
  halfLogIn: is,
  logIn: is,
  basic: is,
  authtoken: is,
  apiKey: is,
  invitation: is,
});

async function change(path: string) {
  const member = await memberIdOf(directory, own.account, email);
  const { status } = await (await own.session('admin')).call(path, { member });
  expect(status).toBe(200);
}

test('a member can use every way into the account', async () => {
  expect(await (await waysInto(own))()).toEqual(all(true));
});

test.each(['admin/disable-member', 'admin/remove-member'])(
  '%s ends every way into the account, and none into another account',
  async (path) => {
    const [here, there] = [await waysInto(own), await waysInto(other)];
    await change(path);
    expect({ here: await here(), there: await there() }).toEqual({
      here: all(false),
      there: all(true),
    });
  },
);

test("admin/enable-member restores the member's credentials, and no session or link", async () => {
  const ways = await waysInto(own);
  await change('admin/disable-member');
  await change('admin/enable-member');
  expect(await ways()).toEqual({
    ...all(true),
    session: false,
    halfLogIn: false,
    invitation: false,
  });
});

describe('a new password by an earlier link', () => {
  test.each(['admin/disable-member', 'admin/remove-member'])(
    'gives no access to the account after %s',
    async (path) => {
      const token = `link${own.account}`;
      await addRow(directory.database, 'password_resets', {
        user_id: userId,
        secret_hash: sha256(token),
        expires_at: inSeconds(600),
      });
      await change(path);
      const password = 'seven quiet lanterns';
      const reset = await directory.caller().call('session/reset-password', { token, password });
      expect(reset.status).toBe(200);
      const logIn = (account: string) =>
        directory.caller().call('session/log-in', { email, password, account });
      expect((await logIn(own.account)).code).toBe('ACCOUNT_UNAVAILABLE');
      expect((await logIn(other.account)).status).toBe(200);
    },
  );
});
