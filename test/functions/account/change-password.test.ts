import { type Caller, DEVELOPER, PASSWORD, useDirectory } from '../../support/directory/directory';
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

const session = () => sessionFor(directory, { userId, accountId: account });

function change(caller: Caller, oldPassword: string, newPassword = NEW) {
  return caller.call('account/change-password', { oldPassword, newPassword });
}

async function canLogIn(password: string): Promise<boolean> {
  const { status } = await directory.caller().call('session/log-in', { email, password });
  return status === 200;
}

async function eventsOf(type: string) {
  return directory.database.query('select * from events where type = $1 and principal_id = $2', [
    type,
    userId,
  ]);
}

test('the old password is replaced by the new password', async () => {
  expect((await change(await session(), PASSWORD)).status).toBe(200);
  expect(await canLogIn(PASSWORD)).toBe(false);
  expect(await canLogIn(NEW)).toBe(true);
});

test("the other sessions end, and the caller's session continues with another secret", async () => {
  const [caller, other] = [await session(), await session()];
  const copy = directory.caller();
  Object.assign(copy.cookies, caller.cookies);
  await change(caller, PASSWORD);
  expect((await caller.call('session/show')).status).toBe(200);
  expect((await other.call('session/show')).status).toBe(401);
  expect((await copy.call('session/show')).status).toBe(401);
});

test('the change is reported by mail, and in the audit log without the passwords', async () => {
  await change(await session(), PASSWORD);
  expect(mailsTo(directory.mailFolder, email).at(-1)?.subject).toContain('was changed');
  const events = await eventsOf('password_changed');
  expect(events).toMatchObject([{ account_id: account, object: { endedSessions: 0 } }]);
  expect(JSON.stringify(events)).not.toContain(NEW);
});

test('a wrong old password changes nothing and is in the audit log', async () => {
  const { status, code } = await change(await session(), 'not the password');
  expect({ status, code }).toEqual({ status: 403, code: 'PASSWORD_INVALID' });
  expect(await canLogIn(NEW)).toBe(false);
  expect(await eventsOf('password_change_failed')).toHaveLength(1);
});

test.each([
  ['too short', 'quiet lantern', 'PASSWORD_TOO_SHORT'],
  ['too long', 'ahoy there '.repeat(12), 'PASSWORD_TOO_LONG'],
  ['common', 'password12345678', 'PASSWORD_COMMON'],
  ['with control characters', 'seven quiet\nlanterns', 'PASSWORD_INVALID_CHARACTERS'],
])('a new password that is %s is refused', async (_what, password, refusal) => {
  const { status, code } = await change(await session(), PASSWORD, password);
  expect({ status, code }).toEqual({ status: 422, code: refusal });
  expect(await canLogIn(PASSWORD)).toBe(true);
});

test("a new password that is the user's own address is refused", async () => {
  const { code } = await change(await session(), PASSWORD, `${email} ahoy`);
  expect(code).toBe('PASSWORD_CONTAINS_PERSONAL_DATA');
});

test("a new password that contains the name of the user's account is refused", async () => {
  const { code } = await change(await session(), PASSWORD, 'ahoy lanterns 42');
  expect(code).toBe('PASSWORD_CONTAINS_PERSONAL_DATA');
});

test('ten wrong passwords make the user wait, but do not affect the login', async () => {
  const caller = await session();
  for (let times = 0; times < 10; times += 1) await change(caller, 'not the password');
  expect((await change(caller, PASSWORD)).code).toBe('THROTTLED');
  expect(await canLogIn(PASSWORD)).toBe(true);
});

test('a user without a password cannot set one by changing it', async () => {
  const { database } = directory;
  await database.query('update users set password_hash = null where id = $1', [userId]);
  expect((await change(await session(), PASSWORD)).code).toBe('PASSWORD_INVALID');
  expect(await canLogIn(NEW)).toBe(false);
});

test('a link to reset the password is invalid after the change', async () => {
  await directory.database.query(
    `insert into password_resets (user_id, secret_hash, expires_at)
     values ($1, sha256($2), now() + interval '1 hour')`,
    [userId, userId],
  );
  await change(await session(), PASSWORD);
  const { code } = await directory
    .caller()
    .call('session/reset-password', { token: userId, password: 'nine quiet lanterns' });
  expect(code).toBe('LINK_INVALID');
});

test('only one of several concurrent changes succeeds', async () => {
  const callers = await Promise.all(Array.from({ length: 4 }, session));
  const answers = await Promise.all(
    callers.map((caller, index) => change(caller, PASSWORD, `${NEW} ${index}`)),
  );
  const made = answers.map(({ status }) => status === 200);
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await canLogIn(`${NEW} ${made.indexOf(true)}`)).toBe(true);
});
