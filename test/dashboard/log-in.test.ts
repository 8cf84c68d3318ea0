import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';

const dashboard = useDashboard();
const WRONG = 'a wrong armadillo naps';

async function typeLogin(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('name') ?? activeElement?.textContent;
  });

test('a user logs in by keyboard alone, after a wrong password that is emptied and focused', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(await focused(page)).toBe('email');
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(WRONG);
  await page.keyboard.press('Enter');
  await page.getByText('The email address or the password is wrong.').waitFor();
  expect(await focused(page)).toBe('password');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  expect(await page.getByLabel('Email address').inputValue()).toBe(email);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  expect(new URL(page.url()).hash).toBe('#/me');
});

test('the focus is in the field before the browser paints why the password is wrong', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  const focus = page.evaluate(
    () =>
      new Promise<string | null | undefined>((resolve) => {
        // Called after the change of the page, and before its paint.
        const observer = new MutationObserver(() => {
          if (!document.body.innerText.includes('is wrong')) return;
          resolve(document.activeElement?.getAttribute('name'));
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(WRONG);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  expect(await focus).toBe('password');
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the login, in its error and in its password that is shown, in %s',
  async (colorScheme) => {
    const page = await dashboard.open('', { colorScheme });
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await typeLogin(page, 'nobody@example.com', WRONG);
    await page.getByText('The email address or the password is wrong.').waitFor();
    await page.getByLabel('Show the password').click();
    expect(await dashboard.violations(page)).toEqual([]);
  },
);

test('the fields are what password managers look for', async () => {
  const page = await dashboard.open();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  const fields = await page
    .locator('form input')
    .evaluateAll((inputs) =>
      inputs.map((input) => [
        input.getAttribute('name'),
        input.getAttribute('type'),
        input.getAttribute('autocomplete'),
      ]),
    );
  expect(fields).toEqual([
    ['email', 'email', 'username webauthn'],
    ['password', 'password', 'current-password'],
  ]);
});

test('after too many attempts the button counts down, and then the right password works', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  for (let attempt = 0; attempt < 11; attempt += 1) {
    const answer = page.waitForResponse((response) => response.url().endsWith('/session/log-in'));
    await typeLogin(page, email, WRONG);
    await answer;
    await page.waitForFunction(() => !document.querySelector('[data-pending]'));
  }
  await page.getByText('Too many attempts. Wait, then try again.').waitFor();
  const button = page.getByRole('button', { name: /Try again in \d+ s/ });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  // A disabled button would lose the focus.
  expect(await button.evaluate((it) => (it as HTMLButtonElement).disabled)).toBe(false);
  await page.getByRole('button', { name: 'Log in', exact: true }).waitFor();
  await typeLogin(page, email, PASSWORD);
  await page.getByRole('navigation').waitFor();
});

test('a double click sends a login once', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/session/log-in')) sent += 1;
  });
  await page.getByRole('button', { name: 'Log in', exact: true }).dblclick();
  await page.getByRole('navigation').waitFor();
  expect(sent).toBe(1);
});

test('a user who opens a screen before the login sees that screen after it', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open('#/me/security');
  await typeLogin(page, email, PASSWORD);
  await page.getByRole('navigation').waitFor();
  await page.waitForFunction(() => location.hash === '#/me/security');
});

test('logging out in one tab logs out the other tab', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person });
  await page.getByRole('navigation').waitFor();
  const other = await page.context().newPage();
  await other.goto(dashboard.url);
  await other.getByRole('button', { name: person.email }).click();
  await other.getByRole('button', { name: 'Log out' }).click();
  await other.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a session that another page of the domain has set is shown before anything else', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person });
  await page.getByRole('navigation').waitFor();
  const other = await page.context().newPage();
  await other.addInitScript(() => localStorage.removeItem('session'));
  await other.goto(dashboard.url);
  await other.getByText(`You are logged in as ${person.email}, but not by this page.`).waitFor();
  expect(await dashboard.violations(other)).toEqual([]);
  await other.getByRole('button', { name: 'Yes, go on' }).click();
  await other.getByRole('navigation').waitFor();
});
