import { type Caller, DEVELOPER, PASSWORD, useDirectory } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import {
  type Enrolled,
  enroll,
  forgetUsedCodes,
  totpCode,
  withinOneStep,
  wrongCode,
} from '../../support/directory/totp';

const EMAIL = 'ada@example.com';

const directory = useDirectory();
let account: string;
let userId: string;
let factor: Enrolled;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
  factor = await enroll(directory, await directory.logIn(EMAIL));
});

beforeEach(async () => {
  await directory.database.query('delete from throttles');
  await directory.database.query('delete from sessions');
  await forgetUsedCodes(directory);
});

/** Returns a caller who has given Ada's password. */
function due(): Promise<Caller> {
  return sessionFor(directory, {
    userId,
    accountId: account,
    columns: { second_factor_due: true },
  });
}

const sixteen = () => Promise.all(Array.from({ length: 16 }, due));

const give = (caller: Caller, input: object) => caller.call('session/second-factor', input);
const right = () => ({ code: totpCode(factor.secret) });
const wrong = () => ({ code: wrongCode(factor.secret) });

async function statusOf(caller: Caller): Promise<unknown> {
  const { json } = await caller.call('session/show');
  return (json as { status?: unknown }).status;
}

function eventsOf(type: string) {
  return directory.database.query<{ account_id: string; principal_id: string; object: object }>(
    'select * from events where type = $1 order by seq',
    [type],
  );
}

test('a password alone starts a session that waits for the second factor', async () => {
  const ada = directory.caller();
  const { json } = await ada.call('session/log-in', { email: EMAIL, password: PASSWORD });
  expect(json).toEqual({ status: 'mfa_required' });
  expect(await statusOf(ada)).toBe('mfa_required');
});

test.each([
  ['account/change-password', { oldPassword: 'x', newPassword: 'y' }],
  ['account/confirm-mfa', { code: '123456' }],
  ['account/disable-mfa', { code: '123456' }],
  ['account/list-sessions', {}],
  ['account/regenerate-recovery-codes', { code: '123456' }],
  ['account/revoke-other-sessions', {}],
  ['account/revoke-session', { id: 'ses_1' }],
  ['account/start-mfa', {}],
  ['account/update-profile', { name: 'Ada' }],
  ['session/step-up', { password: 'x' }],
  ['session/switch-account', { account: 'ac_1' }],
  ['admin/list-members', {}],
])('%s refuses a session that waits for the second factor', async (path, input) => {
  const ada = await due();
  expect((await ada.call(path, input)).status).toBe(403);
});

test('a code of the app completes the login', async () => {
  const ada = await due();
  const { status, json } = await give(ada, right());
  expect({ status, json }).toEqual({ status: 200, json: { status: 'authenticated' } });
  expect(await statusOf(ada)).toBe('authenticated');
});

test('a completed session has a new secret, and the old secret is invalid', async () => {
  const ada = await due();
  const before = { ...ada.cookies };
  await give(ada, right());
  const thief = directory.caller();
  Object.assign(thief.cookies, before);
  expect((await thief.call('session/show')).status).toBe(401);
});

test('a user without an account gets the status no_account', async () => {
  const alone = 'alone@example.com';
  await directory.addUser(alone, {});
  const caller = await directory.logIn(alone);
  const { secret } = await enroll(directory, caller);
  const again = await directory.logIn(alone);
  const { json } = await give(again, { code: totpCode(secret) });
  expect(json).toEqual({ status: 'no_account' });
});

test('the audit log names the user and the type of the factor', async () => {
  const ada = await due();
  await give(ada, right());
  expect((await eventsOf('second_factor_succeeded')).at(-1)).toMatchObject({
    account_id: account,
    principal_id: userId,
    object: { by: 'code' },
  });
});

