import { DEVELOPER, PASSWORD, useDirectory } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';

const NEW = 'seven quiet lanterns';

const directory = useDirectory();
let account: string;
let email: string;
let userId: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
});

let count = 0;
beforeEach(async () => {
  count += 1;
  email = `ada${count}@example.com`;
  userId = await directory.addUser(email, { [account]: DEVELOPER });
});

async function link(expires = "now() + interval '30 minutes'"): Promise<string> {
  const token = `token${userId.slice(4)}`;
  await directory.database.query(
    `insert into password_resets (user_id, secret_hash, expires_at) values ($1, sha256($2), ${expires})`,
    [userId, token],
  );
  return token;
}

const reset = (token: string, password = NEW) =>
  directory.caller().call('session/reset-password', { token, password });

async function canLogIn(password: string): Promise<boolean> {
  const { status } = await directory.caller().call('session/log-in', { email, password });
  return status === 200;
}

test('a link sets a new password', async () => {
  const { status, json } = await reset(await link());
  expect({ status, json }).toEqual({
    status: 200,
    json: { endedCredentials: 0, liveCredentials: 0 },
  });
  expect(await canLogIn(PASSWORD)).toBe(false);
  expect(await canLogIn(NEW)).toBe(true);
});

test('the reset starts no session', async () => {
  const caller = directory.caller();
  await caller.call('session/reset-password', { token: await link(), password: NEW });
  expect(caller.cookies).toEqual({});
});

test("all of the user's sessions end", async () => {
  const [one, other] = [
    await sessionFor(directory, { userId, accountId: account }),
    await sessionFor(directory, { userId, accountId: null }),
  ];
  await reset(await link());
  expect((await one.call('session/show')).status).toBe(401);
  expect((await other.call('session/show')).status).toBe(401);
});

test('the reset is reported by mail, and in the audit log without a secret', async () => {
  const token = await link();
  await reset(token);
  expect(mailsTo(directory.mailFolder, email).at(-1)?.subject).toContain('was changed');
  const events = await directory.database.query(
    "select * from events where type = 'password_reset' and object_id = $1",
    [userId],
  );
  expect(events).toMatchObject([{ account_id: account, principal_id: userId }]);
  expect(JSON.stringify(events)).not.toContain(token);
});

describe('a reset link is refused', () => {
  const refusal = { status: 400, code: 'LINK_INVALID' };

  test('if it was never created', async () => {
    const { status, code } = await reset('nothing');
    expect({ status, code }).toEqual(refusal);
  });

  test('if it was used', async () => {
    const token = await link();
    await reset(token);
    const { status, code } = await reset(token, 'nine quiet lanterns');
    expect({ status, code }).toEqual(refusal);
    expect(await canLogIn(NEW)).toBe(true);
  });

  test('if it has expired', async () => {
    const { status, code } = await reset(await link('now()'));
    expect({ status, code }).toEqual(refusal);
    expect(await canLogIn(PASSWORD)).toBe(true);
  });

  test('if its user has no password, even if there once was one', async () => {
    const token = await link();
    const { database } = directory;
    await database.query('update users set password_hash = null where id = $1', [userId]);
    const { status, code } = await reset(token);
    expect({ status, code }).toEqual(refusal);
    expect(await canLogIn(NEW)).toBe(false);
  });

  test('in all but one of 16 concurrent uses', async () => {
    const token = await link();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => reset(token, `${NEW} ${index}`)),
    );
    const set = answers.map(({ status }) => status === 200);
    expect(set.filter(Boolean)).toHaveLength(1);
    // A slow machine has no time for some of the hashes.
    const refused = answers.filter(({ code }) => code === 'LINK_INVALID' || code === 'OVERLOADED');
    expect(refused).toHaveLength(15);
    expect(await canLogIn(`${NEW} ${set.indexOf(true)}`)).toBe(true);
  });
});

test('a refused password does not use up the link', async () => {
  const token = await link();
  expect((await reset(token, 'too short')).code).toBe('PASSWORD_TOO_SHORT');
  expect((await reset(token)).status).toBe(200);
});

test("a password that contains the name of the user's account is refused", async () => {
  await directory.database.query("update accounts set name = 'Lantern Works' where id = $1", [
    account,
  ]);
  expect((await reset(await link(), '7 lanterns at work')).code).toBe(
    'PASSWORD_CONTAINS_PERSONAL_DATA',
  );
  await directory.database.query("update accounts set name = 'Ahoy Ltd' where id = $1", [account]);
});

test('a reset does not lift the throttle of the login', async () => {
  for (let times = 0; times < 10; times += 1) await canLogIn('not the password');
  await reset(await link());
  const { code } = await directory.caller().call('session/log-in', { email, password: NEW });
  expect(code).toBe('THROTTLED');
});

describe('session/show-reset', () => {
  const show = (token: string) => directory.caller().call('session/show-reset', { token });

  test('shows the address of a link, which stays valid', async () => {
    const token = await link();
    expect(await show(token)).toMatchObject({ status: 200, body: { email } });
    expect((await reset(token)).status).toBe(200);
  });

  test('refuses an expired, a used and an unknown link alike', async () => {
    const used = await link();
    await reset(used);
    const expired = await link('now()');
    for (const token of [used, expired, 'unknown']) {
      expect(await show(token)).toMatchObject({ status: 400, code: 'LINK_INVALID' });
    }
  });
});
