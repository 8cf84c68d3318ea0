import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { basic, bearer } from '../../../assets/auth.private';
import { ROOT } from '../../../cli/project/paths';
import {
  ADMINISTRATOR,
  type Caller,
  DEVELOPER,
  PASSWORD,
  useDirectory,
} from '../../support/directory/directory';
import { addCredential, membershipOf } from '../../support/directory/directory-rows';
import { sessionFor } from '../../support/directory/session-for';
import { enroll, totpCode } from '../../support/directory/totp';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';

const directory = useDirectory();
let strict: string;
let lenient: string;
let email: string;
let userId: string;

let count = 0;
beforeEach(async () => {
  count += 1;
  email = `ada${count}@example.com`;
  strict = await directory.addAccount('Strict Ltd', { mfaRequired: true });
  lenient = await directory.addAccount('Lenient Ltd');
  userId = await directory.addUser(email, { [strict]: ADMINISTRATOR, [lenient]: DEVELOPER });
});

async function statusOf(caller: Caller): Promise<unknown> {
  const { json } = await caller.call('session/show');
  return (json as { status?: unknown }).status;
}

async function ownerOf(accountId: string) {
  return { accountId, membershipId: await membershipOf(directory.database, userId, accountId) };
}

async function resetToken(): Promise<string> {
  const token = `token ${userId}`;
  await directory.database.query(
    `insert into password_resets (user_id, secret_hash, expires_at)
     values ($1, sha256($2), now() + interval '1 hour')`,
    [userId, token],
  );
  return token;
}

// The operations of a user who must still enroll, and the public operations.
const ALLOWED = [
  'account/start-mfa',
  'account/confirm-mfa',
  // These are about the user alone, and show nothing of the account: a user may also leave it instead.
  'account/show-mfa',
  'account/start-passkey',
  'account/confirm-passkey',
  'account/list-passkeys',
  'account/start-phone',
  'account/confirm-phone',
  'session/start-passkey',
  'account/leave-account',
  'account/delete-user',
  'account/create-account',
  'account/list-invitations',
  'session/step-up',
  'session/start-sso-step-up',
  'session/switch-account',
  'session/show',
  'session/log-out',
];

const FUNCTIONS = ['account', 'admin'].flatMap((folder) =>
  readdirSync(join(ROOT, 'functions', folder)).map((file) => `${folder}/${file.slice(0, -3)}`),
);

describe('a user without the second factor that the account requires', () => {
  test('must enroll after the login', async () => {
    const { json } = await directory.caller().call('session/log-in', {
      email,
      password: PASSWORD,
      account: strict,
    });
    expect(json).toEqual({ status: 'mfa_enrollment_required' });
    expect(await statusOf(await directory.logIn(email, strict))).toBe('mfa_enrollment_required');
  });

  test.each(FUNCTIONS.filter((path) => !ALLOWED.includes(path)))('cannot call %s', async (path) => {
    const ada = await sessionFor(directory, { userId, accountId: strict });
    expect((await ada.call(path, {})).status).toBe(403);
  });

  test('can do everything once enrolled', async () => {
    const ada = await directory.logIn(email, strict);
    await enroll(directory, ada);
    expect(await statusOf(ada)).toBe('authenticated');
    expect((await ada.call('admin/list-members')).status).toBe(200);
  });

  test('cannot avoid the enrollment by switching from another account', async () => {
    const ada = await directory.logIn(email, lenient);
    expect(await statusOf(ada)).toBe('authenticated');
    const { json } = await ada.call('session/switch-account', { account: strict });
    expect(json).toEqual({ status: 'mfa_enrollment_required' });
    expect((await ada.call('admin/list-members')).status).toBe(403);
  });

  test('can continue in an account that does not require one', async () => {
    const ada = await directory.logIn(email, strict);
    const { json } = await ada.call('session/switch-account', { account: lenient });
    expect(json).toEqual({ status: 'authenticated' });
    expect((await ada.call('account/list-sessions')).status).toBe(200);
  });

  test('has no valid API key until enrolled', async () => {
    const { token } = await addCredential(directory.database, 'api_key', await ownerOf(strict));
    const program = directory.caller();
    program.apiKey = token;
    expect((await program.call('admin/show-account')).status).toBe(401);
    await enroll(directory, await directory.logIn(email, strict));
    expect((await program.call('admin/show-account')).status).toBe(200);
  });

  test('has no valid authtoken until enrolled', async () => {
    const { token } = await addCredential(directory.database, 'authtoken', await ownerOf(strict));
    const asking = {
      variables: directory.variables,
      headers: { authorization: `Bearer ${token}` },
    };
    const scheme = bearer({ directory: true });
    expect((await requestGuard(scheme, asking)).status).toBe(401);
    await enroll(directory, await directory.logIn(email, strict));
    expect((await requestGuard(scheme, asking)).status).toBe(200);
  });

  test('must still enroll after setting a new password', async () => {
    const token = await resetToken();
    const password = 'seven quiet lanterns';
    await directory.caller().call('session/reset-password', { token, password });
    const ada = directory.caller();
    const { json } = await ada.call('session/log-in', { email, password, account: strict });
    expect(json).toEqual({ status: 'mfa_enrollment_required' });
  });
});

test('a new requirement of an account applies to the existing sessions of its members', async () => {
  const ada = await directory.logIn(email, lenient);
  await directory.database.query('update accounts set mfa_required = true where id = $1', [
    lenient,
  ]);
  expect(await statusOf(ada)).toBe('mfa_enrollment_required');
  expect((await ada.call('account/list-sessions')).status).toBe(403);
});

test('a new password does not replace the second factor', async () => {
  const { secret } = await enroll(directory, await directory.logIn(email, strict));
  const token = await resetToken();
  const password = 'seven quiet lanterns';
  await directory.caller().call('session/reset-password', { token, password });
  const ada = directory.caller();
  const { json } = await ada.call('session/log-in', { email, password });
  expect(json).toEqual({ status: 'mfa_required' });
  const answer = await ada.call('session/second-factor', { code: totpCode(secret) });
  expect(answer.json).toEqual({ status: 'authenticated' });
});

test('Basic refuses the password of a user who has a second factor', async () => {
  const authorization = basicAuthorization(email, PASSWORD);
  const asking = { variables: directory.variables, headers: { authorization } };
  const scheme = basic({ directory: true, account: lenient });
  expect((await requestGuard(scheme, asking)).status).toBe(200);
  await enroll(directory, await directory.logIn(email, lenient));
  expect((await requestGuard(scheme, asking)).status).toBe(401);
});
