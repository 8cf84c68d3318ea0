import crypto, { randomUUID } from 'node:crypto';
import {
  type BasicOptions,
  basic,
  hashPassword,
  memoryThrottle,
} from '../../../assets/auth.private';
import { addPasskey } from '../../support/directory/authenticator';
import {
  createDirectory,
  DEVELOPER,
  PASSWORD,
  type TestDirectory,
} from '../../support/directory/directory';
import { addCredential, membershipOf } from '../../support/directory/directory-rows';
import { sessionFor } from '../../support/directory/session-for';
import { cheapHash } from '../../support/guard/cheap-hash';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';

// Guesses at the directory's passwords do not reveal whether a user exists, and their number is limited.

let directory: TestDirectory;
let [account, other] = ['', ''];

beforeAll(async () => {
  directory = await createDirectory({}, undefined, await hashPassword(PASSWORD));
  account = await directory.addAccount('A');
  other = await directory.addAccount('B');
});
afterAll(() => directory.close());

const sql = (text: string, ...given: unknown[]) => directory.database.query(text, given);

/** Presents a username and password to a new Function, as in another container. */
const present = (username: string, password: string, options: BasicOptions = {}) =>
  requestGuard(basic({ directory: true, ...options }), {
    variables: directory.variables,
    headers: { authorization: basicAuthorization(username, password) },
  });

async function addUser(...accounts: readonly string[]) {
  const email = `${randomUUID()}@example.com`;
  const roles = accounts.map((one) => [one, DEVELOPER] as const);
  const id = await directory.addUser(email, Object.fromEntries(roles));
  return { email, id };
}

/** Uses up the wrong guesses that an address may have. */
async function guess(username: string, password = 'wrong', times = 10) {
  for (let time = 0; time < times; time += 1) {
    expect((await present(`${username}`, `${password}`)).status).toBe(401);
  }
}

test('a user with a passkey of this host must not sign in with the password alone', async () => {
  const { email, id } = await addUser(account);
  await addPasskey(await sessionFor(directory, { userId: id, accountId: account }));
  expect(await present(email, PASSWORD)).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
  await sql("update passkeys set rp_id = 'old.example' where user_id = $1", id);
  expect(await present(email, PASSWORD)).toMatchObject({ status: 200 });
});

describe('the same work is done for', () => {
  test.each<[string, () => Promise<readonly [string, string]>]>([
    ['a wrong password', async () => [(await addUser(account)).email, 'wrong']],
    ['an unknown address', async () => ['nobody@example.com', 'wrong']],
    ['no address', async () => ['nobody', 'wrong']],
    [
      'a user without a password',
      async () => {
        const { email, id } = await addUser(account);
        await sql('update users set password_hash = null where id = $1', id);
        return [email, 'wrong'];
      },
    ],
    [
      'the correct password of a user with a second factor',
      async () => {
        const { email, id } = await addUser(account);
        await sql('update users set totp_confirmed_at = now() where id = $1', id);
        return [email, PASSWORD];
      },
    ],
    [
      'the correct password of a user who has enabled a second factor since it was accepted',
      async () => {
        const { email, id } = await addUser(account);
        expect((await present(email, PASSWORD)).status).toBe(200);
        await sql('update users set totp_confirmed_at = now() where id = $1', id);
        return [email, PASSWORD];
      },
    ],
    ['the right password, and no account', async () => [(await addUser()).email, PASSWORD]],
    [
      'the correct password of a user with several accounts',
      async () => [(await addUser(account, other)).email, PASSWORD],
    ],
  ])('%s', async (_what, pairOf) => {
    const pair = await pairOf();
    const hashes = jest.spyOn(crypto, 'scrypt');

    const { status, body, headers } = await present(...pair);

    const works = hashes.mock.calls.map(([, , length, { N, r, p }]) => [N, r, p, length]);
    expect(works).toEqual([[16384, 8, 5, 32]]);
    expect({ status, body }).toEqual({ status: 401, body: 'Unauthorized' });
    expect(headers['WWW-Authenticate']).toBe(
      'Basic realm="Authentication Required", charset="UTF-8"',
    );
  });
});

