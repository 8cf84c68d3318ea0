import { addPasskey } from '../../support/directory/authenticator';
import { type Caller, PASSWORD } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { race } from '../../support/directory/race';
import { sessionFor } from '../../support/directory/session-for';
import { lastEvent } from '../../support/directory/team';
import type { Claims } from '../../support/guard/jwt';
import { addProvider, type StartedLogin } from '../../support/sso/sso-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
let userId: string;
let caller: Caller;
let serviceWide: string;
let email: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  email = `ada${count}@example.com`;
  userId = await sso.addUser(email, [sso.account]);
  caller = await sessionFor(sso.directory, { userId, accountId: sso.account });
  serviceWide = await addProvider(sso.directory, sso.provider, { name: 'For everyone' });
});

const start = (identityProvider: string, by = caller) =>
  by.call('account/start-identity-link', { identityProvider });

/** Starts a link, and answers as the provider. @returns the input of `session/finish-sso`. */
async function ready(identityProvider = serviceWide, user: Claims = ADA, by = caller) {
  const { body } = await start(identityProvider, by);
  const { attempt, url } = body as StartedLogin;
  return { attempt, ...sso.provider.logIn(url, user) };
}

async function link(identityProvider = serviceWide, user: Claims = ADA, by = caller) {
  return by.call('session/finish-sso', await ready(identityProvider, user, by));
}

const unlink = (identityProvider = serviceWide, subject = ADA.sub) =>
  caller.call('account/unlink-identity', { identityProvider, subject });

const list = async () => (await caller.call('account/list-identities')).body;
const withoutPassword = () => sso.query('update users set password_hash = null');
const subjects = () => mailsTo(sso.directory.mailFolder, email).map(({ subject }) => subject);

