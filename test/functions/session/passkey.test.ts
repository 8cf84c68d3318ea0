import {
  type Authenticator,
  addPasskey,
  passkeyAnswer,
  passkeyLogin,
} from '../../support/directory/authenticator';
import { type Caller, DEVELOPER, useDirectory } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';

const EMAIL = 'ada@example.com';
const HOURS_AGO = { stepped_up_at: { sql: "now() - interval '2 hours'" } };

const directory = useDirectory();
let account: string;
let userId: string;
let authenticator: Authenticator;
let recoveryCodes: readonly string[];

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
});

beforeEach(async () => {
  await query('delete from passkeys');
  await query('delete from throttles');
  await query('update accounts set mfa_required = false');
  const added = await addPasskey(await session());
  ({ authenticator } = added);
  recoveryCodes = added.recoveryCodes ?? [];
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const session = (columns = {}) => sessionFor(directory, { userId, accountId: account, columns });
const show = async (by: Caller) => (await by.call('session/show')).body;

async function lastEvent(type: string) {
  const rows = await query('select * from events where type = $1 order by seq', type);
  return rows.at(-1);
}

describe('a login with a passkey', () => {
  const logIn = async (by: Caller, more: object = {}) =>
    by.call('session/log-in-with-passkey', { ...(await passkeyLogin(by, authenticator)), ...more });

  test('names no user in its options', async () => {
    const { body } = await directory.caller().call('session/start-passkey-login');
    expect(body).toEqual({
      challenge: expect.stringMatching(/^[\w-]{94}$/),
      rpId: 'localhost',
      timeout: 300_000,
      userVerification: 'required',
      allowCredentials: [],
    });
  });

  test('needs neither an address nor a password nor a second factor', async () => {
    const caller = directory.caller();
    expect((await logIn(caller)).body).toEqual({ status: 'authenticated' });
    expect(await show(caller)).toMatchObject({
      status: 'authenticated',
      user: { email: EMAIL },
      account: { id: account },
      session: { authenticatedBy: ['passkey'], steppedUpAt: expect.any(String) },
    });
    expect(await lastEvent('login_succeeded')).toMatchObject({
      account_id: account,
      principal_name: EMAIL,
      object: { by: 'passkey', secondFactorDue: false },
    });
  });

  test('fulfills the requirement of MFA', async () => {
    await query('update accounts set mfa_required = true');
    expect((await logIn(directory.caller())).body).toEqual({ status: 'authenticated' });
  });

  test('counts as a step-up', async () => {
    const caller = directory.caller();
    await logIn(caller);
    expect((await caller.call('account/start-passkey')).status).toBe(200);
  });

  test('ends the session that the browser had', async () => {
    const caller = await session();
    const { cookies } = caller;
    const copy = directory.caller();
    Object.assign(copy.cookies, cookies);
    expect((await logIn(caller)).status).toBe(200);
    expect((await copy.call('session/show')).status).toBe(401);
  });

  test('chooses the account, and is refused for an account of others', async () => {
    const foreign = await directory.addAccount('Other Ltd');
    expect((await logIn(directory.caller(), { account })).status).toBe(200);
    const refused = await logIn(directory.caller(), { account: foreign });
    expect(refused.code).toBe('ACCOUNT_UNAVAILABLE');
    expect(await lastEvent('login_failed')).toMatchObject({
      object: { reason: 'ACCOUNT_UNAVAILABLE' },
    });
  });

  test('stores the time, the counter and whether the passkey is synced', async () => {
    authenticator.counter = 7;
    await logIn(directory.caller());
    const [row] = await query('select counter, backed_up, last_used_at from passkeys');
    expect(row).toEqual({ counter: '7', backed_up: true, last_used_at: expect.any(Date) });
  });

  test('leads to no account if the user is active in none', async () => {
    await query('update memberships set active = false');
    const caller = directory.caller();
    const { body } = await logIn(caller);
    await query('update memberships set active = true');
    expect(body).toEqual({ status: 'no_account' });
  });
});

describe('a user with a passkey only', () => {
  test('needs it after the password', async () => {
    const caller = await directory.logIn(EMAIL);
    expect(await show(caller)).toMatchObject({
      status: 'mfa_required',
      user: { secondFactors: ['passkey'] },
    });
    const input = await passkeyAnswer(caller, authenticator);
    const { body } = await caller.call('session/second-factor', input);
    expect(body).toEqual({ status: 'authenticated' });
    expect(await show(caller)).toMatchObject({
      session: { authenticatedBy: ['password', 'passkey'] },
    });
    expect(await lastEvent('second_factor_succeeded')).toMatchObject({ object: { by: 'passkey' } });
  });

  test('gives a recovery code in its place', async () => {
    const caller = await directory.logIn(EMAIL);
    const input = { recoveryCode: recoveryCodes[0] };
    expect((await caller.call('session/second-factor', input)).status).toBe(200);
  });

  test('steps up by it, and not by the password', async () => {
    const caller = await session(HOURS_AGO);
    const { code } = await caller.call('session/step-up', { password: 'any password at all' });
    expect(code).toBe('SECOND_FACTOR_REQUIRED');
    const input = await passkeyAnswer(caller, authenticator);
    expect((await caller.call('session/step-up', input)).body).toEqual({});
    expect((await caller.call('account/start-passkey')).status).toBe(200);
  });
});

describe('a session', () => {
  test('gets the passkeys of its user only', async () => {
    const { body } = await (await session()).call('session/start-passkey');
    expect(body).toMatchObject({ allowCredentials: [{ id: authenticator.credentialId }] });
  });

  test('of a user without passkeys gets no options', async () => {
    await query('delete from passkeys');
    expect((await (await session()).call('session/start-passkey')).code).toBe('MFA_NOT_ENABLED');
  });
});
