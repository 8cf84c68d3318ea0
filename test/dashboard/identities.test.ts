import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addRow } from '../support/directory/directory-rows';
import { type OidcProvider, startOidcProvider } from '../support/sso/oidc-provider';
import { addProvider } from '../support/sso/sso-account';

// The user's identities at providers.

const dashboard = useDashboard();
let provider: OidcProvider;
beforeAll(async () => {
  const returnUrl = new URL('/session/return-sso', dashboard.url).href;
  provider = await startOidcProvider({ REDIRECT_URI: returnUrl, PAGES: 'true' });
});
afterAll(() => provider?.stop());

const query = (sql: string, values: unknown[]) => dashboard.directory.database.query(sql, values);
const card = (page: Page) => page.getByRole('region', { name: 'Identity providers' });
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const openSecurity = (as: Person, options = {}) =>
  dashboard.open('#/me/security', { as, ...options });

async function addProviderTo({ account }: Person): Promise<string> {
  const { issuer, clientId, clientSecret } = provider;
  const more = { type: 'oidc', clientAuthentication: 'post', scopes: [] } as const;
  const client = { ...more, issuer, clientId, clientSecret };
  return addProvider(dashboard.directory, { client }, { account_id: account });
}

async function addLinked(): Promise<Person> {
  const ada = await dashboard.addPerson();
  const idp_id = await addProviderTo(ada);
  const identity = { subject: `ada-${ada.userId}`, user_id: ada.userId, email: 'ada@work.example' };
  await addRow(dashboard.directory.database, 'user_identities', { idp_id, ...identity });
  return ada;
}

async function link(page: Page, user: string) {
  await page.getByRole('button', { name: 'Link Example login' }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.getByLabel('User').fill(user);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
}

test('a user links an identity and unlinks it after a question', async () => {
  const ada = await dashboard.addPerson();
  await addProviderTo(ada);
  const page = await openSecurity(ada);
  await link(page, 'ada@work.example');
  await toast(page, 'The identity is linked.');
  await card(page).getByText('ada@work.example').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await card(page).getByRole('button', { name: 'Unlink Example login' }).click();
  await page.getByText('the other sessions that began with it end at once').waitFor();
  await press(page, 'Unlink');
  await toast(page, 'The identity is no longer linked.');
  await card(page).getByText('ada@work.example').waitFor({ state: 'hidden' });
});

test('an identity of another user is not linked, and the user reads so', async () => {
  const ada = await dashboard.addPerson();
  const idp_id = await addProviderTo(ada);
  const eve = await dashboard.addPerson({ account: ada.account });
  const identity = { subject: 'eve@work.example', user_id: eve.userId, email: null };
  await addRow(dashboard.directory.database, 'user_identities', { idp_id, ...identity });
  const page = await openSecurity(ada);
  await link(page, 'eve@work.example');
  await page.getByText('Another user has linked this identity.').waitFor();
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { name: 'Security', level: 1 }).waitFor();
});

test('a user with an identity removes the password, and then keeps the identity', async () => {
  const page = await openSecurity(await addLinked());
  await card(page).getByRole('button', { name: 'Remove my password' }).click();
  await page.getByText('No link by email can set a new password.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await press(page, 'Remove my password');
  await toast(page, 'Your password is removed.');
  await page.getByText('You have no password.').waitFor();
  expect(await page.getByRole('button', { name: 'Remove my password' }).count()).toBe(0);
  await card(page).getByRole('button', { name: 'Unlink Example login' }).click();
  await press(page, 'Unlink');
  await page.getByText('This is your only way to log in. Add another one first.').waitFor();
});

test('without providers, the security page has no card for them', async () => {
  const page = await openSecurity(await dashboard.addPerson());
  await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await card(page).count()).toBe(0);
});

test.each(['light', 'dark'] as const)(
  'a long address at a provider fits into 320 pixels and axe finds nothing, in %s',
  async (colorScheme) => {
    const ada = await addLinked();
    const email = `${'ada.'.repeat(20)}@work.example`;
    await query('update user_identities set email = $1 where user_id = $2', [email, ada.userId]);
    const viewport = { width: 320, height: 640 };
    const page = await openSecurity(ada, { colorScheme, viewport });
    await card(page).getByText(email).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  },
);
