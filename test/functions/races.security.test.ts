import {
  addPasskey,
  makeAuthenticator,
  passkeyAnswer,
  passkeyLogin,
} from '../support/directory/authenticator';
import { ADMINISTRATOR, type Caller, useDirectory } from '../support/directory/directory';
import { tokenFor } from '../support/directory/mailbox';
import { type Contender, race } from '../support/directory/race';
import { enroll, totpCode } from '../support/directory/totp';

const MANY = 16;
const directory = useDirectory();

/** Creates one session of a user for each contender. Each session waits for the second factor. */
async function halfLoggedIn(name: string) {
  const account = await directory.addAccount(name);
  await directory.addUser(`${name}@example.com`, { [account]: ADMINISTRATOR });
  const { secret, recoveryCodes } = await enroll(
    directory,
    await directory.logIn(`${name}@example.com`),
  );
  const callers: Caller[] = [];
  while (callers.length < MANY) callers.push(await directory.logIn(`${name}@example.com`));
  return { callers, code: () => totpCode(secret), recoveryCodes };
}

/** Adds a person who has logged in, with or without an app. */
async function person(name: string, hasApp = false) {
  const account = await directory.addAccount(name);
  const email = `${name}@passkeys.example`;
  await directory.addUser(email, { [account]: ADMINISTRATOR });
  const caller = await directory.logIn(email);
  return { account, email, caller, factor: hasApp ? await enroll(directory, caller) : undefined };
}

async function personWithPasskey(name: string) {
  const { email, caller } = await person(name);
  const { authenticator } = await addPasskey(caller);
  return { email, authenticator };
}

const winners = (finishes: readonly { readonly status: number }[]) =>
  finishes.filter(({ status }) => status === 200).length;

test('one of two administrators remains if they demote each other from 16 processes', async () => {
  const account = await directory.addAccount('Ahoy Ltd');
  const callers: Caller[] = [];
  for (const name of ['ada', 'bob']) {
    await directory.addUser(`${name}@admins.example`, { [account]: ADMINISTRATOR });
    callers.push(await directory.logIn(`${name}@admins.example`));
  }
  const members = await directory.database.query(
    'select m.id from memberships m join users u on u.id = m.user_id where m.account_id = $1 order by u.email',
    [account],
  );
  const [ada, bob] = members.map(({ id }) => String(id));
  const contenders = Array.from({ length: MANY }, (_one, index): Contender => {
    const id = index % 2 === 0 ? bob : ada;
    const roles = { ...ADMINISTRATOR, administrator: false };
    return {
      path: 'admin/update-member',
      input: { member: id, roles },
      caller: callers[index % 2] as Caller,
    };
  });

  const finishes = await race(directory, contenders);

  const [{ count } = { count: 0 }] = await directory.database.query(
    'select count(*)::int from memberships where account_id = $1 and administrator',
    [account],
  );
  expect({ winners: winners(finishes) > 0, administrators: count }).toEqual({
    winners: true,
    administrators: 1,
  });
});

test('one of 16 processes with the same code of an app succeeds', async () => {
  const { callers, code } = await halfLoggedIn('totp');
  const input = { code: code() };
  const finishes = await race(
    directory,
    callers.map((caller) => ({ path: 'session/second-factor', input, caller })),
  );
  expect(winners(finishes)).toBe(1);
});

test('one of 16 processes with the same recovery code succeeds', async () => {
  const { callers, recoveryCodes } = await halfLoggedIn('recovery');
  const input = { recoveryCode: recoveryCodes[0] };
  const finishes = await race(
    directory,
    callers.map((caller) => ({ path: 'session/second-factor', input, caller })),
  );
  expect(winners(finishes)).toBe(1);
});

test('one of 16 processes with the same answer of a passkey logs in', async () => {
  const { authenticator } = await personWithPasskey('login');
  const input = await passkeyLogin(directory.caller(), authenticator);
  const path = 'session/log-in-with-passkey';
  const finishes = await race(directory, Array(MANY).fill({ path, input }));
  expect(winners(finishes)).toBe(1);
});

test('one of 16 processes with the same answer of a passkey completes a login', async () => {
  const { email, authenticator } = await personWithPasskey('second');
  const caller = await directory.logIn(email);
  const input = await passkeyAnswer(caller, authenticator);
  const path = 'session/second-factor';
  const finishes = await race(directory, Array(MANY).fill({ path, input, caller }));
  expect(winners(finishes)).toBe(1);
});

test('one of 16 processes with the same new passkey adds it, with one set of recovery codes', async () => {
  const { caller } = await person('creation');
  const { json } = await caller.call('account/start-passkey');
  const input = { response: makeAuthenticator().create(json) };
  const path = 'account/confirm-passkey';
  const finishes = await race(directory, Array(MANY).fill({ path, input, caller }));
  expect(winners(finishes)).toBe(1);
});

test('one of the last two second factors remains if both are removed at once', async () => {
  const { caller, account, factor } = await person('removal', true);
  const { authenticator, passkey } = await addPasskey(caller);
  await directory.database.query('update accounts set mfa_required = true where id = $1', [
    account,
  ]);
  const input = await passkeyAnswer(caller, authenticator);
  await directory.database.query('update users set totp_last_step = null');
  const code = { code: totpCode(factor?.secret ?? '') };
  const finishes = await race(directory, [
    { path: 'account/delete-passkey', input: { id: passkey.id }, caller },
    { path: 'account/disable-mfa', input: code, caller },
    { path: 'account/disable-mfa', input, caller },
  ]);
  expect(winners(finishes)).toBeLessThan(2);
  const { json } = await caller.call('account/show-mfa');
  const { app, passkeys } = json as { app: object | null; passkeys: number };
  expect((app === null ? 0 : 1) + passkeys).toBeGreaterThan(0);
});

test('one of 16 processes with the same reset link sets the password', async () => {
  const account = await directory.addAccount('reset');
  await directory.addUser('reset@example.com', { [account]: ADMINISTRATOR });
  await directory.caller().call('session/forgot-password', { email: 'reset@example.com' });
  const token = tokenFor(directory.mailFolder, 'reset@example.com');
  const passwords = Array.from({ length: MANY }, (_one, index) => `a new armadillo, ${index}`);
  const finishes = await race(
    directory,
    passwords.map((password) => ({ path: 'session/reset-password', input: { token, password } })),
  );
  expect(winners(finishes)).toBe(1);
  const won = passwords[finishes.findIndex(({ status }) => status === 200)];
  const { status } = await directory
    .caller()
    .call('session/log-in', { email: 'reset@example.com', password: won });
  expect(status).toBe(200);
});

test('one of 16 processes with the same invitation creates a member', async () => {
  const account = await directory.addAccount('invitation');
  await directory.addUser('inviter@example.com', { [account]: ADMINISTRATOR });
  const inviter = await directory.logIn('inviter@example.com');
  await inviter.call('admin/invite', { email: 'guest@example.com', roles: ADMINISTRATOR });
  const token = tokenFor(directory.mailFolder, 'guest@example.com');
  const finishes = await race(
    directory,
    Array.from({ length: MANY }, (_one, index) => ({
      path: 'session/sign-up-by-invitation',
      input: { token, name: `Guest ${index}`, password: 'a guest armadillo naps' },
    })),
  );
  const members = await directory.database.query(
    'select 1 from memberships where account_id = $1',
    [account],
  );
  expect({ winners: winners(finishes), members: members.length }).toEqual({
    winners: 1,
    members: 2,
  });
});
