import crypto from 'node:crypto';
import { Client } from 'pg';
import { hashPassword } from '../../../lib/passwords/scrypt';
import {
  ADMINISTRATOR,
  type Caller,
  createDirectory,
  PASSWORD,
  type Reply,
  type TestDirectory,
} from '../../support/directory/directory';
import { lastEvent, openSession } from '../../support/directory/team';

const COOKIE = '__Secure-session';

let directory: TestDirectory;
let account: string;
let email: string;

beforeAll(async () => {
  directory = await createDirectory({}, undefined, await hashPassword(PASSWORD));
});

let count = 0;
beforeEach(async () => {
  count += 1;
  email = `ada${count}@example.com`;
  account = await directory.addAccount('Ahoy Ltd');
  await directory.addUser(email, { [account]: ADMINISTRATOR });
});

afterAll(() => directory.close());

const logIn = (caller: Caller, password = PASSWORD) =>
  caller.call('session/log-in', { email, password });

const setUser = (change: string) =>
  directory.database.query(`update users set ${change} where email = $1`, [email]);

function withCookies(cookies: Readonly<Record<string, string>>): Caller {
  const caller = directory.caller();
  Object.assign(caller.cookies, cookies);
  return caller;
}

describe('a browser that sends a cookie', () => {
  test('of no session gets a new secret, and the sent secret remains invalid', async () => {
    const planted = { [COOKIE]: 'plantedByAnotherPage0000000000' };
    const ada = withCookies(planted);
    expect((await logIn(ada)).status).toBe(200);
    expect(ada.cookies).not.toMatchObject(planted);
    expect((await withCookies(planted).call('session/show')).status).toBe(401);
  });

  test('of a session ends that session with the login, which is in the audit log', async () => {
    const ada = await openSession(directory, email, account);
    const before = { ...ada.cookies };
    expect((await logIn(ada)).status).toBe(200);
    expect((await ada.call('session/show')).status).toBe(200);
    expect((await withCookies(before).call('session/show')).status).toBe(401);
    expect(await lastEvent(directory, account, 'session_deleted')).toMatchObject({
      principal_name: email,
      object: { reason: 'replaced' },
    });
  });

  test('of a session keeps it if the password is wrong', async () => {
    const ada = await openSession(directory, email, account);
    expect((await logIn(ada, 'not the password')).status).toBe(401);
    expect((await ada.call('session/show')).status).toBe(200);
  });
});

describe('a login whose password is being checked', () => {
  test('is refused if the password changes in the meantime', async () => {
    const other = await hashPassword('seven quiet lanterns');
    const { status, code } = await whileItWaits('password_hash = $2', other);
    expect({ status, code }).toEqual({ status: 401, code: 'CREDENTIALS_INVALID' });
    const [sessions] = await directory.database.query<{ count: string }>(
      'select count(*) from sessions s join users u on u.id = s.user_id where u.email = $1',
      [email],
    );
    expect(sessions?.count).toBe('0');
  });

  test('waits for the second factor if it is enabled in the meantime', async () => {
    const { status, json } = await whileItWaits('totp_confirmed_at = $2', new Date());
    expect({ status, json }).toEqual({ status: 200, json: { status: 'mfa_required' } });
  });
});

test.each([
  ['without its last character', PASSWORD.slice(0, -1)],
  ['with one more character', `${PASSWORD}!`],
  ['in capitals', PASSWORD.toUpperCase()],
  ['with a space behind it', `${PASSWORD} `],
  ['with a space before it', ` ${PASSWORD}`],
])('the password %s is a different password', async (_what, password) => {
  expect((await logIn(directory.caller(), password)).status).toBe(401);
});

test('the last of 128 characters is significant', async () => {
  const long = 'äöüß'.repeat(31);
  await directory.database.query('update users set password_hash = $1 where email = $2', [
    await hashPassword(`${long}1234`),
    email,
  ]);
  expect((await logIn(directory.caller(), `${long}1235`)).status).toBe(401);
  expect((await logIn(directory.caller(), `${long}1234`)).status).toBe(200);
});

describe('a refusal does not reveal which users exist:', () => {
  const REFUSED: readonly (readonly [string, () => Promise<object>])[] = [
    ['a wrong password', async () => ({ email, password: 'not the password' })],
    ['an unknown address', async () => ({ email: `no-${email}`, password: PASSWORD })],
    ['no address', async () => ({ email: 'ada', password: PASSWORD })],
    [
      'a user without a password',
      async () => {
        await setUser('password_hash = null');
        return { email, password: PASSWORD };
      },
    ],
  ];

  test.each(REFUSED)('%s costs one hash and gets the same response', async (_what, inputOf) => {
    const input = await inputOf();
    const hashes = jest.spyOn(crypto, 'scrypt');
    const { status, headers, body } = await directory.caller().call('session/log-in', input);
    const works = hashes.mock.calls.map(([, , length, { N, r, p }]) => [N, r, p, length]);
    expect(works).toEqual([[16384, 8, 5, 32]]);
    expect({ status, headers }).toMatchObject({ status: 401, headers: { 'Set-Cookie': [] } });
    expect(body).toEqual({
      error: {
        code: 'CREDENTIALS_INVALID',
        message: 'The email address or the password is wrong.',
        requestId: expect.any(String),
      },
    });
  });

  test.each([
    ['a known', () => email],
    ['an unknown', () => `no-${email}`],
  ])('%s address is throttled after ten guesses', async (_what, addressOf) => {
    const input = { email: addressOf(), password: 'not the password' };
    const guess = () => directory.caller().call('session/log-in', input);
    for (let count = 0; count < 9; count += 1) expect((await guess()).status).toBe(401);
    const began = performance.now();
    expect((await guess()).status).toBe(401);
    const { status, code, headers } = await guess();
    const elapsed = (performance.now() - began) / 1000;
    expect({ status, code }).toEqual({ status: 429, code: 'THROTTLED' });
    // The wait of 5 seconds began during the tenth guess.
    expect(headers['Retry-After']).toMatch(/^[1-5]$/);
    expect(Number(headers['Retry-After'])).toBeGreaterThanOrEqual(Math.ceil(5 - elapsed));
  });
});

/** Logs in while the user's row is changed. The change is committed as soon as the login waits for the row. */
async function whileItWaits(change: string, value: unknown): Promise<Reply> {
  const client = new Client(directory.database.ownerUrl);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`update users set ${change} where email = $1`, [email, value]);
    let isOver = false;
    const login = logIn(directory.caller()).finally(() => {
      isOver = true;
    });
    while (!isOver && !(await isSomebodyWaiting())) await new Promise(setImmediate);
    await client.query('commit');
    return await login;
  } finally {
    await client.end();
  }
}

async function isSomebodyWaiting(): Promise<boolean> {
  const waiting = await directory.database.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return waiting.length > 0;
}
