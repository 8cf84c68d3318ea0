import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { HOST_PAGE, heardIn, hostPage, listen } from '../support/dashboard/host-page';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { addPhoneTo } from '../support/dashboard/second-factors';
import { PASSWORD } from '../support/directory/directory';
import { newNumber } from '../support/directory/phones';

// Codes by phone in `<auth-login>`, in a page of the service.

const dashboard = useDashboard({}, { functions: { host: HOST_PAGE } });
const LOGIN = hostPage({ body: '<h1>Host</h1><auth-login></auth-login>' });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const codeOf = (number: string) => dashboard.directory.verify.codeOf(number);
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

async function enterPassword({ email }: Person, place = LOGIN, options = {}): Promise<Page> {
  const page = await dashboard.open(place, options);
  await listen(page);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
}

test('a user logs in by keyboard with a code that is sent on request, and the page hears of it', async () => {
  const ada = await dashboard.addPerson();
  const number = await addPhoneTo(dashboard, ada);
  const { length } = dashboard.directory.verify.sent;
  const page = await enterPassword(ada);
  await page.getByRole('heading', { name: 'Get a code by phone' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(dashboard.directory.verify.sent).toHaveLength(length);
  await tabTo(page, 'Send the code');
  await page.keyboard.press('Enter');
  await page.getByText('Sent by SMS. The code is valid for ten minutes.').waitFor();
  expect(await focusedName(page)).toBe('Code');
  expect(await dashboard.violations(page)).toEqual([]);
  await page.keyboard.type(codeOf(number));
  await page.keyboard.press('Enter');
  await page.locator('auth-login form').waitFor({ state: 'detached' });
  expect(await heardIn(page)).toMatchObject([
    { type: 'auth:logged-in', from: 'auth-login', detail: { user: { email: ada.email } } },
  ]);
});

test('the code comes by the way that the user chooses, and is sent again on request', async () => {
  const ada = await dashboard.addPerson();
  const number = await addPhoneTo(dashboard, ada);
  const page = await enterPassword(ada);
  await page.getByLabel('WhatsApp').check();
  await button(page, 'Send the code').click();
  await page.getByText('Sent by WhatsApp.').waitFor();
  expect(dashboard.directory.verify.sent.at(-1)).toMatchObject({ number, channel: 'whatsapp' });
  await page.getByText('No code yet?').click();
  await button(page, 'SMS').click();
  await page.getByText('Sent again by SMS.').waitFor();
  expect(dashboard.directory.verify.sent.slice(-2)).toMatchObject([{ number }, { number }]);
});

test('a wrong code is refused at its field, and the right one then logs in to the next page', async () => {
  const ada = await dashboard.addPerson();
  const number = await addPhoneTo(dashboard, ada);
  const place = hostPage({ body: '<h1>Host</h1><auth-login next="/team"></auth-login>' });
  const page = await enterPassword(ada, place);
  await button(page, 'Send the code').click();
  await page.getByText('Sent by SMS.').waitFor();
  await enterCode(page, wrong(codeOf(number)));
  await page.getByText('The code is wrong or has expired.').waitFor();
  expect(await focusedName(page)).toBe('Code');
  expect(await dashboard.violations(page)).toEqual([]);
  await enterCode(page, codeOf(number));
  await page.waitForURL('**/team');
});

test('a phone is the second factor that an account requires, at 320 px and without a fault of axe', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const ada = await dashboard.addPerson({ account });
  const number = newNumber();
  const viewport = { width: 320, height: 640 };
  const page = await enterPassword(ada, LOGIN, { viewport });
  await button(page, 'Get codes by phone').click();
  await page.getByLabel('Phone number', { exact: true }).fill(number);
  await button(page, 'Send the code').click();
  await page.getByLabel('Code', { exact: true }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await enterCode(page, codeOf(number));
  await page.getByLabel('I have saved them').check();
  await button(page, 'Done').click();
  await page.locator('auth-login .entry').waitFor({ state: 'detached' });
});
