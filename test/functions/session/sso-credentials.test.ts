import { bearer } from '../../../assets/auth.private';
import { addCredential, membershipOf } from '../../support/directory/directory-rows';
import { enroll } from '../../support/directory/totp';
import { requestGuard } from '../../support/guard/request-guard';
import { startProviderServer } from '../../support/sso/provider-server';
import { addProvider, readyToFinish } from '../../support/sso/sso-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

// The account requires a second factor, and its identity provider proves one with the claim amr. A member without a second
// factor here has an authtoken.

const sso = useSso();
const PROVEN = { ...ADA, amr: ['mfa'] };
let token: string;

beforeEach(async () => {
  const userId = await sso.addUser(ADA.email, [sso.account]);
  await sso.query('update accounts set mfa_required = true where id = $1', sso.account);
  await sso.query("update identity_providers set mfa_claim = 'amr'");
  const membershipId = await membershipOf(sso.directory.database, userId, sso.account);
  const owner = { accountId: sso.account, membershipId };
  ({ token } = await addCredential(sso.directory.database, 'authtoken', owner));
});

async function statusOfToken(): Promise<number | undefined> {
  const { status } = await requestGuard(bearer({ directory: true }), {
    variables: { ...sso.directory.variables, PATH: '/test' },
    headers: { authorization: `Bearer ${token}` },
  });
  return status;
}

test('the authtoken works after a login in which the provider proved a second factor', async () => {
  expect(await statusOfToken()).toBe(401);
  await sso.logIn(PROVEN);

  expect(await statusOfToken()).toBe(200);
});

test('a login without that proof is not enough', async () => {
  await sso.logIn({ ...ADA, amr: ['pwd'] });

  expect(await statusOfToken()).toBe(401);
});

test('a later login without that proof changes nothing', async () => {
  await sso.logIn(PROVEN);
  await sso.logIn({ ...ADA, amr: ['pwd'] });

  expect(await statusOfToken()).toBe(200);
});

test.each([
  [89, 200],
  [91, 401],
])('%d days after the login, the status is %d', async (days, status) => {
  await sso.logIn(PROVEN);
  await sso.query(`update user_identities set mfa_at = now() - interval '${days} days'`);

  expect(await statusOfToken()).toBe(status);
});

test.each([
  ['is not active', 'update identity_providers set active = false'],
  ['proves no second factor any longer', "update identity_providers set mfa_claim = 'none'"],
  ['was deleted', 'delete from identity_providers'],
  ['is no longer linked', 'delete from user_identities'],
])('it is refused if the provider %s', async (_what, change) => {
  await sso.logIn(PROVEN);
  await sso.query(change);

  expect(await statusOfToken()).toBe(401);
});

test('a second factor that a provider of another account proved does not count', async () => {
  const other = await sso.directory.addAccount('Other');
  await sso.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
    select 'mbr_other', $1, user_id, developer, team, administrator from memberships`,
    other,
  );
  await sso.query('update account_domains set account_id = $1', other);
  const provider = await startProviderServer();
  const columns = { account_id: other, mfa_claim: 'amr' };
  const identityProvider = await addProvider(sso.directory, provider, columns);
  const caller = sso.directory.caller();
  const input = await readyToFinish(caller, provider, { identityProvider, user: PROVEN });
  const { status } = await caller.call('session/finish-sso', input);
  await provider.close();

  expect({ status, ofToken: await statusOfToken() }).toEqual({ status: 200, ofToken: 401 });
});

test('the second factor of the user here is enough, as before', async () => {
  const { caller } = await sso.logIn();
  await enroll(sso.directory, caller);

  expect(await statusOfToken()).toBe(200);
});
