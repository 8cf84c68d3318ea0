import {
  type Caller,
  createDirectory,
  DEVELOPER,
  useDirectory,
} from '../../support/directory/directory';
import { addPhone, newNumber, sentCode } from '../../support/directory/phones';
import { race } from '../../support/directory/race';
import { sessionFor } from '../../support/directory/session-for';
import { enroll, totpCode } from '../../support/directory/totp';
import { startBrokenVerifyServer } from '../../support/servers/verify-server';
import { startBuiltContainer } from '../../support/services/container';

const directory = useDirectory();
let account: string;
let users = 0;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
});

beforeEach(async () => {
  await query('delete from throttles');
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const send = (by: Caller, channel = 'sms') => by.call('session/send-code', { channel });
const use = (by: Caller, phoneCode: string) => by.call('session/second-factor', { phoneCode });
const other = (code: string) => (code === '000000' ? '000001' : '000000');

async function addUser(accountId = account) {
  users += 1;
  const email = `user${users}@example.com`;
  const userId = await directory.addUser(email, { [accountId]: DEVELOPER });
  const session = (columns = {}) => sessionFor(directory, { userId, accountId, columns });
  return { email, userId, session, caller: await session() };
}

async function addOwner(accountId = account) {
  const user = await addUser(accountId);
  return { ...user, ...(await addPhone(directory, user.caller)) };
}

const logIn = (email: string) => directory.logIn(email);

describe('a code by phone', () => {
  test('is not sent before the password was right', async () => {
    const { email } = await addOwner();
    const before = directory.verify.sent.length;
    const stranger = directory.caller();
    await stranger.call('session/log-in', { email, password: 'not the password at all' });
    expect((await send(stranger)).status).toBe(401);
    await stranger.call('session/forgot-password', { email });
    expect(directory.verify.sent).toHaveLength(before);
  });

  test('of another session of the same user is refused', async () => {
    const { email, number } = await addOwner();
    const [mine, theirs] = [await logIn(email), await logIn(email)];
    const code = await sentCode(directory, mine, number);
    expect((await use(theirs, code)).code).toBe('CODE_INVALID');
    expect((await use(mine, code)).status).toBe(200);
  });

  test("of another user's phone is refused", async () => {
    const [victim, attacker] = [await addOwner(), await addOwner()];
    const half = await logIn(victim.email);
    await send(half);
    const own = await sentCode(directory, await logIn(attacker.email), attacker.number);
    expect((await use(half, own)).code).toBe('CODE_INVALID');
  });

  test('to a new number of an attacker is no second factor of the session', async () => {
    const { session } = await addOwner();
    const stolen = await session();
    const number = newNumber();
    await stolen.call('account/start-phone', { number, channel: 'sms' });
    const phoneCode = directory.verify.codeOf(number);
    const refused = await stolen.call('session/step-up', { phoneCode });
    expect(refused.code).toBe('CODE_INVALID');
  });

  test('to the own phone does not confirm another number', async () => {
    const { caller, number } = await addOwner();
    const code = await sentCode(directory, caller, number);
    expect((await caller.call('account/confirm-phone', { code })).code).toBe('PHONE_NOT_SET');
  });

  test('to the earlier number ends with the number', async () => {
    const { email, caller, number } = await addOwner();
    const half = await logIn(email);
    const code = await sentCode(directory, half, number);
    await addPhone(directory, caller);
    expect((await use(half, code)).code).toBe('CODE_INVALID');
  });

  test('is accepted once', async () => {
    const { session, number } = await addOwner();
    const caller = await session();
    const phoneCode = await sentCode(directory, caller, number);
    const stepUp = () => caller.call('session/step-up', { phoneCode });
    expect((await stepUp()).status).toBe(200);
    expect((await stepUp()).code).toBe('CODE_INVALID');
  });

  test('steps up one of 16 processes', async () => {
    const { session, number } = await addOwner();
    const caller = await session();
    const input = { phoneCode: await sentCode(directory, caller, number) };
    const path = 'session/step-up';
    const finishes = await race(directory, Array(16).fill({ path, input, caller }));
    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('confirms a number for one of 16 processes, with one set of recovery codes', async () => {
    const { caller, userId } = await addUser();
    const number = newNumber();
    await caller.call('account/start-phone', { number, channel: 'sms' });
    const input = { code: directory.verify.codeOf(number) };
    const path = 'account/confirm-phone';
    const finishes = await race(directory, Array(16).fill({ path, input, caller }));
    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
    const codes = await query('select from recovery_codes where user_id = $1', userId);
    expect(codes).toHaveLength(10);
  });

  test('completes the login of one of five processes', async () => {
    const { email, number } = await addOwner();
    const caller = await logIn(email);
    const input = { phoneCode: await sentCode(directory, caller, number) };
    const path = 'session/second-factor';
    const finishes = await race(directory, Array(5).fill({ path, input, caller }));
    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('steps up one of 16 processes, even if Verify approves it every time', async () => {
    const broken = await startBrokenVerifyServer();
    const { session } = await addOwner();
    const caller = await session();
    const sid = `VE${'3'.repeat(32)}`;
    await send(caller);
    await query('update phone_verifications set sid = $1', sid);
    broken.answer({ status: 200, body: JSON.stringify({ sid, status: 'approved' }) });
    const variables = { ...directory.variables, ...broken.variables };
    const contender = { path: 'session/step-up', input: { phoneCode: '123456' }, caller };
    const finishes = await race({ ...directory, variables }, Array(16).fill(contender));
    await broken.close();
    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('of another form does not reach Verify, whose five checks are left', async () => {
    const { email, number } = await addOwner();
    const half = await logIn(email);
    const code = await sentCode(directory, half, number);
    for (const bad of ['12345678901', 'abcdef', '123456&To=+4915', '１２３', "1' or '1'='1"]) {
      expect((await use(half, bad)).code).toBe('CODE_INVALID');
      await query('delete from throttles');
      await query('update sessions set challenge_attempts = 0');
    }
    expect((await use(half, code)).status).toBe(200);
  });
});

describe('wrong codes', () => {
  test('end the login after five, as those of an app do', async () => {
    const { email, number } = await addOwner();
    const half = await logIn(email);
    const code = await sentCode(directory, half, number);
    for (let count = 0; count < 5; count += 1) {
      expect((await use(half, other(code))).code).toBe('CODE_INVALID');
    }
    expect((await use(half, code)).code).toBe('CHALLENGE_EXPIRED');
    expect((await half.call('session/show')).status).toBe(401);
  });

  test('of a step-up reach the limit of Verify, and the session stays', async () => {
    const { session, number } = await addOwner();
    const caller = await session();
    const code = await sentCode(directory, caller, number);
    const stepUp = (phoneCode: string) => caller.call('session/step-up', { phoneCode });
    for (let count = 0; count < 5; count += 1) await stepUp(other(code));
    expect((await stepUp(code)).code).toBe('PHONE_CODE_EXPIRED');
    expect((await caller.call('session/show')).status).toBe(200);
  });

  test('are counted together with those of the app', async () => {
    const { session, number, caller } = await addOwner();
    const { secret } = await enroll(directory, caller);
    const user = await session();
    const code = await sentCode(directory, user, number);
    for (let count = 0; count < 10; count += 1) {
      await user.call('session/step-up', { phoneCode: other(code) });
    }
    const refused = await user.call('session/step-up', { code: totpCode(secret) });
    expect(refused.code).toBe('THROTTLED');
  });
});

describe('the sends', () => {
  test('of one user are five an hour, across containers, new numbers and sessions', async () => {
    const { session } = await addOwner(); // one send
    const containers = await Promise.all(
      [1, 2, 3].map(() => startBuiltContainer(directory.variables)),
    );
    const before = directory.verify.sent.length;
    const callers = await Promise.all(Array.from({ length: 12 }, () => session()));
    const answers = await Promise.all(
      callers.map((caller, index) => {
        const container = containers[index % 3];
        return index % 2 === 0
          ? container?.call('session/send-code', { channel: 'sms' }, caller)
          : container?.call(
              'account/start-phone',
              { number: newNumber(), channel: 'call' },
              caller,
            );
      }),
    );
    await Promise.all(containers.map((one) => one.stop()));
    const codes = answers.map((answer) => answer?.code ?? 'sent').toSorted();
    expect(codes).toEqual([...Array(8).fill('THROTTLED'), ...Array(4).fill('sent')]);
    expect(directory.verify.sent).toHaveLength(before + 4);
  });

  test('that are refused say when to try again, and do not use up other limits', async () => {
    const { caller } = await addOwner();
    await query('delete from throttles');
    directory.verify.advance(11 * 60_000);
    for (let count = 0; count < 5; count += 1) expect((await send(caller)).status).toBe(200);
    const rows = () => query('select * from throttles order by name');
    const counted = await rows();
    const refused = await send(caller);
    expect([refused.code, refused.headers['Retry-After']]).toEqual(['THROTTLED', '3600']);
    expect(await rows()).toEqual(counted);
  });

  test('to one number are twenty a day, of all users together', async () => {
    const number = newNumber();
    const codes: (string | undefined)[] = [];
    for (let count = 0; count < 21; count += 1) {
      const { caller } = await addUser(await directory.addAccount('One of many'));
      if (count % 5 === 0) directory.verify.advance(11 * 60_000);
      codes.push((await caller.call('account/start-phone', { number, channel: 'sms' })).code);
    }
    expect(codes).toEqual([...Array(20).fill(undefined), 'THROTTLED']);
  });

  test('of one account are 200 a day, and its members can still use other factors', async () => {
    const accountId = await directory.addAccount('Pumped');
    const owner = await addOwner(accountId);
    await query('delete from throttles');
    let last: string | undefined;
    for (let count = 0; count < 201; count += 1) {
      const { caller } = await addUser(accountId);
      last = (await caller.call('account/start-phone', { number: newNumber(), channel: 'sms' }))
        .code;
    }
    expect(last).toBe('THROTTLED');
    const half = await logIn(owner.email);
    expect((await send(half)).code).toBe('THROTTLED');
    const [recoveryCode] = owner.recoveryCodes ?? [];
    expect((await half.call('session/second-factor', { recoveryCode })).status).toBe(200);
  }, 60_000);

  test('beyond the limit of Verify wait for the rest of its ten minutes', async () => {
    const { caller } = await addOwner();
    await query('delete from throttles');
    for (let count = 0; count < 5; count += 1) expect((await send(caller)).status).toBe(200);
    await query('delete from throttles');
    const refused = await send(caller);
    expect(refused.code).toBe('THROTTLED');
    expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(590);
    expect(Number(refused.headers['Retry-After'])).toBeLessThan(601);
  });
});

test('a number of another user gets the same answer as a new number', async () => {
  const { number } = await addOwner();
  const { caller } = await addUser();
  const start = (to: string) => caller.call('account/start-phone', { number: to, channel: 'sms' });
  const [known, unknown] = [await start(number), await start(newNumber())];
  expect({ ...known, headers: null }).toEqual({ ...unknown, headers: null });
});

describe('a server that is not Verify', () => {
  const sid = `VE${'4'.repeat(32)}`;
  const approved = JSON.stringify({ sid, status: 'approved' });

  test.each([
    ['hangs', null, 'UNAVAILABLE'],
    [
      'redirects',
      { status: 307, headers: { Location: 'http://127.0.0.1:1/' }, body: approved },
      'UNAVAILABLE',
    ],
    ['fails', { status: 500, body: approved }, 'UNAVAILABLE'],
    ['is a proxy', { status: 200, body: '<html>approved</html>' }, 'UNAVAILABLE'],
    ['answers with null', { status: 200, body: 'null' }, 'UNAVAILABLE'],
    ['answers with a list', { status: 200, body: `[${approved}]` }, 'UNAVAILABLE'],
    ['answers endlessly', { status: 200, body: approved.padEnd(70_000) }, 'UNAVAILABLE'],
    ['approves another code', { status: 200, body: approved.replaceAll('4', '5') }, 'UNAVAILABLE'],
    ['approves with an error', { status: 404, body: approved }, 'CODE_INVALID'],
    [
      'has another status',
      { status: 200, body: JSON.stringify({ sid, status: 'canceled' }) },
      'UNAVAILABLE',
    ],
    ['knows no such account', { status: 401, body: '{"code":20003}' }, 'NOT_CONFIGURED'],
    ['limits all requests', { status: 429, body: '{"code":20429}' }, 'UNAVAILABLE'],
  ])('and %s accepts no code, and an outage counts no attempt', async (_what, answer, code) => {
    const log = jest.spyOn(console, 'error').mockImplementation();
    const broken = await startBrokenVerifyServer();
    broken.answer(answer);
    const { session, userId } = await addUser();
    const caller = await session();
    await query('insert into phones (user_id, number) values ($1, $2)', userId, 'v1.x.x.x');
    await query(
      "insert into phone_verifications select id, $2, null, now() + interval '1 minute' from sessions where user_id = $1",
      userId,
      sid,
    );
    const variables = { ...directory.variables, ...broken.variables };
    const behind = await createDirectory(variables, directory.database);
    const browser = behind.caller();
    Object.assign(browser.cookies, caller.cookies);
    const refused = await browser.call('session/step-up', { phoneCode: '123456' });
    await broken.close();
    expect(refused.code).toBe(code);
    expect(broken.paths).toHaveLength(1);
    const counted = await query('select sum(attempts)::int as attempts from throttles');
    expect(counted).toEqual([{ attempts: code === 'CODE_INVALID' ? 1 : 0 }]);
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/123456|VE4|approved/);
    log.mockRestore();
  });

  test.each([
    ['hangs', null, 'UNAVAILABLE'],
    ['redirects', { status: 302, headers: { Location: '/' }, body: '{}' }, 'UNAVAILABLE'],
    ['fails', { status: 503, body: '{}' }, 'UNAVAILABLE'],
    ['names no verification', { status: 201, body: '{"sid":"../VE"}' }, 'UNAVAILABLE'],
    ['refuses the number', { status: 400, body: '{"code":60200}' }, 'PHONE_INVALID'],
    ['blocks the country', { status: 403, body: '{"code":60605}' }, 'PHONE_INVALID'],
    ['knows no such service', { status: 404, body: '{"code":20404}' }, 'NOT_CONFIGURED'],
  ])('and %s sends no code, which counts all the same', async (_what, answer, code) => {
    const log = jest.spyOn(console, 'error').mockImplementation();
    const broken = await startBrokenVerifyServer();
    broken.answer(answer);
    const { caller } = await addUser();
    const variables = { ...directory.variables, ...broken.variables };
    const behind = await createDirectory(variables, directory.database);
    const browser = behind.caller();
    Object.assign(browser.cookies, caller.cookies);
    await query('delete from phone_verifications');
    const number = newNumber();
    const refused = await browser.call('account/start-phone', { number, channel: 'sms' });
    await broken.close();
    expect(refused.code).toBe(code);
    expect(await query('select from phone_verifications')).toEqual([]);
    expect(await query('select from throttles')).toHaveLength(3);
    expect(JSON.stringify([log.mock.calls, refused.body])).not.toContain(number.slice(3));
    log.mockRestore();
  });
});
