import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { addPhoneTo } from '../support/dashboard/second-factors';
import { PASSWORD } from '../support/directory/directory';
import { newNumber } from '../support/directory/phones';

// The card of the phone that receives codes. The stand-in for Twilio Verify sends them.

const dashboard = useDashboard();
const SECURITY = '#/me/security';
const ADD = 'Add a phone number';
const NARROW = { viewport: { width: 320, height: 640 } };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (page: Page) => page.getByRole('region', { name: 'Codes by phone' });
const codeOf = (number: string) => dashboard.directory.verify.codeOf(number);
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const masked = (number: string) => `+49 ••• ${number.slice(-4)}`;
const query = (sql: string, ...values: unknown[]) =>
  dashboard.directory.database.query(sql, values);
const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Opens the security screen of a person, at the form of a number. */
async function openForm(person: Person, options = {}): Promise<Page> {
  const page = await dashboard.open(SECURITY, { as: person, ...options });
  await button(page, ADD).click();
  return page;
}

/** Enters a number, and has the code sent. */
async function enterNumber(page: Page, number: string): Promise<void> {
  const answer = page.waitForResponse('**/account/start-phone');
  await page.getByLabel('Phone number', { exact: true }).fill(number);
  await page.keyboard.press('Enter');
  await answer;
}

async function enterCode(page: Page, code: string): Promise<void> {
  const answer = page.waitForResponse('**/account/confirm-phone');
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
  await answer;
  await page.waitForFunction(() => document.querySelector('[data-pending]') === null);
}

/** Adds the first phone of a person, and opens the security screen. */
async function withPhone(person: Person, options = {}) {
  const number = await addPhoneTo(dashboard, person);
  const page = await dashboard.open(SECURITY, { as: person, ...options });
  await card(page).getByText(masked(number)).waitFor();
  return { page, number };
}

test.each(['light', 'dark'] as const)(
  'a user adds a phone by keyboard and sees the recovery codes once, in %s colors',
  async (colorScheme) => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open(SECURITY, { as: person, colorScheme });
    await card(page).getByText('This is the weakest second factor').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await tabTo(page, ADD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Phone number', { exact: true }).waitFor();
    expect(await focusedName(page)).toBe('Phone number');
    expect(await dashboard.violations(page)).toEqual([]);
    const number = newNumber();
    await page.keyboard.type(`${number.slice(0, 3)} (${number.slice(3, 7)}) ${number.slice(7)}`);
    await tabTo(page, 'Send the code');
    await page.keyboard.press('Enter');
    await page.getByText('Sent by SMS. The code is valid for ten minutes.').waitFor();
    expect(await focusedName(page)).toBe('Code');
    expect(await dashboard.violations(page)).toEqual([]);
    await page.keyboard.type(codeOf(number));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
    expect(await page.locator('.codes code').count()).toBe(10);
    await tabTo(page, 'I have saved them');
    await page.keyboard.press('Space');
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await card(page).getByText(masked(number)).waitFor();
    await page.getByText('10 of 10 left').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await page.content()).not.toContain(number);
  },
);

test('a user who cancels has sent nothing, and the focus is on the button again', async () => {
  const page = await openForm(await dashboard.addPerson());
  const { length } = dashboard.directory.verify.sent;
  await button(page, 'Cancel').click();
  await button(page, ADD).waitFor();
  expect(await focusedName(page)).toBe(ADD);
  expect(dashboard.directory.verify.sent).toHaveLength(length);
});

test('a number without a country code is refused at its field', async () => {
  const page = await openForm(await dashboard.addPerson());
  await enterNumber(page, '0151 2345678');
  await page.getByText('Enter the number with + and its country code').waitFor();
  expect(await focusedName(page)).toBe('Phone number');
  expect(await page.getByLabel('Phone number', { exact: true }).getAttribute('aria-invalid')).toBe(
    'true',
  );
  expect(await dashboard.violations(page)).toEqual([]);
});

test.each([
  ['WhatsApp', 'whatsapp', 'Sent by WhatsApp.'],
  ['Phone call', 'call', 'You are being called.'],
])('a user gets the code by %s', async (label, channel, text) => {
  const page = await openForm(await dashboard.addPerson());
  await page.getByLabel(label).check();
  await enterNumber(page, newNumber());
  await page.getByText(text).waitFor();
  expect(dashboard.directory.verify.sent.at(-1)).toMatchObject({ channel });
});

