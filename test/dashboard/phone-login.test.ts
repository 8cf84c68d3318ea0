import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { addAppTo, addPhoneTo } from '../support/dashboard/second-factors';
import { PASSWORD } from '../support/directory/directory';
import { totpCode } from '../support/directory/totp';

// A code by phone as the second factor of a login, and as the proof that a change requires.

const dashboard = useDashboard();
const SECURITY = '#/me/security';
const SEND = 'Send the code';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const codeOf = (number: string) => dashboard.directory.verify.codeOf(number);
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const sent = () => dashboard.directory.verify.sent;

/** Adds a person with a phone, and with an app if the test needs one. */
async function personWithPhone({ hasApp = false } = {}) {
  const person = await dashboard.addPerson();
  const { secret } = hasApp ? await addAppTo(dashboard, person) : { secret: '' };
  return { person, number: await addPhoneTo(dashboard, person), secret };
}

/** Opens the login of a person and enters the password. */
async function enterPassword({ email }: Person, options = {}): Promise<Page> {
  const page = await dashboard.open('#/log-in', options);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
}

test.each(['light', 'dark'] as const)(
  'a user logs in by keyboard with a code that is sent on request, in %s colors',
  async (colorScheme) => {
    const { person, number } = await personWithPhone();
    const { length } = sent();
    const page = await enterPassword(person, { colorScheme });
    await page.getByRole('heading', { name: 'Get a code by phone' }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(sent()).toHaveLength(length);
    await tabTo(page, SEND);
    await page.keyboard.press('Enter');
    await page.getByText('Sent by SMS. The code is valid for ten minutes.').waitFor();
    expect(await focusedName(page)).toBe('Code');
    expect(await dashboard.violations(page)).toEqual([]);
    expect(sent()).toHaveLength(length + 1);
    await page.keyboard.type(codeOf(number));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
  },
);

test('a user chooses by keyboard how the code is sent', async () => {
  const { person, number } = await personWithPhone();
  const page = await enterPassword(person);
  await button(page, SEND).waitFor();
  await tabTo(page, 'SMS');
  await page.keyboard.press('ArrowDown');
  expect(await focusedName(page)).toBe('WhatsApp');
  await page.keyboard.press('Enter');
  await page.getByText('Sent by WhatsApp.').waitFor();
  expect(sent().at(-1)).toMatchObject({ number, channel: 'whatsapp' });
});

test('a user with an app chooses the phone in its place, and the app again', async () => {
  const { person, number, secret } = await personWithPhone({ hasApp: true });
  const page = await enterPassword(person);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  await button(page, 'Get a code by phone').click();
  await page.getByRole('heading', { name: 'Get a code by phone' }).waitFor();
  expect(await focusedName(page)).toBe('SMS');
  await button(page, SEND).click();
  await page.getByText('Sent by SMS.').waitFor();
  await button(page, 'Use your authenticator app').click();
  await enterCode(page, totpCode(secret));
  await page.getByRole('heading', { name: 'Profile' }).waitFor();

  const other = await enterPassword(person);
  await button(other, 'Get a code by phone').click();
  await button(other, SEND).click();
  await enterCode(other, codeOf(number));
  await other.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a wrong code is refused at its field, and the sixth leads back to the login', async () => {
  const { person, number } = await personWithPhone();
  const page = await enterPassword(person);
  await button(page, SEND).click();
  await page.getByText('Sent by SMS.').waitFor();
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const answer = page.waitForResponse('**/session/second-factor');
    await enterCode(page, wrong(codeOf(number)));
    await answer;
    if (attempt > 1) continue;
    await page.getByText('The code is wrong or has expired.').waitFor();
    expect(await focusedName(page)).toBe('Code');
    expect(await dashboard.violations(page)).toEqual([]);
  }
  await page.getByText('Your session has ended. Log in again.').waitFor();
});

test('after too many codes, the last one still works', async () => {
  const { person, number } = await personWithPhone();
  const page = await enterPassword(person, { viewport: { width: 320, height: 640 } });
  await button(page, SEND).click();
  await page.getByText('Sent by SMS.').waitFor();
  for (const channel of ['WhatsApp', 'Phone call', 'SMS', 'SMS']) {
    await page.getByText('No code yet?').click();
    const answer = page.waitForResponse('**/session/send-code');
    await button(page, channel).click();
    await answer;
    await page.waitForFunction(() => document.querySelector('[data-pending]') === null);
  }
  await page.getByText(/^Too many codes were sent\. Try again at \d/).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(overflow).toBe(320);
  await enterCode(page, codeOf(number));
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a user whose phone is deleted in the meantime reads it', async () => {
  const { person } = await personWithPhone();
  const page = await enterPassword(person);
  await button(page, SEND).waitFor();
  const { database } = dashboard.directory;
  await database.query('delete from phones where user_id = $1', [person.userId]);
  await button(page, SEND).click();
  await page.getByText('Add a phone number first.').waitFor();
});

test('a login that has ended leads back when a code is requested', async () => {
  const { person } = await personWithPhone();
  const page = await enterPassword(person);
  await button(page, SEND).waitFor();
  const { database } = dashboard.directory;
  await database.query('delete from sessions where user_id = $1', [person.userId]);
  await button(page, SEND).click();
  await page.getByText('Your session has ended. Log in again.').waitFor();
});

test('a change long after the login is made once a code by phone has confirmed it', async () => {
  const { person, number } = await personWithPhone();
  const page = await dashboard.open(SECURITY, { as: person });
  await button(page, 'Delete').waitFor();
  const { database } = dashboard.directory;
  await database.query(
    `update sessions set stepped_up_at = now() - interval '1 hour' where user_id = $1`,
    [person.userId],
  );
  await button(page, 'Delete').click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await stepUp.getByRole('button', { name: SEND }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await stepUp.getByText('Sent by SMS.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await focusedName(page)).toBe('Code');
  await page.keyboard.type(codeOf(number));
  await page.keyboard.press('Enter');
  await page.getByText('The phone number is deleted.').waitFor();
});

test('a code by phone creates new recovery codes, and no recovery code does', async () => {
  const { person, number } = await personWithPhone();
  const page = await dashboard.open(SECURITY, { as: person });
  await button(page, 'Create new codes').click();
  await dialog(page).getByRole('button', { name: SEND }).click();
  await dialog(page).getByText('Sent by SMS.').waitFor();
  expect(await button(page, 'Use a recovery code').count()).toBe(0);
  await enterCode(page, codeOf(number));
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
  expect(await page.locator('.codes code').count()).toBe(10);
});

test('a code by phone removes the app', async () => {
  const { person, number } = await personWithPhone({ hasApp: true });
  const page = await dashboard.open(SECURITY, { as: person });
  await button(page, 'Remove').click();
  await dialog(page).getByRole('button', { name: 'Get a code by phone' }).click();
  await dialog(page).getByRole('button', { name: SEND }).click();
  await dialog(page).getByText('Sent by SMS.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await enterCode(page, codeOf(number));
  await page.getByText('The authenticator app is removed.').waitFor();
});

test('a login in place of a session that has ended takes a code by phone', async () => {
  const { person, number } = await personWithPhone();
  const page = await dashboard.open('#/me', { as: person });
  await page.getByLabel('Your name').fill('Ada King');
  const { database } = dashboard.directory;
  await database.query('delete from sessions where user_id = $1', [person.userId]);
  await button(page, 'Save').click();
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: SEND }).click();
  await dialog(page).getByText('Sent by SMS.').waitFor();
  await enterCode(page, codeOf(number));
  await page.getByText('Saved.').waitFor();
});
