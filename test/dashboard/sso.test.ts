import type { Page } from 'playwright-core';
import { type OpenOptions, type Person, useDashboard } from '../support/dashboard/dashboard';
import { type OidcProvider, startOidcProvider } from '../support/sso/oidc-provider';
import { addDomain, addProvider } from '../support/sso/sso-account';

// Users click on the pages of the identity provider, because cookies and referrers depend on how a page was opened.

const dashboard = useDashboard();
let provider: OidcProvider;
let ada: Person;

beforeAll(async () => {
  const returnUrl = new URL('/session/return-sso', dashboard.url).href;
  provider = await startOidcProvider({ REDIRECT_URI: returnUrl, PAGES: 'true' });
  ada = await addMember('ada@example.com');
  const { directory } = dashboard;
  await addDomain(directory, ada.account, 'example.com');
  await add(ada.account, 'Example login');
  const other = await directory.addAccount('Two');
  await addDomain(directory, other, 'two.example');
  await add(other, 'Okta');
  await add(other, 'Entra ID');
});
afterAll(() => provider?.stop());

function add(account: string, name: string): Promise<string> {
  const { issuer, clientId, clientSecret } = provider;
  const client = { type: 'oidc', issuer, clientId, clientSecret } as const;
  const more = { clientAuthentication: 'post', scopes: [] } as const;
  const given = { account_id: account, name };
  return addProvider(dashboard.directory, { client: { ...client, ...more } }, given);
}

