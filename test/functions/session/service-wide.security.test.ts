import type { ServerResponse } from 'node:http';
import { addPasskey } from '../../support/directory/authenticator';
import { type Caller, DEVELOPER } from '../../support/directory/directory';
import { race } from '../../support/directory/race';
import { READER } from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';
import type { Claims } from '../../support/guard/jwt';
import { addProvider, readyToFinish, type StartedLogin } from '../../support/sso/sso-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
let serviceWide: string;
beforeEach(async () => {
  Object.assign(sso.directory.variables, { ALLOW_SIGNUP: 'false' });
  serviceWide = await addProvider(sso.directory, sso.provider, { name: 'For everyone' });
});
const allowSignUp = () => Object.assign(sso.directory.variables, { ALLOW_SIGNUP: 'true' });

const ready = (caller: Caller, user: Claims = ADA) =>
  readyToFinish(caller, sso.provider, { identityProvider: serviceWide, user });

async function logIn(user: Claims = ADA) {
  const caller = sso.directory.caller();
  const { status, code, body } = await caller.call('session/finish-sso', await ready(caller, user));
  return { caller, status, code, body };
}

/** Adds Ada as a user who has linked her identity. */
async function linkedUser(accounts: readonly string[]): Promise<string> {
  const userId = await sso.addUser(ADA.email, accounts);
  await sso.query(
    'insert into user_identities (idp_id, subject, user_id) values ($1, $2, $3)',
    serviceWide,
    ADA.sub,
    userId,
  );
  return userId;
}

describe('threat 5: an unknown identity whose address is a user’s', () => {
  test('is not linked, not even with a verified primary address', async () => {
    allowSignUp();
    await sso.addUser(ADA.email, [sso.account]);
    await sso.invite(ADA.email);

    expect(await logIn()).toMatchObject({ status: 409, code: 'EMAIL_EXISTS' });
    expect(await sso.count('user_identities')).toBe(0);
    expect(await sso.count('sessions')).toBe(0);
    expect(await sso.count('invitations')).toBe(1);
  });

  test('is not linked by a verified domain of an account', async () => {
    await sso.provision('jit');
    await sso.addUser(ADA.email, [sso.account]);

    expect(await logIn()).toMatchObject({ code: 'EMAIL_EXISTS' });
  });

  test.each([
    ['no address', { sub: 'eve' }],
    ['an unverified address', { ...ADA, email_verified: false }],
    ['an address verified by a text', { ...ADA, email_verified: 'true' }],
  ])('neither signs up nor accepts an invitation with %s', async (_what, user) => {
    allowSignUp();
    await sso.invite(ADA.email);

    expect(await logIn(user)).toMatchObject({ status: 403, code: 'EMAIL_UNVERIFIED' });
    expect(await sso.count('users')).toBe(0);
  });
});

describe('a person without a user', () => {
  test('accepts an open invitation for the verified address', async () => {
    await sso.invite(ADA.email);
    const { caller, body } = await logIn();

    expect(body).toEqual({ status: 'authenticated', test: null });
    expect(await sso.shown(caller)).toMatchObject({
      user: { name: 'Ada', hasPassword: false },
      account: { id: sso.account },
      roles: READER,
    });
    expect(await sso.count('invitations')).toBe(0);
  });

  test('signs up if sign-up is open, and then creates an account', async () => {
    allowSignUp();
    const { caller, body } = await logIn();
    expect(body).toEqual({ status: 'no_account', test: null });
    expect(
      await sso.query(
        "select object from events where type = 'sign_up_completed' order by seq desc limit 1",
      ),
    ).toEqual([{ object: expect.objectContaining({ identityProvider: serviceWide }) }]);

    const created = await caller.call('account/create-account', { name: 'Ada Inc.' });
    expect(created).toMatchObject({ status: 200, body: { status: 'authenticated' } });
  });

  test('is refused without an invitation if sign-up is closed', async () => {
    expect(await logIn()).toMatchObject({ status: 403, code: 'SIGN_UP_CLOSED' });
    expect(await sso.count('users')).toBe(0);
  });

  test('does not enter an account that requires single sign-on', async () => {
    await sso.invite(ADA.email);
    await sso.query("update accounts set sso = 'enforced'");

    expect(await logIn()).toMatchObject({ status: 403, code: 'SSO_REQUIRED' });
    expect(await sso.count('users')).toBe(0);
  });

  test('gets one user by two first logins at once', async () => {
    allowSignUp();
    const contenders = await Promise.all(
      Array.from({ length: 2 }, async () => ({
        path: 'session/finish-sso',
        input: { json: true, ...(await ready(sso.directory.caller())) },
      })),
    );
    const finishes = await race(sso.directory, contenders);

    expect(finishes).toEqual(Array(2).fill({ status: 200, code: undefined }));
    expect(await sso.count('users')).toBe(1);
  });
});

