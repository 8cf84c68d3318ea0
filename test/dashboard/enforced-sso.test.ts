import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';
import { addRow, inSeconds, sha256 } from '../support/directory/directory-rows';
import { type OidcProvider, startOidcProvider } from '../support/sso/oidc-provider';
import { addDomain, addProvider } from '../support/sso/sso-account';

// An account that requires single sign-on, and sessions that began at an identity provider.

const dashboard = useDashboard();
let provider: OidcProvider;
beforeAll(async () => {
  const returnUrl = new URL('/session/return-sso', dashboard.url).href;
  provider = await startOidcProvider({ REDIRECT_URI: returnUrl, PAGES: 'true' });
});
afterAll(() => provider?.stop());

const query = (sql: string, values: unknown[]) => dashboard.directory.database.query(sql, values);
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const card = (page: Page) => page.getByRole('region', { name: 'Require single sign-on' });
const enforce = ({ account }: Person) =>
  query("update accounts set sso = 'enforced' where id = $1", [account]);

let count = 0;

/** Adds an administrator whose account has a provider and the domain of their address. */
async function addAdministrator(): Promise<Person> {
  count += 1;
  const email = `ada@company${count}.example`;
  const ada = await dashboard.addPerson({ email });
  await query('update users set email_key = email where id = $1', [ada.userId]);
  await addDomain(dashboard.directory, ada.account, `company${count}.example`);
  const { issuer, clientId, clientSecret } = provider;
  const more = { type: 'oidc', clientAuthentication: 'post', scopes: [] } as const;
  const client = { ...more, issuer, clientId, clientSecret };
  await addProvider(dashboard.directory, { client }, { account_id: ada.account });
  return ada;
}

async function logInThere(page: Page) {
  await page.waitForURL(`${provider.issuer}/**`);
  await click(page, 'Log in');
  await click(page, 'Allow');
}

/** Opens a place in a browser that has logged in at the provider. */
async function openBySso(ada: Person, place: string): Promise<Page> {
  const page = await dashboard.open(place);
  await page.getByRole('link', { name: 'Log in with single sign-on' }).click();
  await page.getByRole('heading', { name: 'Log in with single sign-on' }).waitFor();
  await page.getByRole('textbox', { name: 'Email address' }).fill(ada.email);
  await click(page, 'Continue');
  await logInThere(page);
  await page.getByRole('navigation').waitFor();
  return page;
}

test('a password login into the account leads to the button of its provider', async () => {
  const ada = await addAdministrator();
  await enforce(ada);
  const page = await dashboard.open('#/log-in?to=me%2Fsessions');
  await page.getByRole('textbox', { name: 'Email address' }).fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Your account requires single sign-on.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await click(page, 'Continue with Example login');
  await logInThere(page);
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
});

test('an administrator requires single sign-on after a login with it, and stops requiring it', async () => {
  const ada = await addAdministrator();
  const page = await dashboard.open('#/single-sign-on', { as: ada });
  await card(page).getByText('Not required').waitFor();
  await card(page).getByRole('button', { name: 'Require single sign-on' }).click();
  await page.getByText('You have not logged in with an identity provider').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await press(page, 'Log in with single sign-on');
  await click(page, 'Continue');
  await logInThere(page);

  await card(page).getByRole('button', { name: 'Require single sign-on' }).click();
  await page.getByText('API keys and SSH keys go on working').waitFor();
  await press(page, 'Require single sign-on');
  await page.getByRole('alert').getByText('in an emergency').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Require it without emergency access').check();
  await press(page, 'Require single sign-on');
  await toast(page, 'Members need single sign-on now.');
  await card(page).getByText('Required', { exact: true }).waitFor();

  await card(page).getByRole('button', { name: 'Stop requiring it' }).click();
  await press(page, 'Stop requiring it');
  await toast(page, 'Members no longer need single sign-on.');
  await card(page).getByText('Not required').waitFor();
});

test('a member whose session ended because of the requirement logs in at the provider', async () => {
  const ada = await addAdministrator();
  const page = await dashboard.open('#/me', { as: ada });
  await page.getByLabel('Your name').fill('Ada King');
  await enforce(ada);
  await click(page, 'Save');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await dialog.getByText('This account requires single sign-on.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await press(page, 'Log in with single sign-on');
  await click(page, 'Continue');
  await logInThere(page);
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada King');
});

test('a user without a password confirms at the provider that it is them', async () => {
  const ada = await addAdministrator();
  await query('update users set password_hash = null where id = $1', [ada.userId]);
  const page = await openBySso(ada, '#/single-sign-on');
  await query(
    "update sessions set created_at = now() - interval '1 hour', stepped_up_at = null where user_id = $1",
    [ada.userId],
  );
  await page.getByLabel('Everyone in a verified domain').check();
  await click(page, 'Save');
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByText('You leave this page').waitFor();
  expect(await dialog.getByLabel('Password').count()).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);
  await press(page, 'Confirm at the identity provider');
  await page.waitForURL(`${provider.issuer}/**`);
  await click(page, 'Log in');
  await toast(page, 'You confirmed that it is you.');
  expect(await page.getByLabel('Everyone in a verified domain').isChecked()).toBe(true);
  await click(page, 'Save');
  await toast(page, 'Saved.');
});

