import { Secret } from 'otpauth';
import { type Caller, DEVELOPER, useDirectory } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import { forgetUsedCodes, totpCode, wrongCode } from '../../support/directory/totp';

const EMAIL = 'ada@example.com';

const directory = useDirectory();
let account: string;
let userId: string;

interface Started {
  readonly secret: string;
  readonly uri: string;
  readonly qrCodeSvg: string;
  readonly qrCodeTerminal: string;
}

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
});

beforeEach(async () => {
  const { database } = directory;
  await database.query('delete from throttles');
  await database.query('delete from recovery_codes');
  await database.query('update users set totp_secret = null, totp_confirmed_at = null');
  await forgetUsedCodes(directory);
});

function session(columns = {}): Promise<Caller> {
  return sessionFor(directory, { userId, accountId: account, columns });
}

async function start(caller: Caller): Promise<Started> {
  const { status, json } = await caller.call('account/start-mfa');
  expect(status).toBe(200);
  return json;
}

const confirm = (caller: Caller, code: string) => caller.call('account/confirm-mfa', { code });

async function isEnabled(): Promise<boolean> {
  const [row] = await directory.database.query<{ enabled: boolean }>(
    'select totp_confirmed_at is not null as enabled from users where id = $1',
    [userId],
  );
  return row?.enabled === true;
}

async function lastEvent(type: string) {
  const events = await directory.database.query(
    'select * from events where type = $1 order by seq',
    [type],
  );
  return events.at(-1);
}

describe('starting the enrollment', () => {
  test('shows the secret as text, as a URI and as QR codes', async () => {
    const { secret, uri, qrCodeSvg, qrCodeTerminal } = await start(await session());
    expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(decodeURIComponent(uri)).toContain('localhost 3000:ada@example.com');
    expect(qrCodeSvg).toMatch(/^<svg /);
    expect(qrCodeTerminal).toContain('▀');
  });

  test('enables nothing', async () => {
    await start(await session());
    expect(await isEnabled()).toBe(false);
    const { json } = await (await directory.logIn(EMAIL)).call('session/show');
    expect(json).toMatchObject({ status: 'authenticated', user: { mfaEnabled: false } });
  });

  test('stores the secret encrypted', async () => {
    const { secret } = await start(await session());
    const [row] = await directory.database.query<{ totp_secret: string }>(
      'select totp_secret from users where id = $1',
      [userId],
    );
    expect(row?.totp_secret).toMatch(/^v1\./);
    expect(row?.totp_secret).not.toContain(secret);
  });

  test('replaces the secret if repeated', async () => {
    const caller = await session();
    const first = await start(caller);
    const second = await start(caller);
    expect((await confirm(caller, totpCode(first.secret))).code).toBe('CODE_INVALID');
    expect((await confirm(caller, totpCode(second.secret))).status).toBe(200);
  });

  test('is in the audit log without the secret', async () => {
    const { secret } = await start(await session());
    const event = await lastEvent('mfa_enrollment_started');
    expect(event).toMatchObject({ account_id: account, principal_id: userId });
    expect(JSON.stringify(event)).not.toContain(secret);
  });

  test.each([
    ['15 minutes', "now() - interval '15 minutes'", 403],
    ['14 minutes', "now() - interval '14 minutes'", 200],
    ['never', 'null', 403],
  ])(
    'requires a session that was stepped up recently: %s ago, %s, %d',
    async (_when, sql, status) => {
      const caller = await session({ stepped_up_at: { sql } });
      const answer = await caller.call('account/start-mfa');
      expect(answer.status).toBe(status);
      expect(answer.code).toBe(status === 200 ? undefined : 'STEP_UP_REQUIRED');
    },
  );

  test('is refused if a second factor is enabled', async () => {
    const caller = await session();
    const { secret } = await start(caller);
    await confirm(caller, totpCode(secret));
    const { status, code } = await caller.call('account/start-mfa');
    expect({ status, code }).toEqual({ status: 409, code: 'MFA_ENABLED' });
    expect(await isEnabled()).toBe(true);
  });
});

