import { basic, bearer } from '../../../assets/auth.private';
import { addPasskey, passkeyLogin } from '../../support/directory/authenticator';
import { type Caller, PASSWORD } from '../../support/directory/directory';
import {
  addCredential,
  addRow,
  inSeconds,
  membershipOf,
  sha256,
} from '../../support/directory/directory-rows';
import { sessionFor } from '../../support/directory/session-for';
import { lastEvent, READER } from '../../support/directory/team';
import { enroll, forgetUsedCodes, totpCode } from '../../support/directory/totp';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';
import { enforce } from '../../support/sso/enforced-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

// Threat 9: an account requires single sign-on, and the member of another account has a password. Every way that makes or
// continues a session is here by its name.

const sso = useSso();
const EMAIL = ADA.email;
const REQUIRED = { status: 403, code: 'SSO_REQUIRED' };
let userId: string;

beforeEach(async () => {
  userId = await sso.addUser(EMAIL, [sso.account]);
  await sso.query('delete from throttles');
});

const logIn = (input: object = {}) =>
  sso.directory.caller().call('session/log-in', { email: EMAIL, password: PASSWORD, ...input });
const sessionIn = (accountId: string | null) => sessionFor(sso.directory, { userId, accountId });
const show = async (caller: Caller) => (await caller.call('session/show')).status;

async function addOther(): Promise<string> {
  const other = await sso.directory.addAccount('Other');
  const membership = { id: `mbr_${other}`, account_id: other, user_id: userId, ...READER };
  await addRow(sso.directory.database, 'memberships', membership);
  return other;
}

async function addReset(): Promise<string> {
  const token = `reset${userId}`;
  await addRow(sso.directory.database, 'password_resets', {
    user_id: userId,
    secret_hash: sha256(token),
    expires_at: inSeconds(600),
  });
  return token;
}

async function addInvitation(email: string): Promise<string> {
  const token = `invitation${email}`;
  await sso.invite(email);
  const secret = sha256(token);
  await sso.query('update invitations set secret_hash = $1 where email = $2', secret, email);
  return token;
}

describe('a user whose only account requires single sign-on', () => {
  let invited: string;
  let token: string;
  let caller: Caller;
  beforeEach(async () => {
    await enforce(sso);
    ({ caller } = await sso.logIn());
    invited = await sso.directory.addAccount('Inviter');
    token = await addInvitation(EMAIL);
    await sso.query('update invitations set account_id = $1', invited);
  });
  const isMember = async () =>
    (await sso.query('select from memberships where account_id = $1', invited)).length === 1;

  test('accepts an invitation of another account with the link, and stays where the provider is', async () => {
    const answer = await caller.call('session/accept-invitation', { token });

    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'authenticated', account: { id: sso.account } },
    });
    expect(await isMember()).toBe(true);
    expect(await sso.shown(caller)).toMatchObject({ accounts: [{ id: sso.account }] });
    expect(await caller.call('session/switch-account', { account: invited })).toMatchObject({
      code: 'OWN_LOGIN_REQUIRED',
    });
  });

  test('enters the other account by a login of the own', async () => {
    await caller.call('session/accept-invitation', { token });
    const own = await logIn();

    expect(own).toMatchObject({ status: 200 });
  });

  test('needs a password or passkey first, and the link remains valid', async () => {
    await sso.query('update users set password_hash = null where id = $1', userId);
    const accept = () => caller.call('session/accept-invitation', { token });

    expect(await accept()).toMatchObject({ status: 403, code: 'OWN_LOGIN_REQUIRED' });
    expect(await isMember()).toBe(false);
    await addPasskey(caller);
    expect(await accept()).toMatchObject({ status: 200 });
  });

  test('does not accept it by its id, because the provider could be pretending', async () => {
    const [found] = await sso.query<{ id: string }>('select id from invitations');
    const answer = await caller.call('session/accept-invitation', { invitation: found?.id });

    expect(answer).toMatchObject({ status: 403, code: 'OWN_LOGIN_REQUIRED' });
    expect(await isMember()).toBe(false);
  });
});

