import { DEVELOPER, useDirectory } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';
import { enroll, totpCode } from '../../support/directory/totp';

const directory = useDirectory();

let count = 0;
/** Returns a session of a new user in an account, who is also a member of other accounts. */
async function userIn(...others: readonly string[]) {
  count += 1;
  const account = await directory.addAccount(`Home ${count}`);
  const accounts = [account, ...others];
  const roles = Object.fromEntries(accounts.map((id) => [id, DEVELOPER]));
  const userId = await directory.addUser(`ada${count}@example.com`, roles);
  return { userId, caller: await sessionFor(directory, { userId, accountId: account }) };
}

const strict = (name: string) => directory.addAccount(name, { mfaRequired: true });

test('a user without a second factor has no app and no recovery codes', async () => {
  const { caller } = await userIn();
  const { status, body } = await caller.call('account/show-mfa');
  expect({ status, body }).toEqual({
    status: 200,
    body: { app: null, passkeys: 0, phone: null, recoveryCodesLeft: 0, requiredBy: [] },
  });
});

test('an app that was not confirmed is not shown', async () => {
  const { caller } = await userIn();
  await caller.call('account/start-mfa');
  expect((await caller.call('account/show-mfa')).body).toMatchObject({ app: null });
});

test('the app has the time of its confirmation, and a used recovery code is no longer counted', async () => {
  const { caller } = await userIn();
  const before = Date.now() - 1000;
  const { recoveryCodes } = await enroll(directory, caller);
  const { json } = await caller.call('account/show-mfa');
  const { app, recoveryCodesLeft } = json as { app: { since: string }; recoveryCodesLeft: number };
  expect(recoveryCodesLeft).toBe(10);
  expect(Date.parse(app.since)).toBeGreaterThan(before);
  await caller.call('session/step-up', { recoveryCode: recoveryCodes[0] });
  expect((await caller.call('account/show-mfa')).body).toMatchObject({ recoveryCodesLeft: 9 });
});

test('another user has codes of their own', async () => {
  await enroll(directory, (await userIn()).caller);
  const { caller } = await userIn();
  expect((await caller.call('account/show-mfa')).body).toMatchObject({ recoveryCodesLeft: 0 });
});

test('the accounts that require a second factor are named, whether or not the session is in them', async () => {
  const other = await strict('Strict Ltd');
  await strict('Strangers Ltd');
  const { caller } = await userIn(other, await directory.addAccount('Lenient Ltd'));
  await enroll(directory, caller);
  expect((await caller.call('account/show-mfa')).body).toMatchObject({
    requiredBy: ['Strict Ltd'],
  });
});

test('an account in which the user is disabled is named too, as it prevents disabling MFA', async () => {
  const { userId, caller } = await userIn(await strict('Disabling Ltd'));
  const { secret } = await enroll(directory, caller);
  const disable = 'update memberships set active = false from accounts a where a.id = account_id';
  await directory.database.query(`${disable} and a.mfa_required and user_id = $1`, [userId]);
  expect((await caller.call('account/show-mfa')).body).toMatchObject({
    requiredBy: ['Disabling Ltd'],
  });
  const refused = await caller.call('account/disable-mfa', { code: totpCode(secret) });
  expect(refused.code).toBe('MFA_REQUIRED');
});

test('a user who must enroll learns which account requires it', async () => {
  const account = await strict('Enrolling Ltd');
  const userId = await directory.addUser('new@example.com', { [account]: DEVELOPER });
  const caller = await sessionFor(directory, { userId, accountId: account });
  expect((await caller.call('account/show-mfa')).body).toMatchObject({
    requiredBy: ['Enrolling Ltd'],
  });
});

test('a login that waits for the second factor gets nothing', async () => {
  const { userId } = await userIn();
  const columns = { second_factor_due: true };
  const caller = await sessionFor(directory, { userId, accountId: null, columns });
  expect((await caller.call('account/show-mfa')).status).toBe(403);
});