test('a code that is sent again is the same, and a wrong one is refused at its field', async () => {
  const number = newNumber();
  const page = await openForm(await dashboard.addPerson());
  await enterNumber(page, number);
  const code = codeOf(number);
  await enterCode(page, wrong(code));
  await page.getByText('The code is wrong or has expired. Check it, or send it again.').waitFor();
  expect(await focusedName(page)).toBe('Code');
  await page.getByText('No code yet?').click();
  await page.getByText('Within ten minutes, you get the same code again.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'WhatsApp').click();
  await page.getByText('Sent again by WhatsApp.').waitFor();
  expect(await focusedName(page)).toBe('Code');
  expect(dashboard.directory.verify.sent.at(-1)).toEqual({ number, code, channel: 'whatsapp' });
  await enterCode(page, code);
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
});

test('a user corrects a number, and adds the corrected one', async () => {
  const [mistyped, number] = [newNumber(), newNumber()];
  const page = await openForm(await dashboard.addPerson());
  await enterNumber(page, mistyped);
  await page.getByText(`Enter the code that was sent to ${mistyped}.`).waitFor();
  await button(page, 'Change the number').click();
  expect(await page.getByLabel('Phone number', { exact: true }).inputValue()).toBe(mistyped);
  await enterNumber(page, number);
  await enterCode(page, codeOf(number));
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
});

test('after five wrong codes, the right one needs a new code', async () => {
  const number = newNumber();
  const page = await openForm(await dashboard.addPerson());
  await enterNumber(page, number);
  for (let attempt = 1; attempt <= 6; attempt += 1) await enterCode(page, wrong(codeOf(number)));
  await page.getByText('There were too many wrong codes.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a code that no longer belongs to the session must be sent again', async () => {
  const person = await dashboard.addPerson();
  const number = newNumber();
  const page = await openForm(person);
  await enterNumber(page, number);
  await query(
    'delete from phone_verifications v using sessions s where s.id = v.session_id and s.user_id = $1',
    person.userId,
  );
  await enterCode(page, codeOf(number));
  await page.getByText('The code has expired. Send a new one.').waitFor();
});

test('after five codes in an hour, the button says when the next one can be sent', async () => {
  const page = await openForm(await dashboard.addPerson());
  for (let sends = 1; sends <= 5; sends += 1) {
    await enterNumber(page, newNumber());
    await button(page, 'Change the number').click();
  }
  await enterNumber(page, newNumber());
  await page.getByText('Too many codes were sent.').waitFor();
  await page.getByRole('button', { name: /^Try again at \d/ }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a user who adds a phone long after the login confirms the password first', async () => {
  const person = await dashboard.addPerson();
  const number = newNumber();
  const page = await openForm(person);
  await query(
    `update sessions set stepped_up_at = now() - interval '1 hour' where user_id = $1`,
    person.userId,
  );
  await enterNumber(page, number);
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Sent by SMS.').waitFor();
  await enterCode(page, codeOf(number));
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
});

test('a user replaces the number, which stays until the new one is confirmed', async () => {
  const { page, number } = await withPhone(await dashboard.addPerson());
  const other = newNumber();
  await button(page, 'Replace').click();
  await enterNumber(page, other);
  await page.reload();
  await card(page).getByText(masked(number)).waitFor();
  await button(page, 'Replace').click();
  await enterNumber(page, other);
  await enterCode(page, codeOf(other));
  await page.getByText('The phone number is added.').waitFor();
  await card(page).getByText(masked(other)).waitFor();
  expect(await page.locator('.codes').count()).toBe(0);
});

test('a user deletes the last second factor, and reads before what ends with it', async () => {
  const person = await dashboard.addPerson();
  const { page, number } = await withPhone(person);
  await button(page, 'Delete').click();
  await page.getByRole('dialog', { name: `Delete ${masked(number)}?` }).waitFor();
  await page.getByText('It is your last second factor.').waitFor();
  expect(await focusedName(page)).toBe('Cancel');
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The phone number is deleted.').waitFor();
  await button(page, ADD).waitFor();
  await page.getByRole('region', { name: 'Recovery codes' }).waitFor({ state: 'detached' });
  expect(await query('select * from phones where user_id = $1', person.userId)).toEqual([]);
});

test('a phone that another tab has deleted is gone', async () => {
  const person = await dashboard.addPerson();
  const { page } = await withPhone(person);
  await query('delete from phones where user_id = $1', person.userId);
  await button(page, 'Delete').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await button(page, ADD).waitFor();
});

test('the last second factor stays if an account requires one', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.');
  const { page } = await withPhone(await dashboard.addPerson({ account }));
  await button(page, 'Delete').click();
  // The page does not know yet that the account now requires a second factor.
  await query('update accounts set mfa_required = true where id = $1', account);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Add another one first.').waitFor();
  await page.reload();
  await page.getByText('Secure Inc. requires a second factor, so you cannot remove it.').waitFor();
  expect(await button(page, 'Delete').count()).toBe(0);
  await button(page, 'Replace').waitFor();
});

test('no step of a phone is cut at 320 px', async () => {
  const number = newNumber();
  const page = await openForm(await dashboard.addPerson(), NARROW);
  expect(await overflowOf(page)).toBe(0);
  await enterNumber(page, number);
  await page.getByText('No code yet?').click();
  expect(await overflowOf(page)).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);
  await enterCode(page, codeOf(number));
  await page.getByLabel('I have saved them').check();
  await button(page, 'Done').click();
  await button(page, 'Replace').waitFor();
  expect(await overflowOf(page)).toBe(0);
});
