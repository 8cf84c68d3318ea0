import type { Caller } from '../../support/directory/directory';
import { race } from '../../support/directory/race';
import { startProviderServer } from '../../support/sso/provider-server';
import { addDomain, addProvider, readyToFinish } from '../../support/sso/sso-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();

describe('threat 1: the provider of account A says that it verified an address of account B', () => {
  test('an address outside of the verified domains is refused, and nobody is created or linked', async () => {
    await sso.provision('jit');
    const other = await sso.directory.addAccount('B');
    await sso.addUser('victim@b.example', [other]);
    const user = { sub: 'victim', email: 'victim@b.example', email_verified: true };

    expect(await sso.logIn(user)).toMatchObject({ status: 403, code: 'DOMAIN_UNVERIFIED' });
    expect(await sso.logIn({ ...user, email: 'new@b.example' })).toMatchObject({
      code: 'DOMAIN_UNVERIFIED',
    });
    expect(await sso.count('user_identities')).toBe(0);
    expect(await sso.count('users')).toBe(1);
  });

  test.each(['a subdomain', 'a domain that is not verified yet', 'the domain of another account'])(
    '%s is refused',
    async (what) => {
      await sso.provision('jit');
      const other = await sso.directory.addAccount('B');
      await addDomain(sso.directory, other, 'b.example');
      await addDomain(sso.directory, sso.account, 'claimed.example', {});
      const domains: Readonly<Record<string, string>> = {
        'a subdomain': 'sub.example.com',
        'a domain that is not verified yet': 'claimed.example',
        'the domain of another account': 'b.example',
      };
      const user = { sub: 'eve', email: `eve@${domains[what]}`, email_verified: true };

      expect(await sso.logIn(user)).toMatchObject({ code: 'DOMAIN_UNVERIFIED' });
    },
  );
});

describe('threat 3: the user is in account B as well', () => {
  let caller: Caller;
  let other: string;
  beforeEach(async () => {
    other = await sso.directory.addAccount('B');
    await sso.addUser(ADA.email, [sso.account, other]);
    ({ caller } = await sso.logIn());
  });

  test.each([
    ['session/switch-account', () => ({ account: other })],
    ['account/create-account', () => ({ name: 'Mine' })],
    ['account/change-password', () => ({ oldPassword: 'a', newPassword: 'b' })],
    ['account/change-email', () => ({ email: 'eve@example.com' })],
    ['account/list-sessions', () => ({})],
    ['account/revoke-other-sessions', () => ({})],
    ['account/list-events', () => ({})],
    ['account/start-passkey', () => ({})],
    ['account/start-mfa', () => ({})],
    ['account/list-identities', () => ({})],
    ['account/start-identity-link', () => ({ identityProvider: sso.identityProvider })],
    ['account/unlink-identity', () => ({ identityProvider: 'idp_1', subject: 'ada' })],
    ['account/remove-password', () => ({})],
    ['account/update-profile', () => ({ name: 'Eve' })],
    ['account/delete-user', () => ({ email: ADA.email })],
  ])('a session of account A cannot call %s', async (path, input) => {
    expect(await caller.call(path, input())).toMatchObject({
      status: 403,
      code: 'OWN_LOGIN_REQUIRED',
    });
  });

  test('a session of account A does not show account B', async () => {
    expect((await sso.shown(caller)).accounts).toEqual([
      { id: sso.account, name: 'Example Inc.', active: true },
    ]);
  });

  test('a user of one account manages their own data, but does not leave the account', async () => {
    await sso.query('delete from memberships where account_id = $1', other);

    expect((await caller.call('account/list-sessions')).status).toBe(200);
    expect(await caller.call('account/create-account', { name: 'Mine' })).toMatchObject({
      code: 'OWN_LOGIN_REQUIRED',
    });
  });
});

test.each([
  ['no email_verified', {}],
  ['email_verified as a text', { email_verified: 'true' }],
])(
  'threat 4: an address with %s is refused outside of the verified domains',
  async (_name, more) => {
    await sso.provision('jit');

    expect(await sso.logIn({ sub: 'eve', email: 'eve@b.example', ...more })).toMatchObject({
      status: 403,
      code: 'EMAIL_UNVERIFIED',
    });
  },
);

test('threat 6: a disabled member stays disabled, and a removed one needs an invitation', async () => {
  await sso.provision('jit');
  await sso.logIn();
  await sso.query('update memberships set active = false');
  expect(await sso.logIn()).toMatchObject({ status: 403, code: 'ACCOUNT_UNAVAILABLE' });
  expect(await sso.query('select active from memberships')).toEqual([{ active: false }]);

  await sso.query('delete from memberships');
  expect(await sso.logIn()).toMatchObject({ code: 'ACCOUNT_UNAVAILABLE' });
  await sso.invite(ADA.email);
  expect(await sso.logIn()).toMatchObject({ status: 200 });
});

test('threat 7: the same subject at two providers is two people', async () => {
  await sso.provision('jit');
  const one = await sso.shown((await sso.logIn()).caller);
  const second = await startProviderServer();
  const columns = { account_id: sso.account, name: 'Second' };
  const secondId = await addProvider(sso.directory, second, columns);
  const caller = sso.directory.caller();
  const user = { ...ADA, email: 'grace@example.com' };
  const input = await readyToFinish(caller, second, { identityProvider: secondId, user });
  await caller.call('session/finish-sso', input);
  await second.close();

  expect((await sso.shown(caller)).user.id).not.toBe(one.user.id);
});