describe('a link', () => {
  test('is listed, and the user and the audit log are told', async () => {
    expect(await list()).toEqual({
      items: [],
      identityProviders: [
        { id: sso.identityProvider, name: 'Example login', type: 'oidc' },
        { id: serviceWide, name: 'For everyone', type: 'oidc' },
      ],
    });
    expect(await link()).toMatchObject({
      status: 200,
      body: { status: 'authenticated', test: null },
    });

    expect(await list()).toMatchObject({
      items: [{ identityProvider: { id: serviceWide }, subject: 'ada', email: ADA.email }],
    });
    expect(subjects()).toEqual([expect.stringContaining('“For everyone” can log in')]);
    expect(await lastEvent(sso.directory, sso.account, 'identity_linked')).toMatchObject({
      principal_id: userId,
      object: { subject: 'ada', userId },
    });
  });

  test('of an own identity a second time changes nothing', async () => {
    await link();
    expect((await link()).status).toBe(200);

    expect(await sso.count('user_identities')).toBe(1);
    expect(subjects()).toHaveLength(1);
  });

  test('of another user’s identity is refused', async () => {
    const other = await sso.addUser('grace@example.com', [sso.account]);
    await link(
      serviceWide,
      ADA,
      await sessionFor(sso.directory, { userId: other, accountId: null }),
    );

    expect(await link()).toMatchObject({ status: 409, code: 'IDENTITY_EXISTS' });
    expect(await list()).toMatchObject({ items: [] });
  });

  test('of one identity by two users at once succeeds for one', async () => {
    const other = await sso.addUser('grace@example.com', [sso.account]);
    const grace = await sessionFor(sso.directory, { userId: other, accountId: sso.account });
    const contenders = await Promise.all(
      [caller, grace].map(async (by) => ({
        path: 'session/finish-sso',
        input: { json: true, ...(await ready(serviceWide, ADA, by)) },
        caller: by,
      })),
    );
    const codes = (await race(sso.directory, contenders)).map(({ code }) => code);

    expect(codes.toSorted()).toEqual(['IDENTITY_EXISTS', undefined]);
  });

  test('at a provider of another account, or one that is not active, is refused', async () => {
    const account = await sso.directory.addAccount('Other');
    const foreign = await addProvider(sso.directory, sso.provider, { account_id: account });
    await sso.query('update identity_providers set active = false where id = $1', serviceWide);

    expect(await start(foreign)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await start(serviceWide)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  test('cannot be finished by another session of the same user', async () => {
    const input = await ready();
    const another = await sessionFor(sso.directory, { userId, accountId: sso.account });

    expect(await another.call('session/finish-sso', input)).toMatchObject({
      code: 'SSO_ATTEMPT_INVALID',
    });
    expect(await sso.count('user_identities')).toBe(0);
  });

  test('is limited to 20 identities', async () => {
    await sso.query(
      `insert into user_identities (idp_id, subject, user_id)
       select $1, n::text, $2 from generate_series(1, 20) n`,
      serviceWide,
      userId,
    );
    expect(await start(serviceWide)).toMatchObject({ status: 409, code: 'LIMIT_REACHED' });
  });
});

describe('an unlinked identity', () => {
  test('ends its sessions except the caller’s, and the user and the audit log are told', async () => {
    await link(sso.identityProvider);
    const other = (await sso.logIn()).caller;
    caller = (await sso.logIn()).caller;
    expect((await unlink(sso.identityProvider)).status).toBe(200);

    expect((await other.call('session/show')).status).toBe(401);
    expect((await caller.call('session/show')).status).toBe(200);
    expect(await list()).toMatchObject({ items: [] });
    expect(subjects().at(-1)).toContain('can no longer log in');
    expect(await lastEvent(sso.directory, sso.account, 'identity_unlinked')).toMatchObject({
      object: { subject: 'ada', endedSessions: 1 },
    });
  });

  test('of another user is not found', async () => {
    const other = await sso.addUser('grace@example.com', [sso.account]);
    await link(
      serviceWide,
      ADA,
      await sessionFor(sso.directory, { userId: other, accountId: null }),
    );

    expect(await unlink()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await sso.count('user_identities')).toBe(1);
  });
});

describe('the last way to log in stays', () => {
  const last = { status: 409, code: 'LAST_LOGIN_WAY' };
  beforeEach(() => link());

  test.each(['password', 'passkey', 'second identity'])('unless there is a %s', async (way) => {
    await withoutPassword();
    expect(await unlink()).toMatchObject(last);
    expect(await sso.count('user_identities')).toBe(1);

    if (way === 'password') await sso.query("update users set password_hash = 'any'");
    if (way === 'passkey') await addPasskey(caller);
    if (way === 'second identity') await link(sso.identityProvider);
    expect((await unlink()).status).toBe(200);
  });

  test.each([
    ['whose provider is not active', 'update identity_providers set active = false where id = $1'],
    [
      'of an account that the user has left',
      "update identity_providers set account_id = 'ac_other' where id = $1",
    ],
  ])('and an identity %s does not count', async (_what, sql) => {
    await sso.query(
      "insert into accounts (id, name) values ('ac_other', 'Other') on conflict do nothing",
    );
    await link(sso.identityProvider);
    await sso.query(sql, serviceWide);
    await withoutPassword();

    expect(await unlink(sso.identityProvider)).toMatchObject(last);
  });

  test('also if it is a passkey', async () => {
    const { passkey } = await addPasskey(caller);
    await unlink();
    await withoutPassword();

    expect(await caller.call('account/delete-passkey', { id: passkey.id })).toMatchObject(last);
    expect(await sso.count('passkeys')).toBe(1);
  });

  test('also if it is the password', async () => {
    await unlink();

    expect(await caller.call('account/remove-password')).toMatchObject(last);
  });

  test('if the password and the only identity are removed at once', async () => {
    const remove = { path: 'account/remove-password', input: { json: true }, caller };
    const input = { identityProvider: serviceWide, subject: ADA.sub };
    const statuses = (
      await race(sso.directory, [remove, { path: 'account/unlink-identity', input, caller }])
    ).map(({ status }) => status);

    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const [left] = await sso.query('select password_hash is not null as "hasPassword" from users');
    const identities = await sso.count('user_identities');
    expect([left, identities]).toEqual([
      { hasPassword: statuses[0] !== 200 },
      statuses[0] === 200 ? 1 : 0,
    ]);
  });
});

test.each([
  ['account/start-identity-link', () => ({ identityProvider: serviceWide })],
  ['account/unlink-identity', () => ({ identityProvider: serviceWide, subject: ADA.sub })],
  ['account/remove-password', () => ({})],
])('%s requires a recent step-up and changes nothing without it', async (path, input) => {
  await link();
  await sso.query("update sessions set stepped_up_at = now() - interval '2 hours'");

  expect(await caller.call(path, input())).toMatchObject({ status: 403, code: 'STEP_UP_REQUIRED' });
  expect(await sso.count('user_identities')).toBe(1);
  expect(await sso.count('sso_attempts')).toBe(0);
  expect((await caller.call('session/show')).body).toMatchObject({ user: { hasPassword: true } });
});

describe('a removed password', () => {
  test('no longer logs in, ends the other sessions, and its reset links', async () => {
    await link();
    const other = await sessionFor(sso.directory, { userId, accountId: sso.account });
    await sso.query(
      `insert into password_resets (user_id, secret_hash, expires_at)
       values ($1, sha256('token'), now() + interval '1 hour')`,
      userId,
    );
    const before = { ...caller.cookies };
    expect((await caller.call('account/remove-password')).status).toBe(200);

    expect(caller.cookies).not.toEqual(before);
    expect((await caller.call('session/show')).body).toMatchObject({
      user: { hasPassword: false },
    });
    expect((await other.call('session/show')).status).toBe(401);
    expect(await sso.count('password_resets')).toBe(0);
    const login = { email, password: PASSWORD };
    expect(await sso.directory.caller().call('session/log-in', login)).toMatchObject({
      code: 'CREDENTIALS_INVALID',
    });
    expect(await lastEvent(sso.directory, sso.account, 'password_removed')).toMatchObject({
      object: { endedSessions: 1 },
    });
    expect(subjects().at(-1)).toContain('Your password for');
  });

  test('cannot be removed again', async () => {
    await link();
    await caller.call('account/remove-password');

    expect(await caller.call('account/remove-password')).toMatchObject({
      status: 409,
      code: 'PASSWORD_NOT_SET',
    });
  });
});
