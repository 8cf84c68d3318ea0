import {
  addPasskey,
  makeAuthenticator,
  type Options,
  passkeyAnswer,
} from '../../support/directory/authenticator';
import { type Caller, DEVELOPER, useDirectory } from '../../support/directory/directory';
import { addRow } from '../../support/directory/directory-rows';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import { enroll, totpCode } from '../../support/directory/totp';

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
  await query('delete from passkeys');
  await query('delete from recovery_codes');
  await query('delete from sessions');
  await query('delete from throttles');
  await query('update accounts set mfa_required = false');
  await query(
    'update users set totp_secret = null, totp_confirmed_at = null, totp_last_step = null',
  );
  caller = await session();
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const session = (columns = {}) => sessionFor(directory, { userId, accountId: account, columns });
const remove = (id: string, by = caller) => by.call('account/delete-passkey', { id });
const list = async () =>
  ((await caller.call('account/list-passkeys')).body as { items: object[] }).items;
const shown = async (by = caller) =>
  ((await by.call('session/show')).body as { status: string; user: object }) ?? {};
const mfa = async () => (await caller.call('account/show-mfa')).body;
const lastMail = () => mailsTo(directory.mailFolder, EMAIL).at(-1);

async function lastEvent(type: string) {
  const rows = await query('select * from events where type = $1 order by seq', type);
  return rows.at(-1);
}

