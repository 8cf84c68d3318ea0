import type { Caller } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';
import { lastEvent } from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';
import type { Claims } from '../../support/guard/jwt';
import { seconds } from '../../support/guard/jwt';
import type { StartedLogin } from '../../support/sso/sso-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
let userId: string;
beforeEach(async () => {
  userId = await sso.addUser(ADA.email, [sso.account]);
  await sso.query('update users set password_hash = null where id = $1', userId);
});

/** Logs Ada in. Her step-up was two hours ago. */
async function staleSession(): Promise<Caller> {
  const { caller } = await sso.logIn();
  await sso.query("update sessions set stepped_up_at = now() - interval '2 hours'");
  return caller;
}

const start = (caller: Caller) => caller.call('session/start-sso-step-up');

/** Starts a step-up, and answers as the provider. @returns the input of `session/finish-sso`. */
async function ready(caller: Caller, claims: Claims) {
  const { body } = await start(caller);
  const { attempt, url } = body as StartedLogin;
  return { url, input: { attempt, ...sso.provider.logIn(url, claims) } };
}

async function stepUp(caller: Caller, claims: Claims = { ...ADA, auth_time: seconds() }) {
  return caller.call('session/finish-sso', (await ready(caller, claims)).input);
}

const isSteppedUp = async () =>
  (await sso.query("select from sessions where stepped_up_at > now() - interval '1 minute'"))
    .length === 1;

test('a user without a password and a second factor steps up at the provider', async () => {
  const caller = await staleSession();
  const before = { ...caller.cookies };
  const { input, url } = await ready(caller, { ...ADA, auth_time: seconds() });
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    prompt: 'login',
    max_age: '0',
  });

  expect(await caller.call('session/finish-sso', input)).toMatchObject({
    status: 200,
    body: { status: 'authenticated', test: null },
  });
  expect(await isSteppedUp()).toBe(true);
  expect(caller.cookies).not.toEqual(before);
  expect(await sso.count('sessions')).toBe(1);
  expect(await lastEvent(sso.directory, sso.account, 'step_up_succeeded')).toMatchObject({
    principal_id: userId,
    object: { by: 'sso', identityProvider: sso.identityProvider },
  });
});

test.each([
  ['no time', () => undefined],
  ['a time six minutes ago', () => seconds() - 361],
  ['a time in the future', () => seconds() + 120],
])('a provider that sends %s did not ask again', async (_what, time) => {
  const caller = await staleSession();

  expect(await stepUp(caller, { ...ADA, auth_time: time() })).toMatchObject({
    status: 403,
    code: 'STEP_UP_STALE',
  });
  expect(await isSteppedUp()).toBe(false);
  expect(await sso.lastFailure()).toMatchObject({ reason: 'auth_time', purpose: 'step-up' });
});

test('clocks may differ by a minute', async () => {
  const caller = await staleSession();
  expect((await stepUp(caller, { ...ADA, auth_time: seconds() - 355 })).status).toBe(200);
  expect((await stepUp(caller, { ...ADA, auth_time: seconds() + 55 })).status).toBe(200);
});

test('another user of the provider steps nobody up', async () => {
  await sso.addUser('grace@example.com', [sso.account]);
  const grace = { sub: 'grace', email: 'grace@example.com', auth_time: seconds() };
  await sso.logIn(grace);
  const caller = await staleSession();

  expect(await stepUp(caller, grace)).toMatchObject({ status: 403, code: 'IDENTITY_MISMATCH' });
  expect(await isSteppedUp()).toBe(false);
});

test('a session that did not begin with a provider cannot use one', async () => {
  await staleSession();
  const caller = await sessionFor(sso.directory, { userId, accountId: sso.account });

  expect(await start(caller)).toMatchObject({ status: 409, code: 'STEP_UP_UNAVAILABLE' });
});

test('an attempt of one session does not step up another', async () => {
  const one = await staleSession();
  const two = (await sso.logIn()).caller;
  await sso.query("update sessions set stepped_up_at = now() - interval '2 hours'");
  const { input } = await ready(one, { ...ADA, auth_time: seconds() });

  expect(await two.call('session/finish-sso', input)).toMatchObject({
    code: 'SSO_ATTEMPT_INVALID',
  });
  expect(await isSteppedUp()).toBe(false);
});

test('a session that has ended in the meantime stays ended', async () => {
  const caller = await staleSession();
  const { input } = await ready(caller, { ...ADA, auth_time: seconds() });
  await sso.query('update memberships set active = false');

  expect(await caller.call('session/finish-sso', input)).toMatchObject({
    status: 401,
    code: 'SESSION_EXPIRED',
  });
});

test('an identity that is no longer linked steps nobody up', async () => {
  const caller = await staleSession();
  const { input } = await ready(caller, { ...ADA, auth_time: seconds() });
  await sso.query('delete from user_identities');

  expect(await caller.call('session/finish-sso', input)).toMatchObject({
    code: 'IDENTITY_MISMATCH',
  });
});

test('a user in another account steps up as well, because the provider can only do so in its own', async () => {
  const other = await sso.directory.addAccount('Other');
  await sso.query('delete from memberships');
  await sso.query('delete from users');
  await sso.addUser(ADA.email, [sso.account, other]);
  const caller = await staleSession();

  expect((await stepUp(caller)).status).toBe(200);
});

describe('if the account requires a second factor', () => {
  beforeEach(async () => {
    await enroll(sso.directory, (await sso.logIn()).caller);
  });
  const requireMfa = () => sso.query('update accounts set mfa_required = true');

  test('a provider that proves none is not enough', async () => {
    const caller = await staleSession();
    await requireMfa();

    expect(await stepUp(caller)).toMatchObject({ status: 403, code: 'SECOND_FACTOR_REQUIRED' });
  });

  test('a provider that proves one is enough', async () => {
    await sso.query("update identity_providers set mfa_claim = 'amr'");
    const caller = await staleSession();
    await requireMfa();

    const claims = { ...ADA, auth_time: seconds(), amr: ['mfa'] };
    expect((await stepUp(caller, claims)).status).toBe(200);
  });
});