describe('threat 9: a login with the right password', () => {
  beforeEach(() => enforce(sso));

  test('is refused by session/log-in, also with the account named', async () => {
    expect(await logIn()).toMatchObject(REQUIRED);
    expect(await logIn({ account: sso.account })).toMatchObject(REQUIRED);
    expect(await sso.count('sessions')).toBe(0);
    expect(await lastEvent(sso.directory, sso.account, 'login_failed')).toMatchObject({
      object: { reason: 'SSO_REQUIRED' },
    });
  });

  test('is refused before the second factor, so no session waits for it', async () => {
    await sso.query("update accounts set sso = 'mixed'");
    await enroll(sso.directory, await sessionIn(sso.account));
    await sso.query('delete from sessions');
    await enforce(sso);

    expect(await logIn()).toMatchObject(REQUIRED);
    expect(await sso.count('sessions')).toBe(0);
  });

  test('of a reset is refused, and the reset itself answers as ever', async () => {
    const password = 'seven quiet lanterns';
    const input = { token: await addReset(), password };
    const { status } = await sso.directory.caller().call('session/reset-password', input);

    expect(status).toBe(200);
    expect(await logIn({ password })).toMatchObject(REQUIRED);
  });

  test('leads to another account of the user, unless this one is named', async () => {
    const other = await addOther();
    const caller = await sso.directory.logIn(EMAIL);

    expect((await sso.shown(caller)).account.id).toBe(other);
    expect(await logIn({ account: sso.account })).toMatchObject(REQUIRED);
  });

  test('is not counted as a failure', async () => {
    for (let count = 0; count < 12; count += 1) expect(await logIn()).toMatchObject(REQUIRED);
  });
});

test.each([
  ['a wrong password', { password: 'another wrong password' }],
  ['an unknown address', { email: 'nobody@example.com' }],
])(
  'a login with %s does not tell that the account requires single sign-on',
  async (_what, input) => {
    await enforce(sso);

    expect(await logIn(input)).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
  },
);

test('a login with a passkey is refused by session/log-in-with-passkey', async () => {
  const { authenticator } = await addPasskey(await sessionIn(sso.account));
  await enforce(sso);
  const caller = sso.directory.caller();
  const answer = await passkeyLogin(caller, authenticator);

  expect(await caller.call('session/log-in-with-passkey', answer)).toMatchObject(REQUIRED);
  expect(caller.cookies).toEqual({});
  expect(await lastEvent(sso.directory, sso.account, 'login_failed')).toMatchObject({
    object: { reason: 'SSO_REQUIRED' },
  });
});

test('a login that waits for its second factor is not continued by session/second-factor', async () => {
  const { secret } = await enroll(sso.directory, await sessionIn(sso.account));
  const caller = await sso.directory.logIn(EMAIL);
  await forgetUsedCodes(sso.directory);
  await enforce(sso);

  const { status } = await caller.call('session/second-factor', { code: totpCode(secret) });
  expect(status).toBe(401);
});

test('a session in another account is not moved by session/switch-account', async () => {
  const other = await addOther();
  await enforce(sso);
  const caller = await sessionIn(other);

  expect(await caller.call('session/switch-account', { account: sso.account })).toMatchObject(
    REQUIRED,
  );
  expect((await sso.shown(caller)).account.id).toBe(other);
});