describe('a new passkey', () => {
  test('is created from options that require user verification, for the host of the service', async () => {
    const { body } = await caller.call('account/start-passkey');
    expect(body).toMatchObject({
      rp: { id: 'localhost', name: 'localhost:3000' },
      user: { id: Buffer.from(userId).toString('base64url'), name: EMAIL, displayName: EMAIL },
      pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
      timeout: 300_000,
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
  });

  test('is listed, and its authenticator is excluded from the next creation', async () => {
    const { passkey, authenticator } = await addPasskey(caller);
    expect(await list()).toEqual([
      {
        id: passkey.id,
        name: passkey.name,
        host: 'localhost',
        usable: true,
        synced: true,
        createdAt: expect.any(String),
        lastUsedAt: null,
      },
    ]);
    const { body } = await caller.call('account/start-passkey');
    expect(body).toMatchObject({
      excludeCredentials: [
        { type: 'public-key', id: authenticator.credentialId, transports: ['hybrid', 'internal'] },
      ],
    });
  });

  test('gets the name of the password manager, else of the day, unless the user gives one', async () => {
    const aaguid = Buffer.from('fbfc3007154e4ecc8c0b6e020557d7bd', 'hex');
    const known = await addPasskey(caller, makeAuthenticator({ aaguid }));
    const unknown = await addPasskey(caller);
    const options = (await caller.call('account/start-passkey')).body as Options;
    const response = makeAuthenticator().create(options);
    const { body } = await caller.call('account/confirm-passkey', { name: ' My phone ', response });

    expect(known.passkey.name).toBe('iCloud Keychain');
    expect(unknown.passkey.name).toMatch(/^Passkey of [A-Z][a-z]{2} \d+, \d{4}$/);
    expect(body).toMatchObject({ passkey: { name: 'My phone' } });
  });

  test('brings recovery codes if it is the first second factor, and ends the other sessions', async () => {
    const other = await session();
    const { recoveryCodes } = await addPasskey(caller);
    expect(recoveryCodes).toHaveLength(10);
    expect((await shown(other)).status).toBeUndefined();
    expect(await shown()).toMatchObject({ user: { mfaEnabled: true, secondFactors: ['passkey'] } });
    expect(await mfa()).toMatchObject({ app: null, passkeys: 1, recoveryCodesLeft: 10 });
    expect(await lastEvent('mfa_enabled')).toMatchObject({
      object: { factor: 'passkey', endedSessions: 1 },
    });
  });

  test('keeps the recovery codes and the sessions of a user with an app', async () => {
    const { recoveryCodes } = await enroll(directory, caller);
    const other = await session();
    expect((await addPasskey(caller)).recoveryCodes).toBeNull();
    expect((await shown(other)).status).toBe('authenticated');
    const input = { recoveryCode: recoveryCodes[0] };
    expect((await caller.call('session/step-up', input)).status).toBe(200);
    expect(await shown()).toMatchObject({ user: { secondFactors: ['app', 'passkey'] } });
  });

  test('is recorded, and a mail names it', async () => {
    const { passkey } = await addPasskey(caller);
    expect(await lastEvent('passkey_created')).toMatchObject({
      account_id: account,
      object_type: 'passkey',
      object_id: passkey.id,
      object: { name: passkey.name },
    });
    expect(lastMail()?.subject).toBe('A passkey was added at localhost:3000');
    expect(lastMail()?.text).toContain(passkey.name);
  });

  test('requires a step-up within 15 minutes, at the start and at the end', async () => {
    const options = (await caller.call('account/start-passkey')).body as Options;
    await query("update sessions set stepped_up_at = now() - interval '16 minutes'");
    const response = makeAuthenticator().create(options);
    const end = await caller.call('account/confirm-passkey', { response });
    const start = await caller.call('account/start-passkey');
    expect([start.code, end.code]).toEqual(['STEP_UP_REQUIRED', 'STEP_UP_REQUIRED']);
    expect(await list()).toEqual([]);
  });

  test('is refused if it exists already, also if another user has it', async () => {
    const authenticator = makeAuthenticator();
    await addPasskey(caller, authenticator);
    const bob = await directory.addUser('bob@example.com', { [account]: DEVELOPER });
    const other = await sessionFor(directory, { userId: bob, accountId: account });
    for (const by of [caller, other]) {
      const options = (await by.call('account/start-passkey')).body as Options;
      const response = authenticator.create(options);
      expect((await by.call('account/confirm-passkey', { response })).code).toBe('PASSKEY_EXISTS');
    }
  });

  test('is refused after the twentieth', async () => {
    await addPasskey(caller);
    await query(`insert into passkeys select 'pk_' || n, user_id, sha256(n::text::bytea), rp_id, public_key, algorithm,
      counter, backup_eligible, backed_up, aaguid, transports, name from passkeys, generate_series(2, 20) n`);
    const options = (await caller.call('account/start-passkey')).body as Options;
    const response = makeAuthenticator().create(options);
    expect((await caller.call('account/confirm-passkey', { response })).code).toBe('LIMIT_REACHED');
  });
});

describe('the owner of a passkey', () => {
  test('renames it without a step-up', async () => {
    const { passkey } = await addPasskey(caller);
    const later = await session(HOURS_AGO);
    const input = { id: passkey.id, name: 'Laptop' };
    expect((await later.call('account/rename-passkey', input)).body).toEqual({});
    expect(await list()).toMatchObject([{ name: 'Laptop' }]);
    expect(await lastEvent('passkey_renamed')).toMatchObject({ object: { name: 'Laptop' } });
  });

  test('deletes it after a step-up, and a mail names it', async () => {
    const { passkey } = await addPasskey(caller);
    expect((await remove(passkey.id, await session(HOURS_AGO))).code).toBe('STEP_UP_REQUIRED');
    expect((await remove(passkey.id)).body).toEqual({});
    expect(await list()).toEqual([]);
    expect(await lastEvent('passkey_deleted')).toMatchObject({ object: { name: passkey.name } });
    expect(lastMail()?.subject).toBe('A passkey was deleted at localhost:3000');
  });

  test('loses the recovery codes and MFA with the last second factor only', async () => {
    const first = await addPasskey(caller);
    const second = await addPasskey(caller);
    await remove(first.passkey.id);
    expect(await mfa()).toMatchObject({ passkeys: 1, recoveryCodesLeft: 10 });
    await remove(second.passkey.id);
    expect(await mfa()).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
    expect(await lastEvent('mfa_disabled')).toMatchObject({ object: { factor: 'passkey' } });
    expect(await shown()).toMatchObject({ user: { mfaEnabled: false, secondFactors: [] } });
  });

  test('keeps the last second factor while an account requires one', async () => {
    const { passkey } = await addPasskey(caller);
    await query('update accounts set mfa_required = true');
    expect((await remove(passkey.id)).code).toBe('MFA_REQUIRED');
    const second = await addPasskey(caller);
    expect((await remove(passkey.id)).status).toBe(200);
    expect((await remove(second.passkey.id)).code).toBe('MFA_REQUIRED');
  });

  test('keeps the last second factor for another account than that of the session', async () => {
    const { passkey } = await addPasskey(caller);
    const strict = await directory.addAccount('Strict Ltd', { mfaRequired: true });
    await addRow(directory.database, 'memberships', {
      id: `mbr_${strict}`,
      account_id: strict,
      user_id: userId,
      ...DEVELOPER,
    });
    expect((await remove(passkey.id)).code).toBe('MFA_REQUIRED');
    await query('delete from memberships where account_id = $1', strict);
    expect((await remove(passkey.id)).status).toBe(200);
  });

  test('removes the app with a passkey, and keeps the recovery codes', async () => {
    await enroll(directory, caller);
    const { authenticator } = await addPasskey(caller);
    await query('update accounts set mfa_required = true');
    const input = await passkeyAnswer(caller, authenticator);
    expect((await caller.call('account/disable-mfa', input)).body).toEqual({});
    expect(await mfa()).toMatchObject({ app: null, passkeys: 1, recoveryCodesLeft: 10 });
    expect(lastMail()?.text.replace(/\s+/g, ' ')).toContain('had one of your passkeys');
  });

  test('who has no app removes none', async () => {
    const { authenticator } = await addPasskey(caller);
    const input = await passkeyAnswer(caller, authenticator);
    expect((await caller.call('account/disable-mfa', input)).code).toBe('MFA_NOT_ENABLED');
  });

  test('creates new recovery codes with it', async () => {
    const { authenticator, recoveryCodes } = await addPasskey(caller);
    const input = await passkeyAnswer(caller, authenticator);
    const { body } = await caller.call('account/regenerate-recovery-codes', input);
    expect(body).toMatchObject({ recoveryCodes: expect.any(Array) });
    const old = { recoveryCode: recoveryCodes?.[0] };
    expect((await caller.call('session/step-up', old)).code).toBe('CODE_INVALID');
  });

  test('cannot use the code of an app that was not confirmed', async () => {
    await addPasskey(caller);
    const { secret } = (await caller.call('account/start-mfa')).body as { secret: string };
    const code = totpCode(secret);
    expect((await caller.call('session/step-up', { code })).code).toBe('CODE_INVALID');
    const { body } = await caller.call('account/confirm-mfa', { code });
    expect(body).toEqual({ recoveryCodes: null, recoveryCodesText: null });
  });
});

test.each(['rename-passkey', 'delete-passkey'])(
  'account/%s finds no passkey of another user',
  async (operation) => {
    const { passkey } = await addPasskey(caller);
    const eve = await directory.addUser(`eve.${operation}@example.com`, { [account]: DEVELOPER });
    const other = await sessionFor(directory, { userId: eve, accountId: account });
    const input = { id: passkey.id, ...(operation === 'rename-passkey' ? { name: 'Mine' } : {}) };
    expect((await other.call(`account/${operation}`, input)).code).toBe('NOT_FOUND');
    expect(await list()).toHaveLength(1);
  },
);

test('the list of members and its filter know a user with a passkey only', async () => {
  await addPasskey(caller);
  await query('update memberships set administrator = true');
  const { body } = await caller.call('admin/list-members', { mfaEnabled: true });
  expect((body as { items: object[] }).items).toMatchObject([
    { user: { email: EMAIL }, mfaEnabled: true },
  ]);
  const counts = (await caller.call('admin/show-counts')).body as {
    membersWithoutMfa: number;
    members: number;
  };
  expect(counts.members - counts.membersWithoutMfa).toBe(1);
});

test('an administrator with a passkey may require MFA of the account', async () => {
  await query('update memberships set administrator = true');
  const input = { mfaRequired: true };
  expect((await caller.call('admin/update-account', input)).code).toBe('MFA_NOT_ENABLED');
  await addPasskey(caller);
  expect((await caller.call('admin/update-account', input)).status).toBe(200);
  expect((await shown()).status).toBe('authenticated');
});
