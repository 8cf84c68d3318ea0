import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { PASSWORD } from '../support/directory/directory';
import { type OidcProvider, startOidcProvider } from '../support/sso/oidc-provider';
import { addDomain, addProvider } from '../support/sso/sso-account';

// The settings of an account's identity providers. sso.test.ts has the logins with them.

const dashboard = useDashboard();
const NARROW = { width: 320, height: 640 };
let provider: OidcProvider;
beforeAll(async () => {
  const returnUrl = new URL('/session/return-sso', dashboard.url).href;
  provider = await startOidcProvider({ REDIRECT_URI: returnUrl, PAGES: 'true' });
});
afterAll(() => provider?.stop());

const openSettings = (as: Person, options = {}) =>
  dashboard.open('#/single-sign-on', { as, ...options });
const card = (page: Page) => page.getByRole('region', { name: 'Identity providers' });
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const query = (sql: string, values: unknown[]) => dashboard.directory.database.query(sql, values);

async function add({ account }: Person, columns = {}): Promise<string> {
  const { issuer, clientId, clientSecret } = provider;
  const more = { type: 'oidc', clientAuthentication: 'post', scopes: [] } as const;
  const client = { ...more, issuer, clientId, clientSecret };
  return addProvider(dashboard.directory, { client }, { account_id: account, ...columns });
}

async function choose(page: Page, name: string, action: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('button', { name: action, exact: true }).click();
}

async function openAddDialog(page: Page, type: string) {
  await card(page).getByRole('button', { name: 'Add an identity provider' }).click();
  await page.getByLabel('Provider', { exact: true }).selectOption({ label: type });
}

async function fillClient(page: Page) {
  await page.getByLabel('Client ID').fill(provider.clientId);
  await page.getByLabel('Client secret', { exact: true }).fill(provider.clientSecret);
}

test('an administrator adds a provider by keyboard, and its secret is never shown again', async () => {
  const ada = await dashboard.addPerson();
  const page = await openSettings(ada);
  await page.getByText('members log in with the account that they have at your company').waitFor();
  await tabTo(page, 'Add an identity provider');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await focusedName(page)).toBe('Provider');
  await page.keyboard.type('Another');
  await tabTo(page, 'Issuer');
  await page.keyboard.type(provider.issuer);
  await tabTo(page, 'Name');
  await page.keyboard.type('Example login');
  await page.getByText('The button at the login says “Continue with Example login”.').waitFor();
  await fillClient(page);
  await page.keyboard.press('Enter');
  await toast(page, 'Example login is added. Test it next.');
  await card(page).getByText('Not active').waitFor();
  await page.getByText('No identity provider is active yet').waitFor();

  await choose(page, 'Example login', 'Edit');
  expect(await page.getByLabel('Client secret (optional)').inputValue()).toBe('');
  expect(await page.content()).not.toContain(provider.clientSecret);
});