describe('a user who has linked the identity', () => {
  test('logs in to the usual account, and switches to others', async () => {
    const other = await sso.directory.addAccount('Other');
    await linkedUser([sso.account, other]);
    const { caller } = await logIn({ sub: ADA.sub });

    expect(await sso.shown(caller)).toMatchObject({ accounts: [{}, {}] });
    expect((await caller.call('session/switch-account', { account: other })).status).toBe(200);
    expect((await caller.call('account/list-sessions')).status).toBe(200);
  });

  test('uses the own second factor in addition', async () => {
    await linkedUser([sso.account]);
    await enroll(sso.directory, (await logIn()).caller);

    expect((await logIn()).body).toEqual({ status: 'mfa_required', test: null });
  });

  test('does not enter an account that requires single sign-on, but the others', async () => {
    const other = await sso.directory.addAccount('Other');
    await linkedUser([sso.account, other]);
    await sso.query("update accounts set sso = 'enforced' where id = $1", sso.account);
    const { caller } = await logIn();

    expect(await sso.shown(caller)).toMatchObject({ account: { id: other } });
    expect(await caller.call('session/switch-account', { account: sso.account })).toMatchObject({
      code: 'SSO_REQUIRED',
    });
  });

  test('who is disabled in every account stays so', async () => {
    await linkedUser([sso.account]);
    await sso.query('update memberships set active = false');

    expect((await logIn()).body).toEqual({ status: 'no_account', test: null });
  });

  test('steps up at the provider', async () => {
    const userId = await linkedUser([sso.account]);
    await sso.query('update users set password_hash = null where id = $1', userId);
    const { caller } = await logIn();
    await sso.query("update sessions set stepped_up_at = now() - interval '2 hours'");
    const { attempt, url } = (await caller.call('session/start-sso-step-up')).body as StartedLogin;
    const user = { ...ADA, auth_time: Math.floor(Date.now() / 1000) };
    const input = { attempt, ...sso.provider.logIn(url, user) };
    expect((await caller.call('session/finish-sso', input)).status).toBe(200);

    await addPasskey(caller);
  });
});

describe('GitHub', () => {
  const json = (body: unknown) => (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const at = (emails: unknown, token: object = { access_token: 'a', token_type: 'bearer' }) => ({
    '/login/oauth/access_token': json(token),
    '/api/v3/user': json({ id: 583231, login: 'ada', name: 'Ada' }),
    '/api/v3/user/emails': json(emails),
  });
  const PRIMARY = { email: ADA.email, primary: true, verified: true };
  beforeEach(async () => {
    await sso.query("update identity_providers set type = 'github' where id = $1", serviceWide);
    await sso.invite(ADA.email);
  });

  async function logInAt(answers: ReturnType<typeof at>) {
    sso.provider.faults = { at: answers };
    const caller = sso.directory.caller();
    const { body } = await caller.call('session/start-sso', { identityProvider: serviceWide });
    const { attempt, url } = body as StartedLogin;
    const state = new URL(url).searchParams.get('state');
    const reply = await caller.call('session/finish-sso', { attempt, state, code: 'code' });
    return { caller, ...reply };
  }

  test('identifies by the number, and counts the verified primary address', async () => {
    const { caller, status } = await logInAt(at([PRIMARY]));

    expect(status).toBe(200);
    expect(await sso.query('select subject, email from user_identities')).toEqual([
      { subject: '583231', email: ADA.email },
    ]);
    expect(await caller.call('session/start-sso-step-up')).toMatchObject({
      code: 'STEP_UP_UNAVAILABLE',
    });
  });

  test('threat 5: a second or unverified address accepts no invitation', async () => {
    const second = { ...PRIMARY, primary: false };
    for (const emails of [[second], [{ ...PRIMARY, verified: false }], []]) {
      expect(await logInAt(at(emails))).toMatchObject({ code: 'EMAIL_UNVERIFIED' });
    }
    expect(await sso.count('users')).toBe(0);
  });

  test('an error with the status 200 logs nobody in', async () => {
    const answers = at([PRIMARY], { error: 'bad_verification_code' });
    expect(await logInAt(answers)).toMatchObject({ code: 'SSO_RESPONSE_INVALID' });
  });
});

test('providers of the service are listed for everyone, with and without an address', async () => {
  const ways = {
    password: true,
    identityProviders: [],
    serviceWideProviders: [{ id: serviceWide, name: 'For everyone', type: 'oidc' }],
  };
  const list = async (input: object) =>
    (await sso.directory.caller().call('session/list-login-ways', input)).body;

  expect(await list({})).toEqual(ways);
  expect(await list({ email: 'ada@b.example' })).toEqual(ways);
});

test('a link that another person has made is not the caller’s: one identity is one user', async () => {
  await linkedUser([sso.account]);
  const grace = await sso.directory.addUser('grace@example.com', { [sso.account]: DEVELOPER });

  expect(
    (await sso.shown((await logIn({ ...ADA, email: 'grace@example.com' })).caller)).user.id,
  ).not.toBe(grace);
});