describe('confirming the enrollment', () => {
  test('accepts a code of the app and shows ten recovery codes', async () => {
    const caller = await session();
    const { secret } = await start(caller);
    const { status, json } = await confirm(caller, totpCode(secret));
    expect(status).toBe(200);
    const { recoveryCodes, recoveryCodesText } = json as {
      recoveryCodes: string[];
      recoveryCodesText: string;
    };
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(recoveryCodesText).toContain(`${code}\n`);
    expect(recoveryCodesText).toContain(EMAIL);
    expect(await isEnabled()).toBe(true);
  });

  test('stores no recovery code in plain text', async () => {
    const caller = await session();
    const { json } = await confirm(caller, totpCode((await start(caller)).secret));
    const rows = await directory.database.query<{ code: string }>(
      "select encode(code_hash, 'escape') as code from recovery_codes where user_id = $1",
      [userId],
    );
    expect(rows).toHaveLength(10);
    const stored = JSON.stringify(rows);
    for (const code of (json as { recoveryCodes: string[] }).recoveryCodes) {
      expect(stored).not.toContain(code);
    }
  });

  test('uses the code up', async () => {
    const caller = await session();
    const { secret } = await start(caller);
    const code = totpCode(secret);
    await confirm(caller, code);
    expect((await caller.call('session/step-up', { code })).code).toBe('CODE_INVALID');
  });

  test("ends the user's other sessions, and keeps the caller's session with another secret", async () => {
    const caller = await session();
    const other = await session();
    const copy = directory.caller();
    Object.assign(copy.cookies, caller.cookies);
    await confirm(caller, totpCode((await start(caller)).secret));
    expect((await caller.call('session/show')).status).toBe(200);
    expect((await other.call('session/show')).status).toBe(401);
    expect((await copy.call('session/show')).status).toBe(401);
  });

  test('is reported by mail and in the audit log', async () => {
    const caller = await session();
    await confirm(caller, totpCode((await start(caller)).secret));
    const mail = mailsTo(directory.mailFolder, EMAIL).at(-1);
    expect(mail?.subject).toContain('Two-factor authentication was turned on');
    expect(await lastEvent('mfa_enabled')).toMatchObject({
      account_id: account,
      principal_id: userId,
    });
  });

  test('is refused for a wrong code, which is in the audit log', async () => {
    const caller = await session();
    const { secret } = await start(caller);
    const { status, code } = await confirm(caller, wrongCode(secret));
    expect({ status, code }).toEqual({ status: 403, code: 'CODE_INVALID' });
    expect(await isEnabled()).toBe(false);
    expect(await lastEvent('mfa_failed')).toMatchObject({ object: { reason: 'CODE_INVALID' } });
  });

  test('is refused before it was started', async () => {
    const { status, code } = await confirm(await session(), '123456');
    expect({ status, code }).toEqual({ status: 409, code: 'MFA_NOT_ENROLLED' });
  });

  test('is refused if a second factor is enabled', async () => {
    const caller = await session();
    const { secret } = await start(caller);
    await confirm(caller, totpCode(secret));
    await forgetUsedCodes(directory);
    expect((await confirm(caller, totpCode(secret))).code).toBe('MFA_ENABLED');
  });

  test('succeeds once in 16 concurrent calls, and only the ten recovery codes that were shown exist', async () => {
    const caller = await session();
    const code = totpCode((await start(caller)).secret);
    const answers = await Promise.all(Array.from({ length: 16 }, () => confirm(caller, code)));
    const shown = answers.filter(({ status }) => status === 200);
    expect(shown).toHaveLength(1);
    const rows = await directory.database.query('select from recovery_codes');
    expect(rows).toHaveLength(10);
  });
});