/** Opens the dialog of a new provider by a session that needs a step-up, fills it, and leaves to confirm it. */
async function fillAndLeave(ada: Person): Promise<Page> {
  await query('update users set password_hash = null where id = $1', [ada.userId]);
  const page = await openBySso(ada, '#/single-sign-on');
  await query(
    "update sessions set created_at = now() - interval '1 hour', stepped_up_at = null where user_id = $1",
    [ada.userId],
  );
  await click(page, 'Add an identity provider');
  await page
    .getByLabel('Provider', { exact: true })
    .selectOption({ label: 'Another provider of OpenID Connect' });
  await page.getByLabel('Issuer').fill('https://login.example.com');
  await page.getByLabel('Name', { exact: true }).fill('Second login');
  await page.getByLabel('Client ID').fill('the-client');
  await page.getByLabel('Client secret', { exact: true }).fill('the-client-secret');
  await page.getByRole('button', { name: 'Show the password' }).click();
  await press(page, 'Add');
  await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor();
  await press(page, 'Confirm at the identity provider');
  await page.waitForURL(`${provider.issuer}/**`);
  return page;
}

const typedIn = (page: Page) => page.evaluate<string>('JSON.stringify(sessionStorage)');

test('what was typed is there again after the confirmation, except a secret', async () => {
  const page = await fillAndLeave(await addAdministrator());
  await click(page, 'Log in');
  await toast(page, 'You confirmed that it is you.');
  expect(await typedIn(page)).toContain('https://login.example.com');
  expect(await typedIn(page)).not.toContain('the-client-secret');
  await click(page, 'Add an identity provider');
  await page.getByLabel('Issuer').waitFor();
  expect(await page.getByLabel('Issuer').inputValue()).toBe('https://login.example.com');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Second login');
  expect(await page.getByLabel('Client ID').inputValue()).toBe('the-client');
  expect(await page.getByLabel('Client secret', { exact: true }).inputValue()).toBe('');
  expect(await typedIn(page)).not.toContain('login.example.com');
});

test('what another user has typed is deleted, and not shown', async () => {
  const page = await fillAndLeave(await addAdministrator());
  await click(page, 'Log in');
  await toast(page, 'You confirmed that it is you.');
  await page.evaluate("sessionStorage.setItem('typed', sessionStorage.typed.replace('usr_', 'x'))");

  await click(page, 'Add an identity provider');

  expect(await page.getByLabel('Client ID').inputValue()).toBe('');
  expect(await typedIn(page)).not.toContain('login.example.com');
});

test('a logout deletes what was typed', async () => {
  const page = await fillAndLeave(await addAdministrator());
  await click(page, 'Log in');
  await toast(page, 'You confirmed that it is you.');

  await page.getByRole('button', { name: /ada@company/ }).click();
  await click(page, 'Log out');
  await page.getByRole('heading', { name: 'You are logged out' }).waitFor();

  expect(await typedIn(page)).not.toContain('login.example.com');
});

test('another user of the provider cannot confirm it', async () => {
  const ada = await addAdministrator();
  await query('update users set password_hash = null where id = $1', [ada.userId]);
  const page = await openBySso(ada, '#/me');
  await page.goto(`${dashboard.url}#/step-up`);
  await click(page, 'Confirm at the identity provider');
  await page.waitForURL(`${provider.issuer}/**`);
  await page.getByLabel('User').fill('eve@company.example');
  await click(page, 'Log in');
  await click(page, 'Allow');
  await page.getByRole('heading', { name: 'Single sign-on failed' }).waitFor();
  await page.getByText('You logged in at the identity provider as someone else.').waitFor();
});

test('an invitation to the account is accepted by a login at the provider', async () => {
  const ada = await addAdministrator();
  await enforce(ada);
  const secret = `inv_${'x'.repeat(30)}`;
  const email = ada.email.replace('ada', 'grace');
  await addRow(dashboard.directory.database, 'invitations', {
    id: 'inv_grace',
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
  await page.getByLabel('Your name').fill('Grace Hopper');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await click(page, 'Join');
  await page.getByText('This account requires single sign-on.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Log in with single sign-on' }).click();
  await click(page, 'Continue');
  await logInThere(page);
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});