test('an accepted password is not hashed again, but the directory is queried', async () => {
  const { email, id } = await addUser(account);
  await present(email, PASSWORD);
  const hashes = jest.spyOn(crypto, 'scrypt');

  const again = await present(email, PASSWORD);
  const spent = hashes.mock.calls.length;
  await sql('update memberships set active = false where user_id = $1', id);

  expect(again.status).toBe(200);
  expect(spent).toBe(0);
  expect((await present(email, PASSWORD)).status).toBe(401);
});

describe('after ten refusals, an email address must wait', () => {
  test('even with the correct password, in any spelling of the address', async () => {
    const { email } = await addUser(account);
    await guess(email);

    const answer = await present(email.toUpperCase(), PASSWORD);

    expect(answer).toMatchObject({ status: 429, code: 'THROTTLED', auth: undefined });
    expect(Number(answer.headers['Retry-After'])).toBeGreaterThan(0);
  });

  test('whether the address is known or not', async () => {
    const unknown = `${randomUUID()}@example.com`;
    await guess(unknown);

    expect(await present(unknown, 'wrong')).toMatchObject({ status: 429, code: 'THROTTLED' });
  });

  test('at the login as well', async () => {
    const { email } = await addUser(account);
    await guess(email);

    const reply = await directory.caller().call('session/log-in', { email, password: PASSWORD });

    expect(reply).toMatchObject({ status: 429, code: 'THROTTLED' });
  });

  test('even if all passwords were correct but insufficient, so that the wait reveals nothing', async () => {
    const { email, id } = await addUser(account);
    await sql('update users set totp_confirmed_at = now() where id = $1', id);
    await guess(email, PASSWORD);

    expect(await present(email, PASSWORD)).toMatchObject({ status: 429 });
  });

  test('except for callers who were accepted before and for tokens', async () => {
    const { email, id } = await addUser(account);
    const membershipId = await membershipOf(directory.database, id, account);
    const owner = { accountId: account, membershipId };
    const { token } = await addCredential(directory.database, 'authtoken', owner);
    expect((await present(email, PASSWORD)).status).toBe(200);
    await guess(email);

    expect(await present(email, 'wrong')).toMatchObject({ status: 429 });
    expect(await present(email, PASSWORD)).toMatchObject({ status: 200 });
    expect(await present(email, token)).toMatchObject({ status: 200 });
  });
});

test('an accepted caller does not use up the attempts of an address', async () => {
  const { email } = await addUser(account);
  await guess(email, 'wrong', 9);

  for (const time of [1, 2, 3]) {
    // The passwords are not cached, because each name has another spelling.
    const name = email.slice(0, time).toUpperCase() + email.slice(time);
    expect((await present(name, PASSWORD)).status).toBe(200);
  }

  expect((await present(email, 'wrong')).status).toBe(401);
});

test('concurrent guesses are counted individually', async () => {
  const { email, id } = await addUser(account);
  // The hash is cheap so that no guess is refused for lack of time.
  await sql('update users set password_hash = $2 where id = $1', id, cheapHash(PASSWORD));

  const guesses = Array.from({ length: 14 }, (_, number) => present(email, `wrong ${number}`));

  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(4);
});

test('a throttle of the options replaces that of the database', async () => {
  const { email } = await addUser(account);
  const throttle = memoryThrottle({ maxFailures: 1 });

  const first = await present(email, 'wrong', { throttle });
  const second = await present(email, 'wrong', { throttle });

  expect([first.status, second.status]).toEqual([401, 429]);
  expect((await present(email, PASSWORD)).status).toBe(200);
});

test('no log line, decision or response contains a password', async () => {
  const { email } = await addUser(account);
  const lines = ['log', 'warn', 'error'] as const;
  const spies = lines.map((name) => jest.spyOn(console, name).mockImplementation());

  const asked = await present(email, 'a very wrong password');
  await present(email, PASSWORD);

  const said = JSON.stringify([
    asked.headers,
    asked.body,
    asked.decision,
    spies.map(({ mock }) => mock.calls),
  ]);
  expect(said).not.toMatch(/very wrong|armadillo|scrypt/);
});