describe('a code of the app', () => {
  beforeEach(withinOneStep);

  test('is refused if it was used', async () => {
    const code = right();
    expect((await give(await due(), code)).status).toBe(200);
    const { status, code: error } = await give(await due(), code);
    expect({ status, error }).toEqual({ status: 403, error: 'CODE_INVALID' });
  });

  test('is refused if a later code was used', async () => {
    await give(await due(), { code: totpCode(factor.secret, 1) });
    expect((await give(await due(), right())).code).toBe('CODE_INVALID');
  });

  test.each([
    ['of the step before', -1, 200],
    ['of the step after', 1, 200],
    ['of two steps before', -2, 403],
    ['of two steps after', 2, 403],
  ])('%s: %d, %d', async (_which, steps, status) => {
    const ada = await due();
    const answer = await give(ada, { code: totpCode(factor.secret, steps) });
    expect(answer.status).toBe(status);
  });

  test('works once in 16 concurrent logins', async () => {
    const callers = await sixteen();
    const code = right();
    const answers = await Promise.all(callers.map((caller) => give(caller, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('a recovery code', () => {
  test('completes the login once', async () => {
    const [recoveryCode = ''] = factor.recoveryCodes;
    expect((await give(await due(), { recoveryCode })).status).toBe(200);
    const { code } = await give(await due(), { recoveryCode });
    expect(code).toBe('CODE_INVALID');
  });

  test('is accepted in lower case without dashes', async () => {
    const recoveryCode = factor.recoveryCodes[1]?.toLowerCase().replaceAll('-', '');
    expect((await give(await due(), { recoveryCode })).status).toBe(200);
  });

  test('is reported by mail with the number of codes left', async () => {
    const [{ count } = { count: 0 }] = await directory.database.query<{ count: number }>(
      'select count(*)::int from recovery_codes where user_id = $1',
      [userId],
    );
    await give(await due(), { recoveryCode: factor.recoveryCodes[2] });
    const mail = mailsTo(directory.mailFolder, EMAIL).at(-1);
    expect(mail?.subject).toContain('recovery code was used');
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(`${count - 1} are left.`);
  });

  test('is recorded in the audit log without the code', async () => {
    const recoveryCode = factor.recoveryCodes[3] ?? '';
    await give(await due(), { recoveryCode });
    const events = await eventsOf('recovery_code_used');
    expect(events.at(-1)).toMatchObject({ principal_id: userId });
    expect(JSON.stringify(events)).not.toContain(recoveryCode);
  });

  test('is refused to another user', async () => {
    const eve = 'eve@example.com';
    await directory.addUser(eve, { [account]: DEVELOPER });
    await enroll(directory, await directory.logIn(eve));
    const { code } = await give(await directory.logIn(eve), {
      recoveryCode: factor.recoveryCodes[4],
    });
    expect(code).toBe('CODE_INVALID');
  });

  test('works once in 16 concurrent logins', async () => {
    const callers = await sixteen();
    const recoveryCode = factor.recoveryCodes[5];
    const answers = await Promise.all(callers.map((caller) => give(caller, { recoveryCode })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

test.each([
  ['neither', {}],
  ['both', { code: '123456', recoveryCode: 'x' }],
  ['a number', { code: 123456 }],
  ['something besides', { code: '123456', more: true }],
])('%s is an invalid input', async (_what, input) => {
  const { code } = await give(await due(), input);
  expect(code).toBe('INPUT_INVALID');
});

describe('wrong codes', () => {
  test('are in the audit log', async () => {
    await give(await due(), wrong());
    expect((await eventsOf('second_factor_failed')).at(-1)).toMatchObject({
      account_id: account,
      object: { reason: 'CODE_INVALID' },
    });
  });

  test('allow a right code up to the fifth attempt', async () => {
    const ada = await due();
    for (let count = 0; count < 4; count += 1) {
      expect((await give(ada, wrong())).code).toBe('CODE_INVALID');
    }
    expect((await give(ada, right())).status).toBe(200);
  });

  test('end the login with the sixth attempt, right or wrong', async () => {
    const ada = await due();
    for (let count = 0; count < 5; count += 1) await give(ada, wrong());
    const before = { ...ada.cookies };
    const { status, code } = await give(ada, right());
    expect({ status, code }).toEqual({ status: 401, code: 'CHALLENGE_EXPIRED' });
    expect(ada.cookies).toEqual({});
    Object.assign(ada.cookies, before);
    expect((await ada.call('session/show')).status).toBe(401);
  });

  test('are limited to five a login, even if they are sent at once', async () => {
    const ada = await due();
    await Promise.all(Array.from({ length: 16 }, () => give(ada, wrong())));
    const [row] = await directory.database.query<{ attempts: number }>(
      'select coalesce(sum(attempts), 0)::int as attempts from throttles where waits > 0 or attempts > 0',
    );
    expect(row?.attempts).toBeLessThanOrEqual(5);
    expect((await ada.call('session/show')).status).toBe(401);
  });

  test('make the user wait after ten of them in any sessions', async () => {
    for (let count = 0; count < 10; count += 1) {
      await give(await due(), wrong());
    }
    const { status, code, headers } = await give(await due(), right());
    expect({ status, code }).toEqual({ status: 429, code: 'THROTTLED' });
    const seconds = Number(headers['Retry-After']);
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
  });

  test('count for recovery codes and codes of the app alike', async () => {
    for (let count = 0; count < 10; count += 1) {
      const recoveryCode = 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA';
      await give(await due(), count % 2 === 0 ? { recoveryCode } : wrong());
    }
    const { code } = await give(await due(), {
      recoveryCode: factor.recoveryCodes[6],
    });
    expect(code).toBe('THROTTLED');
  });

  test('of one user do not make another user wait', async () => {
    for (let count = 0; count < 10; count += 1) {
      await give(await due(), wrong());
    }
    const bob = 'bob@example.com';
    await directory.addUser(bob, { [account]: DEVELOPER });
    const { secret } = await enroll(directory, await directory.logIn(bob));
    const { status } = await give(await directory.logIn(bob), { code: totpCode(secret) });
    expect(status).toBe(200);
  });
});

test('a code is refused five minutes after the password', async () => {
  const ada = await directory.logIn(EMAIL);
  await directory.database.query("update sessions set expires_at = expires_at - interval '5 min'");
  expect((await give(ada, right())).status).toBe(401);
});
