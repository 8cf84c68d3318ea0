import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addRow, inSeconds, sha256 } from '../support/directory/directory-rows';
import { type OidcProvider, startOidcProvider } from '../support/sso/oidc-provider';
import { addDomain, addProvider } from '../support/sso/sso-account';

// Providers of the whole service, such as GitHub, and the logout at a provider.

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' });
let provider: OidcProvider;
beforeAll(async () => {
  const returnUrl = new URL('/session/return-sso', dashboard.url).href;
  provider = await startOidcProvider({ REDIRECT_URI: returnUrl, PAGES: 'true' });
});
afterAll(() => provider?.stop());
afterEach(() => query('delete from identity_providers', []));

const query = (sql: string, values: unknown[]) => dashboard.directory.database.query(sql, values);
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

function add(columns: Parameters<typeof addRow>[2]): Promise<string> {
  const { issuer, clientId, clientSecret } = provider;
  const more = { type: 'oidc', clientAuthentication: 'post', scopes: [] } as const;
  return addProvider(
    dashboard.directory,
    { client: { ...more, issuer, clientId, clientSecret } },
    columns,
  );
}

async function logInThere(page: Page, user: string) {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.getByLabel('User').fill(user);
  await click(page, 'Log in');
  await click(page, 'Allow');
}

test('a user logs in with a linked identity at a provider of the whole service', async () => {
  const ada = await dashboard.addPerson();
  const idp_id = await add({ name: 'Example Hub', account_id: null });
  const identity = { subject: 'ada', user_id: ada.userId, email: null };
  await addRow(dashboard.directory.database, 'user_identities', { idp_id, ...identity });
  const page = await dashboard.open('#/log-in?to=me%2Fsessions');
  await page.getByRole('button', { name: 'Continue with Example Hub' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await click(page, 'Continue with Example Hub');
  await logInThere(page, 'ada');
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
});

test('a new user signs up with a provider of the whole service', async () => {
  await add({ name: 'Example Hub', account_id: null });
  const page = await dashboard.open('#/sign-up');
  await click(page, 'Continue with Example Hub');
  await logInThere(page, 'new-user@hub.example');
  await page.getByRole('heading', { name: /Profile|You are in no account/ }).waitFor();
});

test('an unknown identity with the address of a user is refused, and the user reads what to do', async () => {
  const ada = await dashboard.addPerson();
  await query('update users set email_key = email where id = $1', [ada.userId]);
  await add({ name: 'Example Hub', account_id: null });
  const page = await dashboard.open('#/log-in');
  await click(page, 'Continue with Example Hub');
  await logInThere(page, ada.email);
  await page.getByText('A user with this email address already exists.').waitFor();
});

test('an invited user accepts with a provider of the whole service', async () => {
  const ada = await dashboard.addPerson();
  await add({ name: 'Example Hub', account_id: null });
  const secret = `inv_${'y'.repeat(30)}`;
  const email = 'invited@hub.example';
  await addRow(dashboard.directory.database, 'invitations', {
    id: 'inv_hub',
    account_id: ada.account,
    email,
    email_key: email,
    developer: 'read-only',
    team: 'read-only',
    administrator: false,
    invited_by: 'operator',
    secret_hash: sha256(secret),
    expires_at: inSeconds(3600),
  });
  const page = await dashboard.open(`#invitation=${secret}`);
  await page.getByRole('button', { name: 'Continue with Example Hub' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await click(page, 'Continue with Example Hub');
  await logInThere(page, email);
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('after a logout, the user can log out at the provider, too', async () => {
  const ada = await dashboard.addPerson({ email: 'ada@logout.example' });
  await query('update users set email_key = email where id = $1', [ada.userId]);
  await addDomain(dashboard.directory, ada.account, 'logout.example');
  await add({ name: 'Example login', account_id: ada.account });
  const page = await dashboard.open('#/sso');
  await page.getByRole('textbox', { name: 'Email address' }).fill(ada.email);
  await click(page, 'Continue');
  await logInThere(page, ada.email);
  await page.getByRole('navigation').getByRole('button', { name: ada.email }).click();
  await click(page, 'Log out');
  await page.getByRole('heading', { name: 'You are logged out' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('logout');
  await page
    .getByRole('link', { name: `Log out at ${new URL(provider.issuer).host}, too` })
    .click();
  await page.waitForURL(`${provider.issuer}/session/end**`);
});

test('the offer of a logout is shown once, and without it the page is the login', async () => {
  const page = await dashboard.open('#/logged-out');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('without providers of the whole service, the login is as before', async () => {
  const page = await dashboard.open('#/log-in');
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('button', { name: /^Continue with/ }).count()).toBe(0);
});

test.each(['light', 'dark'] as const)(
  'the login with these buttons fits into 320 pixels and axe finds nothing, in %s',
  async (colorScheme) => {
    await add({ name: 'A provider with a very long name of its own', account_id: null });
    const viewport = { width: 320, height: 640 };
    const page = await dashboard.open('#/log-in', { colorScheme, viewport });
    await page.getByRole('button', { name: /^Continue with/ }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  },
);