describe('an invitation', () => {
  beforeEach(async () => {
    await sso.query('delete from memberships');
    await enforce(sso);
  });

  test('is not accepted by session/accept-invitation, and remains', async () => {
    const token = await addInvitation(EMAIL);

    expect(
      await (await sessionIn(null)).call('session/accept-invitation', { token }),
    ).toMatchObject(REQUIRED);
    expect([await sso.count('memberships'), await sso.count('invitations')]).toEqual([0, 1]);
  });

  test('is not accepted by its id either', async () => {
    await addInvitation(EMAIL);
    const [found] = await sso.query<{ id: string }>('select id from invitations');
    const invitation = found?.id;

    expect(
      await (await sessionIn(null)).call('session/accept-invitation', { invitation }),
    ).toMatchObject(REQUIRED);
  });

  test('makes no user by session/sign-up-by-invitation', async () => {
    const email = 'new@example.com';
    const input = { token: await addInvitation(email), name: 'New', password: PASSWORD };

    expect(await sso.directory.caller().call('session/sign-up-by-invitation', input)).toMatchObject(
      REQUIRED,
    );
    expect(await sso.query('select from users where email = $1', email)).toEqual([]);
  });

  test('is accepted by a login with the provider', async () => {
    await addInvitation(EMAIL);

    expect(await sso.logIn()).toMatchObject({ status: 200 });
  });
});

test.each([
  ['by a password', {}],
  ['by a provider of another account', { other: true }],
  ['by a provider of the whole service', { account_id: null }],
])('a session %s is out with its next request', async (_how, { other, account_id }: Kind) => {
  const caller = await sessionIn(sso.account);
  if (other) {
    const accountId = await addOther();
    await useProvider(caller, accountId);
  } else if (account_id === null) await useProvider(caller, null);
  expect(await show(caller)).toBe(200);
  await enforce(sso);

  expect(await show(caller)).toBe(401);
});

interface Kind {
  readonly other?: boolean;
  readonly account_id?: null;
}

/** Makes a session one of another identity provider. */
async function useProvider(caller: Caller, account: string | null): Promise<void> {
  const { cookies } = caller;
  await sso.query(
    `insert into identity_providers (id, account_id, type, name, issuer, client_id, client_secret, client_authentication, scopes, active)
    values ('idp_x', $1, 'oidc', 'X', 'https://x.example', 'x', 'x', 'post', '{}', true)`,
    account,
  );
  const secret = sha256(cookies['__Secure-session'] ?? '');
  await sso.query("update sessions set idp_id = 'idp_x' where secret_hash = $1", secret);
}

test('a session by a provider of the account goes on', async () => {
  const { caller } = await sso.logIn();
  await enforce(sso);

  expect(await show(caller)).toBe(200);
});

describe('Functions outside of the directory', () => {
  const { directory } = sso;
  const present = (username: string, password: string) =>
    requestGuard(basic({ directory: true }), {
      variables: directory.variables,
      headers: { authorization: basicAuthorization(username, password) },
    });

  test('refuse the password in basic(), also one that was accepted before', async () => {
    expect(await present(EMAIL, PASSWORD)).toMatchObject({ status: 200 });
    await enforce(sso);

    expect(await present(EMAIL, PASSWORD)).toMatchObject({ status: 401, code: 'SSO_REQUIRED' });
    expect(await present(EMAIL, 'another wrong password')).toMatchObject({
      status: 401,
      code: 'CREDENTIALS_INVALID',
    });
  });

  test('count a password that is refused for single sign-on as a wrong one', async () => {
    await enforce(sso);
    const codes: unknown[] = [];
    for (let count = 0; count < 12; count += 1) {
      codes.push((await present(EMAIL, PASSWORD)).code);
    }
    expect(codes.at(-1)).toBe('THROTTLED');
  });

  test('accept the authtokens and API keys of members as before', async () => {
    const membershipId = await membershipOf(directory.database, userId, sso.account);
    const owner = { accountId: sso.account, membershipId };
    const { token } = await addCredential(directory.database, 'authtoken', owner);
    await enforce(sso);
    const variables = { ...directory.variables, PATH: '/test' };

    expect(await present(EMAIL, token)).toMatchObject({ status: 200 });
    expect(
      await requestGuard(bearer({ directory: true }), {
        variables,
        headers: { authorization: `Bearer ${token}` },
      }),
    ).toMatchObject({ status: 200 });
  });
});
