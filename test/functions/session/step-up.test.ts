import { type Caller, DEVELOPER, PASSWORD, useDirectory } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import {
  type Enrolled,
  enroll,
  forgetUsedCodes,
  totpCode,
  wrongCode,
} from '../../support/directory/totp';

const directory = useDirectory();
let account: string;
let ada: { readonly id: string; readonly factor: Enrolled };
let bob: string;

const HOURS_AGO = { stepped_up_at: { sql: "now() - interval '2 hours'" } };

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  const id = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
  ada = { id, factor: await enroll(directory, await sessionOf(id)) };
  bob = await directory.addUser('bob@example.com', { [account]: DEVELOPER });
});

beforeEach(async () => {
  await directory.database.query('delete from throttles');
  await forgetUsedCodes(directory);
});

/** Returns a session that was stepped up long ago, unless the columns differ. */
function sessionOf(userId: string, columns = {}): Promise<Caller> {
  return sessionFor(directory, { userId, accountId: account, columns });
}

const stepUp = (caller: Caller, input: object) => caller.call('session/step-up', input);

async function steppedUpAt(caller: Caller): Promise<number> {
  const { json } = await caller.call('session/show');
  return Date.parse((json as { session: { steppedUpAt: string } }).session.steppedUpAt);
}

async function lastEvent(type: string) {
  const events = await directory.database.query(
    'select * from events where type = $1 order by seq',
    [type],
  );
  return events.at(-1);
}

describe('a user with a second factor', () => {
  test.each([
    ['a code of the app', () => ({ code: totpCode(ada.factor.secret) })],
    ['a recovery code', () => ({ recoveryCode: ada.factor.recoveryCodes[0] })],
  ])('steps up by %s', async (_what, input) => {
    const caller = await sessionOf(ada.id, HOURS_AGO);
    const before = await steppedUpAt(caller);
    expect((await stepUp(caller, input())).status).toBe(200);
    expect(await steppedUpAt(caller)).toBeGreaterThan(before);
  });

  test('does not step up by the password', async () => {
    const caller = await sessionOf(ada.id, HOURS_AGO);
    const before = await steppedUpAt(caller);
    const { status, code } = await stepUp(caller, { password: PASSWORD });
    expect({ status, code }).toEqual({ status: 403, code: 'SECOND_FACTOR_REQUIRED' });
    expect(await steppedUpAt(caller)).toBe(before);
  });

  test('does not step up by a wrong code, which is in the audit log', async () => {
    const caller = await sessionOf(ada.id, HOURS_AGO);
    const before = await steppedUpAt(caller);
    const { code } = await stepUp(caller, { code: wrongCode(ada.factor.secret) });
    expect(code).toBe('CODE_INVALID');
    expect(await steppedUpAt(caller)).toBe(before);
    expect(await lastEvent('step_up_failed')).toMatchObject({
      account_id: account,
      principal_id: ada.id,
      object: { reason: 'CODE_INVALID' },
    });
  });

  test('does not step up by a code that completed a login', async () => {
    const code = totpCode(ada.factor.secret);
    const other = await sessionOf(ada.id, { second_factor_due: true });
    expect((await other.call('session/second-factor', { code })).status).toBe(200);
    expect((await stepUp(await sessionOf(ada.id), { code })).code).toBe('CODE_INVALID');
  });

  test('gets a mail that a recovery code was used', async () => {
    await stepUp(await sessionOf(ada.id), { recoveryCode: ada.factor.recoveryCodes[1] });
    const mail = mailsTo(directory.mailFolder, 'ada@example.com').at(-1);
    expect(mail?.subject).toContain('recovery code was used');
  });

  test('waits after ten wrong codes, but not at login', async () => {
    const caller = await sessionOf(ada.id);
    for (let count = 0; count < 10; count += 1) {
      await stepUp(caller, { code: wrongCode(ada.factor.secret) });
    }
    const code = totpCode(ada.factor.secret);
    expect((await stepUp(caller, { code })).code).toBe('THROTTLED');
    const other = await sessionOf(ada.id, { second_factor_due: true });
    expect((await other.call('session/second-factor', { code })).status).toBe(200);
  });
});

describe('a user without a second factor', () => {
  test('steps up by the password', async () => {
    const caller = await sessionOf(bob, HOURS_AGO);
    const before = await steppedUpAt(caller);
    expect((await stepUp(caller, { password: PASSWORD })).status).toBe(200);
    expect(await steppedUpAt(caller)).toBeGreaterThan(before);
    expect(await lastEvent('step_up_succeeded')).toMatchObject({ object: { by: 'password' } });
  });

  test('does not step up by a wrong password', async () => {
    const caller = await sessionOf(bob, HOURS_AGO);
    const { status, code } = await stepUp(caller, { password: 'not the password' });
    expect({ status, code }).toEqual({ status: 403, code: 'PASSWORD_INVALID' });
    expect(await lastEvent('step_up_failed')).toMatchObject({ principal_id: bob });
  });

  test('has no codes to step up by', async () => {
    const { status, code } = await stepUp(await sessionOf(bob), { code: '123456' });
    expect({ status, code }).toEqual({ status: 409, code: 'MFA_NOT_ENABLED' });
  });

  test('waits after ten wrong passwords, but not at login', async () => {
    const caller = await sessionOf(bob);
    for (let count = 0; count < 10; count += 1) await stepUp(caller, { password: 'wrong' });
    expect((await stepUp(caller, { password: PASSWORD })).code).toBe('THROTTLED');
    const input = { email: 'bob@example.com', password: PASSWORD };
    expect((await directory.caller().call('session/log-in', input)).status).toBe(200);
  });
});

test('a stepped-up session has a new secret, and the old secret is invalid', async () => {
  const caller = await sessionOf(bob);
  const before = { ...caller.cookies };
  await stepUp(caller, { password: PASSWORD });
  Object.assign(caller.cookies, before);
  expect((await caller.call('session/show')).status).toBe(401);
});

test('a user without a password and a second factor cannot step up', async () => {
  const id = await directory.addUser('carol@example.com', { [account]: DEVELOPER });
  await directory.database.query('update users set password_hash = null where id = $1', [id]);
  const { code } = await stepUp(await sessionOf(id), { password: PASSWORD });
  expect(code).toBe('PASSWORD_INVALID');
});

test('one of six concurrent step-ups gets the new secret, and none of them removes it', async () => {
  const caller = await sessionOf(bob);
  const callers = Array.from({ length: 6 }, () =>
    Object.assign(directory.caller(), { cookies: { ...caller.cookies } }),
  );
  const replies = await Promise.all(callers.map((one) => stepUp(one, { password: PASSWORD })));

  const [winner, ...others] = callers.toSorted(
    (one, other) =>
      (replies[callers.indexOf(one)]?.status ?? 0) - (replies[callers.indexOf(other)]?.status ?? 0),
  );
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401, 401]);
  expect(replies.flatMap(({ headers }) => headers['Set-Cookie'] ?? [])).toHaveLength(1);
  expect(others.map(({ cookies }) => cookies)).toEqual(others.map(() => caller.cookies));
  expect((await (winner as Caller).call('session/show')).status).toBe(200);
  expect((await caller.call('session/show')).status).toBe(401);
});
