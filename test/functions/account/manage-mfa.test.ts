import { type Caller, DEVELOPER, useDirectory } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import {
  type Enrolled,
  enroll,
  forgetUsedCodes,
  totpCode,
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
});

beforeEach(async () => {
  const { database } = directory;
  await database.query('delete from throttles');
  await database.query('update accounts set mfa_required = false');
  await database.query('update users set totp_secret = null, totp_confirmed_at = null');
  factor = await enroll(directory, await session());
});

function session(columns = {}): Promise<Caller> {
  return sessionFor(directory, { userId, accountId: account, columns });
}

const disable = (caller: Caller, input: object) => caller.call('account/disable-mfa', input);
const regenerate = (caller: Caller, input: object) =>
  caller.call('account/regenerate-recovery-codes', input);

async function isEnabled(): Promise<boolean> {
  const { json } = await (await session()).call('session/show');
  return (json as { user: { mfaEnabled: boolean } }).user.mfaEnabled;
}

async function lastEvent(type: string) {
  const events = await directory.database.query(
    'select * from events where type = $1 order by seq',
    [type],
  );
  return events.at(-1);
}

describe('disabling the second factor', () => {
  test.each([
    ['a code of the app', () => ({ code: totpCode(factor.secret) }), 'had a code of the app.'],
    [
      'a recovery code',
      () => ({ recoveryCode: factor.recoveryCodes[0] }),
      'one of your recovery codes',
    ],
  ])('accepts %s, and a mail informs the user', async (_what, input, told) => {
    expect((await disable(await session(), input())).status).toBe(200);
    expect(await isEnabled()).toBe(false);
    expect(await lastEvent('mfa_disabled')).toMatchObject({
      account_id: account,
      principal_id: userId,
    });
    const mail = mailsTo(directory.mailFolder, EMAIL).at(-1);
    expect(mail?.subject).toBe('Your authenticator app was removed at localhost:3000');
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(told);
  });

  test.each([
    ['a wrong code', () => ({ code: wrongCode(factor.secret) })],
    ['a wrong recovery code', () => ({ recoveryCode: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' })],
  ])('is refused for %s', async (_what, input) => {
    expect((await disable(await session(), input())).code).toBe('CODE_INVALID');
    expect(await isEnabled()).toBe(true);
    expect(await lastEvent('mfa_failed')).toMatchObject({ object: { reason: 'CODE_INVALID' } });
  });

  test.each([
    ['nothing', {}],
    ['a password', { password: 'x' }],
  ])('is refused for %s', async (_what, input) => {
    expect((await disable(await session(), input)).code).toBe('INPUT_INVALID');
  });

  test('is refused if an account of the user requires a second factor', async () => {
    const strict = await directory.addAccount('Strict Ltd', { mfaRequired: true });
    await directory.database.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator, active)
       values ('mbr_strict', $1, $2, 'read-only', 'read-only', false, false)`,
      [strict, userId],
    );
    const { status, code } = await disable(await session(), { code: totpCode(factor.secret) });
    expect({ status, code }).toEqual({ status: 403, code: 'MFA_REQUIRED' });
    expect(await isEnabled()).toBe(true);
    await directory.database.query("delete from memberships where id = 'mbr_strict'");
  });

  test('is refused if there is nothing to disable', async () => {
    const caller = await session();
    await disable(caller, { code: totpCode(factor.secret) });
    const { status, code } = await disable(caller, { code: totpCode(factor.secret, 1) });
    expect({ status, code }).toEqual({ status: 409, code: 'MFA_NOT_ENABLED' });
  });

  test('deletes the recovery codes and the secret', async () => {
    await disable(await session(), { code: totpCode(factor.secret) });
    expect(await directory.database.query('select from recovery_codes')).toHaveLength(0);
    const kept = 'select from users where totp_secret is not null or totp_last_step is not null';
    expect(await directory.database.query(kept)).toHaveLength(0);
  });

  test('ends the sessions that wait for the second factor', async () => {
    const due = await session({ second_factor_due: true });
    await disable(await session(), { code: totpCode(factor.secret) });
    expect((await due.call('session/show')).status).toBe(401);
  });

  test('is throttled after ten wrong codes of any purpose', async () => {
    const caller = await session();
    const code = wrongCode(factor.secret);
    for (let count = 0; count < 5; count += 1) await disable(caller, { code });
    for (let count = 0; count < 5; count += 1) await regenerate(caller, { code });
    const right = { code: totpCode(factor.secret) };
    expect((await disable(caller, right)).code).toBe('THROTTLED');
    expect((await regenerate(caller, right)).code).toBe('THROTTLED');
    expect((await caller.call('session/step-up', right)).code).toBe('THROTTLED');
    expect(await isEnabled()).toBe(true);
  });
});

describe('new recovery codes', () => {
  const codesOf = (answer: { readonly json: unknown }) =>
    (answer.json as { recoveryCodes: string[] }).recoveryCodes;

  test('require a code of the app, and replace the old codes', async () => {
    const answer = await regenerate(await session(), { code: totpCode(factor.secret) });
    expect(codesOf(answer)).toHaveLength(10);
    const due = () => session({ second_factor_due: true });
    const [old, fresh] = [factor.recoveryCodes[0], codesOf(answer)[0]];
    const call = 'session/second-factor';
    expect((await (await due()).call(call, { recoveryCode: old })).code).toBe('CODE_INVALID');
    expect((await (await due()).call(call, { recoveryCode: fresh })).status).toBe(200);
  });

  test('are in the audit log as a number, not as codes', async () => {
    const answer = await regenerate(await session(), { code: totpCode(factor.secret) });
    const event = await lastEvent('recovery_codes_created');
    expect(event).toMatchObject({ account_id: account, principal_id: userId });
    for (const code of codesOf(answer)) expect(JSON.stringify(event)).not.toContain(code);
  });

  test.each([
    ['a wrong code', () => ({ code: wrongCode(factor.secret) }), 'CODE_INVALID'],
    ['a recovery code', () => ({ recoveryCode: factor.recoveryCodes[0] }), 'INPUT_INVALID'],
  ])('are not created for %s', async (_what, input, refusal) => {
    expect((await regenerate(await session(), input())).code).toBe(refusal);
    const due = await session({ second_factor_due: true });
    const recoveryCode = factor.recoveryCodes[0];
    expect((await due.call('session/second-factor', { recoveryCode })).status).toBe(200);
  });

  test('are created once for a code in 16 concurrent calls', async () => {
    const caller = await session();
    const code = totpCode(factor.secret);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => regenerate(caller, { code })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await directory.database.query('select from recovery_codes')).toHaveLength(10);
  });

  test('are refused to a user without a second factor', async () => {
    const caller = await session();
    await disable(caller, { code: totpCode(factor.secret) });
    await forgetUsedCodes(directory);
    expect((await regenerate(caller, { code: '123456' })).code).toBe('MFA_NOT_ENABLED');
  });
});
