import { rmSync } from 'node:fs';
import { encodeChallenge } from '../../../lib/directory/challenge';
import { directoryKeys } from '../../../lib/directory/crypto/keys';
import {
  type Authenticator,
  addPasskey,
  type Differences,
  makeAuthenticator,
  type Options,
  passkeyAnswer,
  passkeyLogin,
} from '../../support/directory/authenticator';
import {
  type Caller,
  createDirectory,
  DEVELOPER,
  ORIGIN,
  useDirectory,
} from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';

const EMAIL = 'ada@example.com';

const directory = useDirectory();
let account: string;
let userId: string;
let authenticator: Authenticator;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
});

beforeEach(async () => {
  await query('delete from passkeys');
  await query('delete from event_counts');
  await query('update accounts set mfa_required = false');
  ({ authenticator } = await addPasskey(await session()));
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const session = (columns = {}) => sessionFor(directory, { userId, accountId: account, columns });
const logIn = (input: object, by = directory.caller()) =>
  by.call('session/log-in-with-passkey', input);
const statusOf = async (by: Caller) =>
  ((await by.call('session/show')).json as { status?: string }).status;

async function lastFailure() {
  const rows = await query("select * from events where type = 'passkey_failed' order by seq");
  return rows.at(-1)?.['object'];
}

async function optionsFor(path: string, by: Caller): Promise<Options> {
  return (await by.call(path)).json as Options;
}

// Flags: user present 1, user verified 4, backup eligible 8, backed up 16.
const WRONG: readonly [string, Differences, string][] = [
  ['is for a page of another origin', { origin: 'https://attacker.example' }, 'origin'],
  ['is for another port of the host', { origin: 'http://localhost:4000' }, 'origin'],
  ['is for another host', { rpId: 'attacker.example' }, 'host'],
  ['was made without verification of the user', { flags: 0x19 }, 'user_verification'],
  ['was made without the presence of the user', { flags: 0x1c }, 'user_verification'],
  ['says that it is backed up, but cannot be', { flags: 0x15 }, 'backup'],
  ['says that it cannot be backed up any longer', { flags: 0x05 }, 'backup'],
  ['was made in a frame of another page', { client: { crossOrigin: true } }, 'origin'],
  ['was made under another top page', { client: { topOrigin: 'https://a.example' } }, 'origin'],
  ['is of another ceremony', { client: { type: 'webauthn.create' } }, 'malformed'],
  ['names another user', { userHandle: Buffer.from('usr_other').toString('base64url') }, 'owner'],
];

describe('an answer is refused, changes nothing and is recorded if it', () => {
  test.each(WRONG)('%s, at a login', async (_what, differences, reason) => {
    const caller = directory.caller();
    const options = await optionsFor('session/start-passkey-login', caller);
    const { status, code } = await logIn(
      { response: authenticator.get(options, differences) },
      caller,
    );

    expect({ status, code }).toEqual({ status: 401, code: 'PASSKEY_INVALID' });
    expect(caller.cookies).toEqual({});
    expect(await lastFailure()).toMatchObject({ reason, purpose: 'login' });
    const [row] = await query('select last_used_at from passkeys');
    expect(row).toEqual({ last_used_at: null });
  });

  test.each(WRONG)('%s, as a second factor', async (_what, differences, reason) => {
    const caller = await session({ second_factor_due: true, stepped_up_at: null });
    const options = await optionsFor('session/start-passkey', caller);
    const passkey = authenticator.get(options, differences);
    const { status, code } = await caller.call('session/second-factor', { passkey });

    expect({ status, code }).toEqual({ status: 401, code: 'PASSKEY_INVALID' });
    expect(await statusOf(caller)).toBe('mfa_required');
    expect(await lastFailure()).toMatchObject({ reason, purpose: 'second-factor' });
  });

  test.each(
    WRONG.filter(([what]) => !what.startsWith('names') && !what.startsWith('says that it cannot')),
  )('%s, at a creation', async (_what, given, reason) => {
    const caller = await session();
    const options = await optionsFor('account/start-passkey', caller);
    const type = given.client !== undefined && 'type' in given.client;
    const differences = type ? { client: { type: 'webauthn.get' } } : given;
    const response = makeAuthenticator().create(options, differences);
    const { status, code } = await caller.call('account/confirm-passkey', { response });

    expect({ status, code }).toEqual({ status: 401, code: 'PASSKEY_INVALID' });
    expect(await query('select from passkeys')).toHaveLength(1);
    expect(await lastFailure()).toMatchObject({ reason, purpose: 'creation' });
  });
});

describe('a login is refused', () => {
  test('without the name of the user in the answer', async () => {
    const options = await optionsFor('session/start-passkey-login', directory.caller());
    const { code } = await logIn({ response: authenticator.get(options, { userHandle: null }) });
    expect(code).toBe('PASSKEY_INVALID');
    expect(await lastFailure()).toMatchObject({ reason: 'owner' });
  });

  test.each([7, 6, 0])('if the counter was 7 and is now %i', async (counter) => {
    authenticator.counter = 7;
    expect((await logIn(await passkeyLogin(directory.caller(), authenticator))).status).toBe(200);
    authenticator.counter = counter;
    const { code } = await logIn(await passkeyLogin(directory.caller(), authenticator));
    expect(code).toBe('PASSKEY_INVALID');
    expect(await lastFailure()).toMatchObject({ reason: 'counter' });
  });

  test('if the answer was used before', async () => {
    const input = await passkeyLogin(directory.caller(), authenticator);
    expect((await logIn(input)).status).toBe(200);
    expect((await logIn(input)).code).toBe('PASSKEY_INVALID');
    expect(await lastFailure()).toMatchObject({ reason: 'challenge_used' });
  });

  test('with a passkey that nobody has, and says so', async () => {
    const stranger = makeAuthenticator();
    const options = await optionsFor('session/start-passkey-login', directory.caller());
    const response = stranger.get(options, {
      userHandle: Buffer.from(userId).toString('base64url'),
    });
    const { status, code } = await logIn({ response });
    expect({ status, code }).toEqual({ status: 401, code: 'PASSKEY_UNKNOWN' });
  });

  test('with a deleted passkey', async () => {
    const input = await passkeyLogin(directory.caller(), authenticator);
    const caller = await session();
    const [row] = await query('select id from passkeys');
    await caller.call('account/delete-passkey', { id: row?.['id'] });
    expect((await logIn(input)).code).toBe('PASSKEY_UNKNOWN');
  });

  test('with the signature of another key', async () => {
    const options = await optionsFor('session/start-passkey-login', directory.caller());
    const other = makeAuthenticator().get(options, {
      userHandle: Buffer.from(userId).toString('base64url'),
    });
    const { credentialId: id } = authenticator;
    expect((await logIn({ response: { ...other, id, rawId: id } })).code).toBe('PASSKEY_INVALID');
    expect(await lastFailure()).toMatchObject({ reason: 'signature' });
  });
});

describe('a challenge is valid only', () => {
  const challengeOf = async (by: Caller, path: string) => (await optionsFor(path, by)).challenge;
  const answer = (challenge: string) => authenticator.get({ challenge, rpId: 'localhost' });

  test.each([
    ['login', 'account/start-passkey'],
    ['login', 'session/start-passkey'],
  ])('for its purpose: a %s refuses one of %s', async (_what, path) => {
    const challenge = await challengeOf(await session(), path);
    expect((await logIn({ response: answer(challenge) })).code).toBe('PASSKEY_INVALID');
    expect(await lastFailure()).toMatchObject({ reason: 'challenge' });
  });

  test.each(['session/start-passkey-login', 'account/start-passkey'])(
    'for its purpose: a step-up refuses one of %s',
    async (path) => {
      const caller = await session();
      const passkey = answer(await challengeOf(caller, path));
      expect((await caller.call('session/step-up', { passkey })).code).toBe('PASSKEY_INVALID');
    },
  );

  test('in its session, also of the same user', async () => {
    const [one, other] = [await session(), await session()];
    const input = await passkeyAnswer(one, authenticator);
    expect((await other.call('session/step-up', input)).code).toBe('PASSKEY_INVALID');
    expect((await one.call('session/step-up', input)).status).toBe(200);
  });

  test('before the second factor and not after it', async () => {
    const caller = await session({ second_factor_due: true, stepped_up_at: null });
    const input = await passkeyAnswer(caller, authenticator);
    const again = await passkeyAnswer(caller, authenticator);
    expect((await caller.call('session/second-factor', input)).status).toBe(200);
    expect((await caller.call('session/step-up', again)).code).toBe('PASSKEY_INVALID');
  });

  test('for five minutes by the clock of the database', async () => {
    const now = Math.floor(Date.now() / 1000);
    const [old, ahead] = [-1, 290].map((seconds) =>
      encodeChallenge(service(), 'passkey login ', now + seconds),
    );
    expect((await logIn({ response: answer(old ?? '') })).code).toBe('PASSKEY_INVALID');
    expect(await lastFailure()).toMatchObject({ reason: 'challenge_used' });
    expect((await logIn({ response: answer(ahead ?? '') })).status).toBe(200);
  });

  test('at its own service', async () => {
    const foreign = { ...service(), origin: 'https://other.example' };
    const challenge = encodeChallenge(
      foreign,
      'passkey login ',
      Math.floor(Date.now() / 1000) + 60,
    );
    expect((await logIn({ response: answer(challenge) })).code).toBe('PASSKEY_INVALID');
  });
});

describe('a passkey of another host', () => {
  beforeEach(() => query("update passkeys set rp_id = 'old.example.com'"));

  test('does not log in', async () => {
    const { code } = await logIn(await passkeyLogin(directory.caller(), authenticator));
    expect(code).toBe('PASSKEY_UNKNOWN');
  });

  test('is no second factor: the password alone logs in, and an account that requires MFA asks for one', async () => {
    expect(await statusOf(await directory.logIn(EMAIL))).toBe('authenticated');
    await query('update accounts set mfa_required = true');
    expect(await statusOf(await directory.logIn(EMAIL))).toBe('mfa_enrollment_required');
    expect(await statusOf(await session())).toBe('mfa_enrollment_required');
  });

  test('is listed with its host, and counts nowhere', async () => {
    const caller = await session();
    const list = (await caller.call('account/list-passkeys')).json;
    expect(list).toMatchObject({ items: [{ host: 'old.example.com', usable: false }] });
    expect((await caller.call('account/show-mfa')).json).toMatchObject({ passkeys: 0 });
    const shown = (await caller.call('session/show')).json;
    expect(shown).toMatchObject({ user: { mfaEnabled: false, secondFactors: [] } });
  });
});

test('after a change of PUBLIC_URL, users add passkeys of the new host, and the old ones stay unusable', async () => {
  const { DIRECTORY_KEY = '' } = directory.variables;
  const origin = 'https://login.example.com';
  const more = { DIRECTORY_KEY, PUBLIC_URL: origin };
  const there = async (path: string, input: object, by: Caller) => by.call(path, input, { origin });
  const renamed = await createDirectory(more, directory.database);
  const caller = await sessionFor(renamed, { userId, accountId: account });
  const started = (await there('account/start-passkey', {}, caller)).json as Options;
  expect(started).toMatchObject({ rp: { id: 'login.example.com' }, excludeCredentials: [] });
  const fresh = makeAuthenticator();
  const response = fresh.create(started, { origin });
  expect((await there('account/confirm-passkey', { response }, caller)).status).toBe(200);
  const { items } = (await there('account/list-passkeys', {}, caller)).json as { items: object[] };
  expect(items).toMatchObject([
    { host: 'login.example.com', usable: true },
    { host: 'localhost', usable: false },
  ]);
  const options = (await there('session/start-passkey-login', {}, renamed.caller()))
    .json as Options;
  const old = authenticator.get(options, { origin, rpId: 'localhost' });
  const { code } = await there('session/log-in-with-passkey', { response: old }, renamed.caller());
  expect(code).toBe('PASSKEY_UNKNOWN');
  const again = { response: fresh.get(options, { origin }) };
  expect((await there('session/log-in-with-passkey', again, renamed.caller())).status).toBe(200);
  rmSync(renamed.mailFolder, { recursive: true });
});

test("another user's passkey is no second factor", async () => {
  const bob = await directory.addUser('bob@example.com', { [account]: DEVELOPER });
  const own = await sessionFor(directory, { userId: bob, accountId: account });
  const { authenticator: hers } = await addPasskey(own);
  const caller = await session({ second_factor_due: true, stepped_up_at: null });
  const input = await passkeyAnswer(caller, hers);
  const { code } = await caller.call('session/second-factor', input);
  expect(code).toBe('PASSKEY_INVALID');
  expect(await lastFailure()).toMatchObject({ reason: 'owner' });
});

test('wrong answers end neither the login nor the attempts with codes', async () => {
  const caller = await session({ second_factor_due: true, stepped_up_at: null });
  const options = await optionsFor('session/start-passkey', caller);
  const passkey = authenticator.get(options, { rpId: 'attacker.example' });
  for (let times = 0; times < 12; times += 1)
    await caller.call('session/second-factor', { passkey });
  const input = await passkeyAnswer(caller, authenticator);
  expect((await caller.call('session/second-factor', input)).status).toBe(200);
});

test('a deleted user takes the passkeys along', async () => {
  const eve = await directory.addUser('eve@example.com', {});
  const own = await sessionFor(directory, { userId: eve, accountId: null });
  const { authenticator: hers } = await addPasskey(own);
  expect((await own.call('account/delete-user', { email: 'eve@example.com' })).status).toBe(200);
  expect((await logIn(await passkeyLogin(directory.caller(), hers))).code).toBe('PASSKEY_UNKNOWN');
});

/** The keys and the origin of the service, with which it signs challenges. */
function service() {
  const { DIRECTORY_KEY } = directory.variables;
  const keys = directoryKeys({ DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS: undefined });
  if ('problems' in keys) throw new Error(keys.problems.join());
  return { keys, origin: ORIGIN };
}
