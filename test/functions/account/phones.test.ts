import { addPasskey } from '../../support/directory/authenticator';
import {
  type Caller,
  createDirectory,
  DEVELOPER,
  PASSWORD,
  useDirectory,
} from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { addPhone, newNumber, sentCode } from '../../support/directory/phones';
import { sessionFor } from '../../support/directory/session-for';
import { enroll } from '../../support/directory/totp';

const EMAIL = 'ada@example.com';
const HOURS_AGO = { stepped_up_at: { sql: "now() - interval '2 hours'" } };

const directory = useDirectory();
let account: string;
let userId: string;
let caller: Caller;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
});

beforeEach(async () => {
  for (const table of ['phones', 'passkeys', 'recovery_codes', 'sessions', 'throttles']) {
    await query(`delete from ${table}`);
  }
  await query('update accounts set mfa_required = false');
  await query('update users set totp_secret = null, totp_confirmed_at = null');
  caller = await session();
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const session = (columns = {}) => sessionFor(directory, { userId, accountId: account, columns });
const start = (number: string, by = caller, channel = 'sms') =>
  by.call('account/start-phone', { number, channel });
const confirm = (code: string, by = caller) => by.call('account/confirm-phone', { code });
const remove = (by = caller) => by.call('account/delete-phone');
const shown = async (by = caller) => (await by.call('session/show')).body;
const phone = async () =>
  ((await caller.call('account/show-mfa')).body as { phone: unknown }).phone;
const lastMail = () => mailsTo(directory.mailFolder, EMAIL).at(-1);

async function lastEvent(type: string) {
  const rows = await query('select * from events where type = $1 order by seq', type);
  return rows.at(-1);
}

describe('a new phone', () => {
  test('is a second factor only after the code that was sent to it, and brings the recovery codes', async () => {
    const number = newNumber();
    expect((await start(number)).body).toEqual({});
    expect(await phone()).toBeNull();
    expect(await shown()).toMatchObject({ user: { mfaEnabled: false, secondFactors: [] } });

    const { body } = await confirm(directory.verify.codeOf(number));

    const masked = `+49 ••• ${number.slice(-4)}`;
    expect(body).toMatchObject({ phone: masked, recoveryCodes: { length: 10 } });
    expect(await phone()).toBe(masked);
    expect(await shown()).toMatchObject({ user: { mfaEnabled: true, secondFactors: ['phone'] } });
    expect(lastMail()).toMatchObject({
      subject: 'A phone number was added at localhost:3000',
      text: expect.stringMatching(/An authenticator app or a\s+passkey\s+is\s+safer/),
    });
    expect(lastMail()?.text).toContain(masked);
    expect(await lastEvent('phone_created')).toMatchObject({ object_id: userId });
    expect(await lastEvent('mfa_enabled')).toMatchObject({ object: { factor: 'phone' } });
  });

  test('is stored encrypted, and is in no event and no log', async () => {
    const log = jest.spyOn(console, 'error');
    const { number } = await addPhone(directory, caller);
    await start('+4915', caller);
    const code = directory.verify.codeOf(number);
    const stored = await query(
      'select (select json_agg(p) from phones p) as p, (select json_agg(e) from events e) as e, (select json_agg(t) from throttles t) as t',
    );
    const text = JSON.stringify([stored, log.mock.calls]);
    expect(text).not.toContain(number.slice(1));
    expect(text).not.toMatch(new RegExp(`\\b${code}\\b`));
    expect((stored[0] as { p: { number: string }[] }).p[0]?.number).toMatch(/^v1\./);
  });

  test.each(['whatsapp', 'call'])('receives its code by %s', async (channel) => {
    const number = newNumber();
    expect((await start(number, caller, channel)).status).toBe(200);
    expect(directory.verify.sent.at(-1)).toMatchObject({ number, channel });
  });

  test('keeps the recovery codes of an app', async () => {
    await enroll(directory, caller);
    expect((await addPhone(directory, caller)).recoveryCodes).toBeNull();
    expect(await shown()).toMatchObject({ user: { secondFactors: ['app', 'phone'] } });
  });

  test('replaces the earlier one, which stays until then', async () => {
    const { number: earlier } = await addPhone(directory, caller);
    const later = newNumber();
    await start(later);
    expect(await phone()).toContain(earlier.slice(-4));
    expect((await confirm(directory.verify.codeOf(later))).status).toBe(200);
    expect(await phone()).toContain(later.slice(-4));
  });

  test('ends the other sessions, which began without a second factor', async () => {
    const other = await session();
    await addPhone(directory, caller);
    expect((await other.call('session/show')).status).toBe(401);
    expect((await caller.call('session/show')).status).toBe(200);
  });

  test('completes the enrollment that an account requires', async () => {
    await query('update accounts set mfa_required = true');
    expect(await shown()).toMatchObject({ status: 'mfa_enrollment_required' });
    await addPhone(directory, caller);
    expect(await shown()).toMatchObject({ status: 'authenticated' });
  });

  test('requires a step-up', async () => {
    expect((await start(newNumber(), await session(HOURS_AGO))).code).toBe('STEP_UP_REQUIRED');
  });

  test('needs a code, not a guess, and not one after ten minutes', async () => {
    expect((await confirm('123456')).code).toBe('PHONE_NOT_SET');
    const number = newNumber();
    await start(number);
    const code = directory.verify.codeOf(number);
    expect((await confirm(code === '000000' ? '000001' : '000000')).code).toBe('CODE_INVALID');
    directory.verify.advance(10 * 60_000);
    expect((await confirm(code)).code).toBe('CODE_INVALID');
    expect(await phone()).toBeNull();
  });

  test('appears in the list of members', async () => {
    const [member] = await query('select mfa_enabled from memberships');
    await addPhone(directory, caller);
    const [after] = await query('select mfa_enabled from memberships');
    await remove();
    const [removed] = await query('select mfa_enabled from memberships');
    expect([member, after, removed].map((row) => row?.['mfa_enabled'])).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('a deleted phone', () => {
  test('no longer receives codes, and the last factor takes the recovery codes with it', async () => {
    await addPhone(directory, caller);
    expect((await remove()).body).toEqual({});
    expect(await phone()).toBeNull();
    expect((await caller.call('session/send-code', { channel: 'sms' })).code).toBe('PHONE_NOT_SET');
    expect((await remove()).code).toBe('PHONE_NOT_SET');
    expect(await query('select * from recovery_codes')).toEqual([]);
    expect(lastMail()).toMatchObject({
      subject: 'Your phone number was deleted at localhost:3000',
    });
    expect(await lastEvent('phone_deleted')).toMatchObject({ object_id: userId });
    expect(await lastEvent('mfa_disabled')).toMatchObject({ object: { factor: 'phone' } });
  });

  test('is not the last factor of a member whose account requires one', async () => {
    await addPhone(directory, caller);
    await query('update accounts set mfa_required = true');
    expect((await remove()).code).toBe('MFA_REQUIRED');
    await addPasskey(caller);
    expect((await remove()).status).toBe(200);
  });

  test('requires a step-up', async () => {
    await addPhone(directory, caller);
    expect((await remove(await session(HOURS_AGO))).code).toBe('STEP_UP_REQUIRED');
  });
});

describe('a code to the phone', () => {
  test('completes a login after the password', async () => {
    const { number } = await addPhone(directory, caller);
    const user = await directory.logIn(EMAIL);
    expect(await shown(user)).toMatchObject({
      status: 'mfa_required',
      user: { secondFactors: ['phone'] },
    });
    const phoneCode = await sentCode(directory, user, number);
    expect((await user.call('session/second-factor', { phoneCode })).body).toEqual({
      status: 'authenticated',
    });
    expect(await shown(user)).toMatchObject({
      session: { authenticatedBy: ['password', 'phone'] },
    });
    expect(await lastEvent('phone_code_sent')).toMatchObject({ object: { channel: 'sms' } });
  });

  test('steps up, also with spaces', async () => {
    const { number } = await addPhone(directory, caller);
    const user = await session(HOURS_AGO);
    const code = await sentCode(directory, user, number);
    const phoneCode = ` ${code.slice(0, 3)} ${code.slice(3)}`;
    expect((await user.call('session/step-up', { phoneCode })).status).toBe(200);
    expect((await remove(user)).status).toBe(200);
  });

  test('is the same if it is sent again within ten minutes', async () => {
    const { number } = await addPhone(directory, caller);
    const first = await sentCode(directory, caller, number);
    expect(await sentCode(directory, caller, number)).toBe(first);
  });

  test('creates new recovery codes and removes the app', async () => {
    await enroll(directory, caller);
    const { number } = await addPhone(directory, caller);
    const codes = { phoneCode: await sentCode(directory, caller, number) };
    expect((await caller.call('account/regenerate-recovery-codes', codes)).status).toBe(200);
    await query('update accounts set mfa_required = true');
    const again = { phoneCode: await sentCode(directory, caller, number) };
    expect((await caller.call('account/disable-mfa', again)).status).toBe(200);
    expect(lastMail()?.text).toMatch(/a code\s+that was sent to your phone/);
  });
});

describe('a service without VERIFY_SERVICE_SID', () => {
  test('sends no codes, and the phone still makes the password insufficient', async () => {
    const { recoveryCodes } = await addPhone(directory, caller);
    const more = { ...directory.variables, VERIFY_SERVICE_SID: '' };
    const off = await createDirectory(more, directory.database);
    const user = await off.logIn(EMAIL);
    expect(await shown(user)).toMatchObject({ status: 'mfa_required' });
    for (const [path, input] of [
      ['session/send-code', { channel: 'sms' }],
      ['session/second-factor', { phoneCode: '123456' }],
    ] as const) {
      expect((await user.call(path, input)).code).toBe('PHONE_DISABLED');
    }
    const [recoveryCode] = recoveryCodes ?? [];
    const { body } = await user.call('session/second-factor', { recoveryCode });
    expect(body).toEqual({ status: 'authenticated' });
    expect((await start(newNumber(), user)).code).toBe('PHONE_DISABLED');
    expect((await confirm('123456', user)).code).toBe('PHONE_DISABLED');
    const byPassword = await user.call('session/step-up', { password: PASSWORD });
    expect(byPassword.code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await remove(user)).status).toBe(200);
  });
});

describe('after a rotation of DIRECTORY_KEY', () => {
  test('the next code encrypts the number with the new key', async () => {
    const { number } = await addPhone(directory, caller);
    const { variables, database } = directory;
    const rotated = await createDirectory(
      {
        ...variables,
        DIRECTORY_KEY: Buffer.alloc(32, 7).toString('base64'),
        DIRECTORY_KEY_PREVIOUS: variables['DIRECTORY_KEY'] ?? '',
      },
      database,
    );
    const user = await rotated.logIn(EMAIL);
    const [before] = await query('select number from phones');
    const phoneCode = await sentCode(directory, user, number);
    const [after] = await query('select number from phones');
    expect(String(after?.['number']).split('.')[1]).not.toBe(
      String(before?.['number']).split('.')[1],
    );
    expect((await user.call('session/second-factor', { phoneCode })).status).toBe(200);
  });
});