test('threat 8: two first logins of one person at once make one user and one member', async () => {
  await sso.provision('jit');
  const contenders = await Promise.all(
    Array.from({ length: 2 }, async () => {
      const caller = sso.directory.caller();
      const input = await sso.ready(caller);
      return { path: 'session/finish-sso', input: { json: true, ...input } };
    }),
  );
  const finishes = await race(sso.directory, contenders);

  expect(finishes).toEqual(Array(2).fill({ status: 200, code: undefined }));
  expect(await sso.count('users')).toBe(1);
  expect(await sso.count('memberships')).toBe(1);
  expect(await sso.count('user_identities')).toBe(1);
});

describe('threat 11: a link of an attacker is opened in the browser of a victim', () => {
  test('without the secret of the page that started the login, nobody is logged in', async () => {
    await sso.addUser(ADA.email, [sso.account]);
    const attackers = sso.directory.caller();
    const { attempt: _secret, ...link } = await sso.ready(attackers);
    const victim = sso.directory.caller();
    const own = await sso.ready(victim);

    expect(
      await victim.call('session/finish-sso', { ...link, attempt: own['attempt'] }),
    ).toMatchObject({ status: 400, code: 'SSO_ATTEMPT_INVALID' });
    expect(victim.cookies).toEqual({});
  });

  test('a wrong secret uses the attempt up', async () => {
    await sso.addUser(ADA.email, [sso.account]);
    const caller = sso.directory.caller();
    const input = await sso.ready(caller);
    await caller.call('session/finish-sso', { ...input, attempt: 'wrong' });

    expect(await caller.call('session/finish-sso', input)).toMatchObject({
      code: 'SSO_ATTEMPT_INVALID',
    });
  });
});

describe('threat 12: an answer of the provider', () => {
  beforeEach(() => sso.addUser(ADA.email, [sso.account]));

  test('is valid once, also for 16 processes at once', async () => {
    const caller = sso.directory.caller();
    const input = await sso.ready(caller);
    const contender = { path: 'session/finish-sso', input: { json: true, ...input } };
    const finishes = await race(sso.directory, Array(16).fill(contender));

    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(finishes.filter(({ code }) => code === 'SSO_ATTEMPT_INVALID')).toHaveLength(15);
    expect(await sso.count('sessions')).toBe(1);
  });

  test('is refused after ten minutes', async () => {
    const caller = sso.directory.caller();
    const input = await sso.ready(caller);
    await sso.query("update sso_attempts set expires_at = now() - interval '1 second'");

    expect(await caller.call('session/finish-sso', input)).toMatchObject({
      code: 'SSO_ATTEMPT_INVALID',
    });
  });

  test.each([
    ['the iss of another provider', { iss: 'https://b.example' }, 'SSO_RESPONSE_INVALID'],
    ['no iss, which was announced', { iss: undefined }, 'SSO_RESPONSE_INVALID'],
    ['the error access_denied', { code: undefined, error: 'access_denied' }, 'SSO_REFUSED'],
    ['an unknown state', { state: 'unknown' }, 'SSO_ATTEMPT_INVALID'],
  ])('with %s is refused', async (_name, changes, code) => {
    expect(await sso.logIn(ADA, changes)).toMatchObject({ code });
  });

  test('is refused if the provider is no longer active', async () => {
    const caller = sso.directory.caller();
    const input = await sso.ready(caller);
    await sso.query('update identity_providers set active = false');

    expect(await caller.call('session/finish-sso', input)).toMatchObject({
      code: 'SSO_ATTEMPT_INVALID',
    });
  });
});

test.each([
  ['another nonce', { claims: { nonce: 'another' } }, 'nonce'],
  ['another audience', { claims: { aud: 'another' } }, 'aud'],
  ['an unknown kid', { header: { kid: 'unknown' } }, 'kid'],
])(
  'threat 13: an ID token with %s is refused, and only the audit log says why',
  async (_name, faults, reason) => {
    await sso.addUser(ADA.email, [sso.account]);
    await sso.logIn();
    sso.provider.faults = faults;
    const { body } = await sso.logIn();

    expect(body).toEqual({
      error: {
        code: 'SSO_RESPONSE_INVALID',
        message: expect.stringContaining('The audit log has the reason.'),
        requestId: expect.any(String),
      },
    });
    expect(await sso.lastFailure()).toMatchObject({ reason, purpose: 'login' });
  },
);

test('threat 14: a code of another attempt is refused', async () => {
  await sso.addUser(ADA.email, [sso.account]);
  const caller = sso.directory.caller();
  const one = await sso.ready(caller);
  const two = await sso.ready(caller);

  expect(await caller.call('session/finish-sso', { ...one, code: two['code'] })).toMatchObject({
    code: 'SSO_RESPONSE_INVALID',
  });
});

test('threat 15: a provider that is down is unavailable, and sessions go on', async () => {
  await sso.addUser(ADA.email, [sso.account]);
  const { caller } = await sso.logIn();
  sso.provider.faults = { at: { '/token': (response) => response.writeHead(503).end() } };

  expect(await sso.logIn()).toMatchObject({ status: 503, code: 'IDENTITY_PROVIDER_UNAVAILABLE' });
  expect((await caller.call('session/show')).status).toBe(200);
});
