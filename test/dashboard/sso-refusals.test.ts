import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';
import { type OidcProvider, startOidcProvider } from '../support/sso/oidc-provider';
import { addDomain, addProvider } from '../support/sso/sso-account';

// What users read when they come back from their identity provider and are refused. Each comes from a login of their own.

const { token, line } = makeEdgeToken();
const dashboard = useDashboard({ EDGE_TOKENS: line });
let provider: OidcProvider;
beforeAll(async () => {
  const returnUrl = new URL('/session/return-sso', dashboard.url).href;
  provider = await startOidcProvider({ REDIRECT_URI: returnUrl, PAGES: 'true' });
});
afterAll(() => provider?.stop());

let count = 0;

/** Adds an account with a provider, and logs a user of the provider in. */
async function logIn(user: string, columns = {}, options = {}): Promise<Page> {
  count += 1;
  const domain = `company${count}.example`;
  const account = await dashboard.directory.addAccount('Example Inc.');
  await addDomain(dashboard.directory, account, domain);
  const { issuer, clientId, clientSecret } = provider;
  const more = { type: 'oidc', clientAuthentication: 'post', scopes: [] } as const;
  const client = { ...more, issuer, clientId, clientSecret };
  const given = { account_id: account, ...columns };
  await addProvider(dashboard.directory, { client }, given);
  if ('extraHTTPHeaders' in options) await restrict(account);
  const page = await dashboard.open('#/sso', options);
  await page.getByRole('textbox', { name: 'Email address' }).fill(`ada@${domain}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${provider.issuer}/**`);
  // The provider gets no header of the edge.
  if ('extraHTTPHeaders' in options) await page.setExtraHTTPHeaders({});
  await page.getByLabel('User').fill(user.replace('DOMAIN', domain));
  await page.getByRole('button', { name: 'Log in' }).click();
  if ('extraHTTPHeaders' in options) await page.setExtraHTTPHeaders(OUTSIDE.extraHTTPHeaders);
  await page.getByRole('button', { name: 'Allow' }).click();
  return page;
}

async function restrict(account: string) {
  const { query } = dashboard.directory.database;
  await query(
    "update accounts set dashboard_ip_mode = 'enforced', provisioning = 'jit' where id = $1",
    [account],
  );
  await query(
    "insert into ip_rules (account_id, type, block, description) values ($1, 'dashboard', '203.0.113.0/24', '')",
    [account],
  );
}

const OUTSIDE = {
  extraHTTPHeaders: { 'X-Edge': edgeField(token, { address: '198.51.100.9' }) },
};

test.each([
  [
    'whose address nobody has verified',
    'unverified@other.example',
    {},
    'has not verified your email address',
  ],
  [
    'with an address of another domain',
    'ada@other.example',
    {},
    'has not verified the domain of your email address',
  ],
  [
    'from another Google Workspace',
    'ada@DOMAIN',
    { hosted_domain: 'workspace.example' },
    'answer was not accepted. An administrator finds the reason in the activity',
  ],
  ['without an invitation', 'ada@DOMAIN', {}, 'not an active member of that account'],
])('a user %s reads why the login failed, and can try again', async (_who, user, columns, why) => {
  const page = await logIn(user, columns);
  await page.getByRole('heading', { name: 'Single sign-on failed' }).waitFor();
  await page.getByRole('alert').getByText(why).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.getByRole('link', { name: 'See the reason' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Try again' }).click();
  await page.getByRole('textbox', { name: 'Email address' }).waitFor();
});

test('a user from an address that the account does not allow reads so after the login', async () => {
  const page = await logIn('ada@DOMAIN', {}, OUTSIDE);
  await page.getByRole('alert').getByText('This account does not allow your IP address.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});
