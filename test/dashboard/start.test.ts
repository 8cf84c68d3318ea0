import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addAuthenticator } from '../support/dashboard/virtual-authenticator';
import { PASSWORD } from '../support/directory/directory';

// What a visitor sees before the main script is loaded.

const dashboard = useDashboard();

/** Opens a place whose main script is loaded when the returned function is called. */
async function openWithoutScript(page: Page, place = '') {
  let load = () => {};
  const allowed = new Promise<void>((resolve) => {
    load = resolve;
  });
  await page.route('**/dashboard/main.*.js', async (route) => {
    await allowed;
    await route.continue();
  });
  await page.goto('about:blank');
  await page.goto(`${dashboard.url}${place}`, { waitUntil: 'commit' });
  return async () => {
    load();
    await page.locator('.toast').waitFor({ state: 'attached' });
  };
}

/** Waits until the script before the first paint has run. */
const started = (page: Page) =>
  page.waitForFunction(() => document.documentElement.style.colorScheme !== '');

const shown = (page: Page) =>
  page.evaluate(() => {
    const html = document.querySelector('main')?.outerHTML ?? '';
    return html.replaceAll(/ (?:id|for)="(?:auth-|first)[^"]*"| (?:value|style)=""/g, '');
  });

test.each(['en-US', 'de-DE'])(
  'in %s, the script takes over the login with what the user has typed',
  async (locale) => {
    const page = await dashboard.open('', { locale });
    const load = await openWithoutScript(page);
    const email = page.locator('[name="email"]');
    await email.waitFor();
    await page.keyboard.type('ada@exam');
    const before = { html: await shown(page), looks: await page.screenshot({ caret: 'hide' }) };
    await load();
    await page.keyboard.type('ple.com');
    expect(await email.inputValue()).toBe('ada@example.com');
    await email.fill('ada@exam');
    expect(await shown(page)).toBe(before.html);
    expect((await page.screenshot({ caret: 'hide' })).equals(before.looks)).toBe(true);
  },
);

test('a login that is sent before the script is loaded is sent once it is', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  const load = await openWithoutScript(page);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await load();
  await page.getByRole('navigation').waitFor();
});

test('a passkey that is wanted before the script is loaded is used once it is', async () => {
  const page = await dashboard.open('#/me/security', { as: await dashboard.addPerson() });
  await addAuthenticator(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.locator('.codes').waitFor();
  await page.context().clearCookies();
  // The next page has recovery codes no longer.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.addInitScript(() => {
    if (location.protocol === 'about:') return;
    localStorage.removeItem('session');
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  const load = await openWithoutScript(page);
  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  await load();
  await page.getByRole('navigation').waitFor();
});

test('a visitor who opens another screen before the script is loaded no longer sees the login', async () => {
  const page = await dashboard.open();
  const load = await openWithoutScript(page);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.locator('main').waitFor({ state: 'detached' });
  await load();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await page.getByRole('link', { name: 'Back to login' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test.each(['#reset=x', '#/forgot-password', '#/log-in?reason=expired', '#/me/security'])(
  'the login does not flash before %s',
  async (place) => {
    const page = await dashboard.open();
    await openWithoutScript(page, place);
    await started(page);
    expect(await page.locator('form').count()).toBe(0);
  },
);

test('the login does not flash before a user whose session may last', async () => {
  const page = await dashboard.open('', { as: await dashboard.addPerson() });
  const load = await openWithoutScript(page);
  await started(page);
  expect(await page.locator('form').count()).toBe(0);
  await load();
  await page.getByRole('navigation').waitFor();
});

test('the chosen theme applies before the script is loaded', async () => {
  const page = await dashboard.open();
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  await openWithoutScript(page);
  await page.getByLabel('Email address').waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(15, 16, 17)',
  );
});

test('a visitor learns that the service is not set up, although the login came first', async () => {
  const page = await dashboard.open();
  await page.route('**/session/show', (route) => route.fulfill({ status: 500, body: 'Error' }));
  await page.reload();
  await page.getByRole('heading', { name: 'The service is not set up' }).waitFor();
  await page.unroute('**/session/show');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  dashboard.ignoreConsole(/500/);
});