async function addMember(email: string): Promise<Person> {
  const person = await dashboard.addPerson({ email });
  const { query } = dashboard.directory.database;
  await query('update users set email_key = email where id = $1', [person.userId]);
  return person;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Email address' });
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isLoggedIn = (page: Page) => page.getByRole('heading', { name: 'Profile' }).waitFor();
const isRefused = (page: Page) =>
  page.getByRole('heading', { name: 'Single sign-on failed' }).waitFor();

/** Goes from the login to the provider, as a user does. */
async function goToProvider(email = ada.email, options: OpenOptions & { place?: string } = {}) {
  const page = await dashboard.open(options.place ?? '#/log-in', options);
  await page.getByRole('link', { name: 'Log in with single sign-on' }).click();
  // The login has a field of the same name.
  await page.getByRole('heading', { name: 'Log in with single sign-on' }).waitFor();
  await field(page).fill(email);
  await click(page, 'Continue');
  await page.waitForURL(`${provider.issuer}/**`);
  return page;
}

async function logInThere(page: Page) {
  await click(page, 'Log in');
  await click(page, 'Allow');
}

test('a user who comes from the login types the address at once', async () => {
  const page = await dashboard.open('#/log-in');
  await page.getByRole('link', { name: 'Log in with single sign-on' }).click();
  await page.getByRole('heading', { name: 'Log in with single sign-on' }).waitFor();
  await page.keyboard.type(ada.email);
  expect(await field(page).inputValue()).toBe(ada.email);
});

test('a user logs in at the provider, and the session outlasts a reload', async () => {
  const page = await goToProvider();
  await logInThere(page);
  await isLoggedIn(page);
  expect(page.url()).toBe(`${dashboard.url}#/me`);
  await page.reload();
  await isLoggedIn(page);
  await page.getByRole('link', { name: 'Sessions' }).click();
  await page.getByText('Single sign-on').first().waitFor();
});

test('threat 17: nothing of the answer is left in the page, its history, its storage or a referrer', async () => {
  const secrets: string[] = [];
  const seen: string[] = [];
  const page = await goToProvider();
  page.on('request', (request) => {
    const { searchParams } = new URL(request.url());
    const given = ['code', 'state'].map((name) => searchParams.get(name) ?? '');
    if (request.url().includes('/session/return-sso')) secrets.push(...given);
    seen.push(request.headers()['referer'] ?? '');
  });
  await logInThere(page);
  await isLoggedIn(page);
  expect(secrets.filter(Boolean)).toHaveLength(2);

  const { length } = await page.evaluate(() => history);
  seen.push(
    await page.evaluate(() => JSON.stringify([sessionStorage, localStorage, document.referrer])),
  );
  for (let step = 0; step < length; step += 1) {
    seen.push(page.url());
    await page.goBack().catch(() => null);
  }
  expect(seen.filter((one) => secrets.some((secret) => one.includes(secret)))).toEqual([]);
  expect(seen.filter((one) => one.includes('"sso"'))).toEqual([]);
});

test('the place that the user wanted survives the way to the provider', async () => {
  const next = encodeURIComponent('/dashboard/icon.svg?month=11');
  const page = await goToProvider(ada.email, { place: `#/log-in?next=${next}` });
  await logInThere(page);
  await page.waitForURL('**/dashboard/icon.svg?month=11');
  const settings = await goToProvider(ada.email, { place: '#/settings' });
  await logInThere(settings);
  await settings.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
});

test('another browser profile cannot finish the login, and this one cannot finish it twice', async () => {
  const page = await goToProvider();
  let fragment = '';
  page.on('response', (response) => {
    if (!response.url().includes('/session/return-sso')) return;
    fragment = new URL(response.headers()['location'] ?? '', dashboard.url).hash;
  });
  await click(page, 'Log in');
  await page.route('**/session/finish-sso', (route) => route.abort());
  await click(page, 'Allow');
  await isRefused(page);
  dashboard.ignoreConsole(/ERR_FAILED/);
  expect(fragment).toContain('code=');

  const stranger = await dashboard.open(fragment);
  await isRefused(stranger);
  await stranger.getByText('began in another browser').waitFor();
  expect(new URL(stranger.url()).hash).toBe('#/finish-sso');

  await page.unroute('**/session/finish-sso');
  await page.goto('about:blank');
  await page.goto(`${dashboard.url}${fragment}`);
  await page.getByText('began in another browser').waitFor();
});

test('a user who cancels at the provider reads so, and tries again with the same address', async () => {
  const page = await goToProvider();
  await click(page, 'Log in');
  await click(page, 'Deny');
  await page.getByText('refused the login, or you canceled it there').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Try again' }).click();
  expect(await field(page).inputValue()).toBe(ada.email);
});

test('a user who is no member reads so', async () => {
  const page = await goToProvider('stranger@example.com');
  await logInThere(page);
  await isRefused(page);
  await page.getByText('You are not an active member of that account.').waitFor();
});

test('a user with several providers chooses one', async () => {
  const page = await dashboard.open('#/sso');
  await field(page).fill('bob@two.example');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue with Okta' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await click(page, 'Continue with Entra ID');
  await page.waitForURL(`${provider.issuer}/**`);
});

test('a user without a provider is led back to the password', async () => {
  const page = await dashboard.open('#/sso');
  await field(page).fill('bob@none.example');
  await page.keyboard.press('Enter');
  await page.getByText('Single sign-on is not set up for none.example.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Log in with a password' }).click();
  await page.getByLabel('Password', { exact: true }).waitFor();
});

test('a provider that does not answer is named above the form', async () => {
  const account = await dashboard.directory.addAccount('Three');
  await addDomain(dashboard.directory, account, 'three.example');
  const id = await add(account, 'Down');
  const { query } = dashboard.directory.database;
  await query("update identity_providers set issuer = 'http://127.0.0.1:9' where id = $1", [id]);
  const page = await dashboard.open('#/sso');
  await field(page).fill('bob@three.example');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('does not answer').waitFor();
});

test.each(['light', 'dark'] as const)(
  'the screens fit into 320 pixels and axe finds nothing in them, in %s',
  async (colorScheme) => {
    const viewport = { width: 320, height: 640 };
    for (const place of ['#/log-in', '#/sso', '#sso=&error=access_denied&state=x']) {
      const page = await dashboard.open(place, { colorScheme, viewport });
      await page.getByRole('heading', { name: /Log in|sign-on failed/ }).waitFor();
      expect(await dashboard.violations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(320);
    }
  },
);

test('in German, the way to the provider has German words', async () => {
  const page = await dashboard.open('#/log-in', { locale: 'de-DE' });
  await page.getByRole('link', { name: 'Mit Single Sign-on anmelden' }).click();
  await page.getByText('Sie melden sich beim Identitätsanbieter Ihrer Firma an.').waitFor();
});
