import { session } from '../../../assets/auth.private';
import { passkeyAnswer, passkeyLogin } from '../../support/directory/authenticator';
import { ADMINISTRATOR, type Caller, PASSWORD } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { lastEvent } from '../../support/directory/team';
import { forgetUsedCodes, totpCode } from '../../support/directory/totp';
import { requestGuard } from '../../support/guard/request-guard';
import { addBreakGlass, type BreakGlass, enforce } from '../../support/sso/enforced-account';
import { useSso } from '../../support/sso/sso-fixture';

// The account requires single sign-on, and Ada may log in with a password and a second factor.

const sso = useSso();
const EMAIL = 'glass@example.com';
const REQUIRED = { status: 403, code: 'SSO_REQUIRED' };
let ada: BreakGlass;
let other: string;

beforeEach(async () => {
  await sso.query('delete from throttles');
  other = await sso.directory.addAccount('Other');
  ada = await addBreakGlass(sso, EMAIL, [other]);
  await enforce(sso);
  await forgetUsedCodes(sso.directory);
});

const onlyHere = () => sso.query('delete from memberships where account_id = $1', other);

async function withPassword(account?: string) {
  const caller = sso.directory.caller();
  const input = { email: EMAIL, password: PASSWORD, ...(account && { account }) };
  return { caller, reply: await caller.call('session/log-in', input) };
}

async function withBoth(account = sso.account): Promise<Caller> {
  const { caller } = await withPassword(account);
  await caller.call('session/second-factor', { code: totpCode(ada.secret) });
  return caller;
}

const used = () => lastEvent(sso.directory, sso.account, 'break_glass_used');

test('the password alone reaches nothing', async () => {
  await onlyHere();
  const { caller, reply } = await withPassword();

  expect(reply.body).toEqual({ status: 'mfa_required' });
  expect((await caller.call('admin/show-account')).status).toBe(403);
  expect(await used()).toEqual({});
});

test('the password and a code log in, which is recorded', async () => {
  const caller = await withBoth();

  expect(await sso.shown(caller)).toMatchObject({
    status: 'authenticated',
    account: { id: sso.account },
  });
  expect(await used()).toMatchObject({ principal_name: EMAIL, account_id: sso.account });
});

test('the password and a passkey log in', async () => {
  const { caller } = await withPassword(sso.account);
  const answer = await passkeyAnswer(caller, ada.authenticator);

  expect((await caller.call('session/second-factor', answer)).body).toEqual({
    status: 'authenticated',
  });
});

test('every other administrator gets a mail, and the member does not', async () => {
  const email = `other.${sso.account}@example.com`;
  await sso.directory.addUser(email, { [sso.account]: ADMINISTRATOR });
  const before = mailsTo(sso.directory.mailFolder, EMAIL).length;
  await withBoth();

  const [mail] = mailsTo(sso.directory.mailFolder, email);
  expect(mail?.subject).toBe('An emergency login without single sign-on at localhost:3000');
  expect(mail?.text.replaceAll('\n', ' ')).toContain('to the account "Example Inc."');
  expect(mailsTo(sso.directory.mailFolder, EMAIL)).toHaveLength(before);
});

test('a passkey alone is refused, also one that is a second factor', async () => {
  await onlyHere();
  const caller = sso.directory.caller();
  const answer = await passkeyLogin(caller, ada.authenticator);

  expect(await caller.call('session/log-in-with-passkey', answer)).toMatchObject(REQUIRED);
});

test('without a second factor, the password is refused', async () => {
  await sso.query('delete from passkeys');
  await sso.query('update users set totp_confirmed_at = null');

  expect((await withPassword(sso.account)).reply).toMatchObject(REQUIRED);
});

test('a login that names no account leads to the other account, and is no emergency', async () => {
  const { caller } = await withPassword();
  await caller.call('session/second-factor', { code: totpCode(ada.secret) });

  expect((await sso.shown(caller)).account.id).toBe(other);
  expect(await used()).toEqual({});
});

describe('a switch to the account', () => {
  const move = (caller: Caller) => caller.call('session/switch-account', { account: sso.account });

  test('is allowed in a session by the password and a second factor, and is recorded', async () => {
    const email = `other.${sso.account}@example.com`;
    await sso.directory.addUser(email, { [sso.account]: ADMINISTRATOR });
    const caller = await withBoth(other);
    expect(await move(caller)).toMatchObject({ status: 200 });

    expect((await sso.shown(caller)).account.id).toBe(sso.account);
    expect(await used()).toMatchObject({ account_id: sso.account });
    expect(mailsTo(sso.directory.mailFolder, email)[0]?.text).toContain('Example Inc.');
  });

  test('is refused in a session by a passkey alone', async () => {
    const caller = sso.directory.caller();
    const answer = await passkeyLogin(caller, ada.authenticator);
    await caller.call('session/log-in-with-passkey', { ...answer, account: other });

    expect(await move(caller)).toMatchObject(REQUIRED);
  });
});

test('a session ends for a member who is no longer a break-glass member', async () => {
  const caller = await withBoth();
  await sso.query('update memberships set break_glass = false');

  expect((await caller.call('session/show')).status).toBe(401);
});

test('a Function can tell such a session from others', async () => {
  const { cookies } = await withBoth();
  const { auth } = await requestGuard(session(), { variables: sso.directory.variables, cookies });

  expect(auth).toMatchObject({ directory: { breakGlass: true } });
});

test('in a mixed account, the same login is nothing special', async () => {
  await sso.query("update accounts set sso = 'mixed'");
  const { cookies } = await withBoth();
  const { auth } = await requestGuard(session(), { variables: sso.directory.variables, cookies });

  expect(auth).not.toMatchObject({ directory: { breakGlass: expect.anything() } });
  expect(await used()).toEqual({});
});