test('the redirect URI is copied from the dialog', async () => {
  const page = await openSettings(await dashboard.addPerson(), {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await openAddDialog(page, 'Entra ID');
  await page.getByText('open App registrations').waitFor();
  await page.getByRole('button', { name: 'Copy: Redirect URI' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(new URL('/session/return-sso', dashboard.url).href);
});

test.each([
  ['Okta', 'Issuer', 'https://example.okta.com', 'https://example.okta.com'],
  [
    'Entra ID',
    'Directory (tenant) ID',
    '8f3a1b2c-0000-4000-8000-123456789abc',
    'https://login.microsoftonline.com/8f3a1b2c-0000-4000-8000-123456789abc/v2.0',
  ],
])('with %s, the field %s names the issuer', async (type, label, value, issuer) => {
  const page = await openSettings(await dashboard.addPerson());
  await openAddDialog(page, type);
  await page.getByLabel(label, { exact: true }).fill(value);
  await fillClient(page);
  await press(page, 'Add');
  await card(page).getByText(issuer).waitFor();
});

test('with Google, only the users of one Workspace are accepted', async () => {
  const ada = await dashboard.addPerson();
  const page = await openSettings(ada);
  await openAddDialog(page, 'Google');
  await page.getByLabel('Google Workspace domain').fill('Example.com ');
  await fillClient(page);
  await press(page, 'Add');
  await card(page).getByText('https://accounts.google.com').waitFor();
  const [row] = await query('select hosted_domain from identity_providers where account_id = $1', [
    ada.account,
  ]);
  expect(row).toEqual({ hosted_domain: 'example.com' });
});

test('each refused value is explained at its field, and what was typed stays', async () => {
  const page = await openSettings(await dashboard.addPerson());
  await openAddDialog(page, 'Another provider of OpenID Connect');
  await page.getByLabel('Issuer').fill('https://login.internal');
  await page.getByLabel('Name', { exact: true }).fill('Example login');
  await fillClient(page);
  await press(page, 'Add');
  await page.getByText('This provider cannot be used:').waitFor();
  await page.getByText('issuer must be an https URL with a public host name').waitFor();
  expect(await focusedName(page)).toBe('Issuer');
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.getByLabel('Client secret', { exact: true }).inputValue()).toBe(
    provider.clientSecret,
  );

  await page.getByLabel('Issuer').fill(provider.issuer);
  await page.getByText('More settings').click();
  await page.getByLabel('Additional scopes').fill('groups "');
  await page.getByText('More settings').click();
  await press(page, 'Add');
  await page.getByText('Something in this form is missing or wrong.').waitFor();
  expect(await focusedName(page)).toBe('Additional scopes (optional)');
});

test('an administrator changes the settings of a provider, and the secret stays', async () => {
  const ada = await dashboard.addPerson();
  const id = await add(ada);
  const secretOf = () => query('select client_secret from identity_providers where id = $1', [id]);
  const before = await secretOf();
  const page = await openSettings(ada);
  await choose(page, 'Example login', 'Edit');
  expect(await page.getByLabel('Issuer').getAttribute('readonly')).not.toBeNull();
  await page.getByLabel('Name', { exact: true }).fill('Company login');
  await page.getByText('More settings').click();
  await page.getByLabel('Second factor at the provider').selectOption('acr');
  await page.getByLabel('Accepted values of acr').fill('gold silver');
  await press(page, 'Save');
  await toast(page, 'Saved.');
  await card(page).getByText('Company login').waitFor();
  expect(await secretOf()).toEqual(before);
  const [row] = await query('select mfa_claim, acr_values from identity_providers where id = $1', [
    id,
  ]);
  expect(row).toEqual({ mfa_claim: 'acr', acr_values: ['gold', 'silver'] });
});

test('an administrator activates, deactivates and deletes a provider after a question', async () => {
  const ada = await dashboard.addPerson();
  await add(ada, { active: false });
  const page = await openSettings(ada);
  await choose(page, 'Example login', 'Activate');
  await press(page, 'Activate');
  await toast(page, 'Example login is active.');
  await page.getByText('No domain is verified yet').waitFor();
  await choose(page, 'Example login', 'Deactivate');
  await page.getByText('the sessions that began with it end at once').waitFor();
  await press(page, 'Deactivate');
  await card(page).getByText('Not active').waitFor();
  await choose(page, 'Example login', 'Delete');
  await press(page, 'Cancel');
  await choose(page, 'Example login', 'Delete');
  await press(page, 'Delete');
  await page.getByText('members log in with the account that they have at your company').waitFor();
});

test('the provider of the own session is not deactivated', async () => {
  const ada = await dashboard.addPerson();
  const id = await add(ada);
  const page = await openSettings(ada);
  await card(page).getByText('Example login').waitFor();
  await query('update sessions set idp_id = $1 where user_id = $2', [id, ada.userId]);
  await choose(page, 'Example login', 'Deactivate');
  await press(page, 'Deactivate');
  await page.getByText('You logged in with this provider, or it is the last one.').waitFor();
});

async function openProvider(page: Page) {
  await page.getByRole('button', { name: 'Test Example login' }).click();
  await press(page, 'Open the provider');
  await page.waitForURL(`${provider.issuer}/**`);
}

async function goToTest(page: Page, user: string) {
  await openProvider(page);
  await page.getByLabel('User').fill(user);
  await page.getByRole('button', { name: 'Log in' }).click();
}

test('a test shows what the provider sent and whether the address counts', async () => {
  const ada = await dashboard.addPerson();
  await add(ada, { active: false });
  await addDomain(dashboard.directory, ada.account, 'lab.example', {});
  await addDomain(dashboard.directory, ada.account, 'work.example');
  const page = await openSettings(ada);
  await goToTest(page, 'grace@lab.example');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'The test succeeded' }).waitFor();
  await page.getByText('Does not count').waitFor();
  await page.getByText('The account has not verified lab.example.').waitFor();
  await page.getByText('The provider says that it has verified the address.').waitFor();
  await page.getByRole('row', { name: 'email_verified true' }).waitFor();
  await page.getByRole('row', { name: /^iat \d+ Nov|^iat \d+ [A-Z]/ }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.setViewportSize(NARROW);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);

  await page.reload();
  await page.getByText('The result of a test is shown once.').waitFor();
  await page.getByRole('link', { name: 'Back to single sign-on' }).click();
  await card(page).getByText('Example login').waitFor();
});

test('an address in a verified domain counts, even if the provider has not verified it', async () => {
  const ada = await dashboard.addPerson();
  await add(ada);
  await addDomain(dashboard.directory, ada.account, 'office.example');
  const page = await openSettings(ada);
  await goToTest(page, 'unverified@office.example');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('The account has verified office.example.').waitFor();
  await page.getByText('The provider does not say that it has verified the address.').waitFor();
  await page.getByText('Counts', { exact: true }).waitFor();
});

test('a test that is refused leads back, and to the reason in the audit log', async () => {
  const ada = await dashboard.addPerson();
  await add(ada);
  const page = await openSettings(ada);
  await goToTest(page, 'grace');
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByRole('heading', { name: 'Single sign-on failed' }).waitFor();
  await page.getByRole('link', { name: 'See the reason in the audit log' }).click();
  await page.getByRole('cell', { name: 'access_denied' }).waitFor();

  await page.getByRole('link', { name: 'Single sign-on' }).click();
  await openProvider(page);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await card(page).getByText('Example login').waitFor();
});

test('a provider that does not answer is named in the dialog of the test', async () => {
  const ada = await dashboard.addPerson();
  await add(ada, { issuer: 'http://127.0.0.1:9' });
  const page = await openSettings(ada);
  await page.getByRole('button', { name: 'Test Example login' }).click();
  await press(page, 'Open the provider');
  await page.getByRole('dialog').getByText('The identity provider does not answer.').waitFor();
});

test('a change needs a recent login, and is made after it', async () => {
  const ada = await dashboard.addPerson();
  await add(ada);
  const page = await openSettings(ada);
  await card(page).getByText('Example login').waitFor();
  await query(
    "update sessions set created_at = now() - interval '1 hour', stepped_up_at = null where user_id = $1",
    [ada.userId],
  );
  await choose(page, 'Example login', 'Delete');
  await press(page, 'Delete');
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await stepUp.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await stepUp.getByRole('button', { name: 'Confirm' }).click();
  await toast(page, 'Example login is deleted.');
});

test('members who are no administrators do not see the screen', async () => {
  const { account } = await dashboard.addPerson();
  const roles = { developer: 'read-write', team: 'manager', administrator: false } as const;
  const page = await openSettings(await dashboard.addPerson({ account, roles }));
  await page.getByText('your role no longer shows this page').waitFor();
  expect(await page.getByRole('link', { name: 'Single sign-on' }).count()).toBe(0);
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the screen and its dialogs, and they fit into 320 pixels, in %s',
  async (colorScheme) => {
    const ada = await dashboard.addPerson();
    await add(ada, {
      issuer: 'https://a-company-with-a-very-long-name.okta.com/oauth2/aus1x2y3z4',
    });
    const page = await openSettings(ada, { colorScheme, viewport: NARROW });
    await card(page).getByText('Active', { exact: true }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    for (const action of ['Edit', 'Deactivate', 'Delete']) {
      await choose(page, 'Example login', action);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      expect(await dashboard.violations(page)).toEqual([]);
      expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
      await page.keyboard.press('Escape');
    }
  },
);
