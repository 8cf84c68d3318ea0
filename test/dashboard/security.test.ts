import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addAppTo } from '../support/dashboard/second-factors';
import { PASSWORD } from '../support/directory/directory';
import { addCredential } from '../support/directory/directory-rows';
import { forgetUsedCodes, totpCode, wrongCode } from '../support/directory/totp';

const dashboard = useDashboard();
const SECURITY = '#/me/security';
const NEW = 'an entirely new armadillo';

const withApp = (person: Person) => addAppTo(dashboard, person);

/** Opens the login of a person and enters the password. */
async function enterPassword({ email }: Person, place = '#/log-in'): Promise<Page> {
  const page = await dashboard.open(place);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

/** Starts the setup of an app. @returns its secret, as the page shows it. */
async function shownSecret(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  const shown = await page.getByLabel('Secret', { exact: true }).inputValue();
  expect(shown).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  return shown.replaceAll(' ', '');
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.keyboard.press('Enter');
}

const shownCodes = (page: Page) => page.locator('.codes code').allTextContents();

test('a user logs in by keyboard with a code of the app', async () => {
  const person = await dashboard.addPerson();
  const { secret } = await withApp(person);
  const page = await enterPassword(person);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Code', { exact: true }).focus();
  await page.keyboard.type(totpCode(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a user logs in with a recovery code, and the sixth wrong code leads back to the login', async () => {
  const person = await dashboard.addPerson();
  const { recoveryCodes } = await withApp(person);
  const page = await enterPassword(person);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCodes[0]?.toLowerCase() ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();

  const other = await enterPassword(person);
  await other.getByRole('button', { name: 'Use a recovery code' }).click();
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const answer = other.waitForResponse('**/session/second-factor');
    await other.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
    await other.keyboard.press('Enter');
    await answer;
  }
  await other.getByText('Your session has ended. Log in again.').waitFor();
});

test('a user changes the password by keyboard, and every other session ends', async () => {
  const person = await dashboard.addPerson();
  const other = await dashboard.open('', { as: person });
  await other.getByRole('navigation').waitFor();
  const page = await dashboard.open(SECURITY, { as: person, colorScheme: 'dark' });
  await page.getByLabel('Current password').focus();
  await page.keyboard.type('a wrong armadillo naps');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(NEW);
  await page.keyboard.press('Enter');
  await page.getByText('The password is wrong.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Your password is changed. Your other sessions have ended.').waitFor();
  expect(await page.getByLabel('New password').inputValue()).toBe('');
  await other.reload();
  await other.getByRole('heading', { name: 'Log in' }).waitFor();
});

test.each([
  ['too short', 'short', 'Use 15 characters or more.'],
  ['too common', 'passwordpassword', 'This password is too common.'],
  ['personal', 'Ada Lovelace Ada Lovelace', 'Use more than your name'],
  ['too long', 'a'.repeat(129), 'Use 128 characters or fewer.'],
  ['not printable', `${NEW}\u0007`, 'contains a character that cannot be typed again.'],
])('a new password that is %s is refused at its field', async (_what, refused, message) => {
  const page = await dashboard.open(SECURITY, { as: await dashboard.addPerson() });
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByLabel('New password').fill(refused);
  await page.keyboard.press('Enter');
  await page.getByText(message).waitFor();
  expect(await page.getByLabel('New password').getAttribute('aria-invalid')).toBe('true');
  const focused = await page.evaluate(() => (document.activeElement as HTMLInputElement).name);
  expect(focused).toBe('newPassword');
});

test.each([
  ['delete', 'One credential is deleted.', 0],
  ['keep', 'One credential still works.', 1],
])('a user who changes the password can %s the credentials', async (choice, text, left) => {
  const person = await dashboard.addPerson();
  const { database } = dashboard.directory;
  const membership = 'select id from memberships where user_id = $1';
  const [member] = await database.query<{ id: string }>(membership, [person.userId]);
  const owner = { accountId: person.account, membershipId: member?.id ?? '' };
  await addCredential(database, 'authtoken', owner);
  const page = await dashboard.open(SECURITY, { as: person });
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByLabel('New password').fill(NEW);
  if (choice === 'delete') await page.getByLabel('Also delete my API keys').check();
  await page.keyboard.press('Enter');
  await page.getByText(text).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  const rows = 'select id from credentials where account_id = $1';
  expect(await database.query(rows, [person.account])).toHaveLength(left);
});

test('a user sets up an app with the QR code, and the downloaded codes are those of the service', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open(SECURITY, { as: person, acceptDownloads: true });
  const secret = await shownSecret(page, 'Set up');
  const shot = PNG.sync.read(await page.getByAltText('QR code of the secret below').screenshot());
  const read = jsQR(new Uint8ClampedArray(shot.data), shot.width, shot.height);
  expect(new URL(read?.data ?? '').searchParams.get('secret')).toBe(secret);
  expect(await dashboard.violations(page)).toEqual([]);

  await enterCode(page, wrongCode(secret));
  await page.getByText('Check that the time of your phone is right').waitFor();
  const answer = page.waitForResponse('**/account/confirm-mfa');
  await enterCode(page, totpCode(secret));
  const { recoveryCodes, recoveryCodesText } = await (await answer).json();
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
  expect(await shownCodes(page)).toEqual(recoveryCodes);
  expect(await dashboard.violations(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^recovery-codes-localhost.*\.txt$/);
  expect(readFileSync((await download.path()) ?? '', 'utf8')).toBe(recoveryCodesText);

  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('You have not confirmed that you saved them.').waitFor();
  await page.getByRole('link', { name: 'Profile' }).click();
  expect(await shownCodes(page)).toEqual(recoveryCodes);
  await page.getByLabel('I have saved them').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('10 of 10 left').waitFor();
  expect(await page.content()).not.toContain(recoveryCodes[0]);
});

test('new recovery codes end the old ones, and the page asks before', async () => {
  const person = await dashboard.addPerson();
  const { secret, recoveryCodes } = await withApp(person);
  const page = await dashboard.open(SECURITY, { as: person });
  await page.getByRole('button', { name: 'Create new codes' }).click();
  await page.getByText('The old ones end.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await enterCode(page, totpCode(secret));
  await page.getByText('I have saved them').waitFor();
  const made = await shownCodes(page);
  expect(made).toHaveLength(10);
  const again = await enterPassword(person);
  await again.getByRole('button', { name: 'Use a recovery code' }).click();
  await again.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
  await again.keyboard.press('Enter');
  await again.getByText('The code is wrong or was used before.').waitFor();
  await again.getByLabel('Recovery code').fill(made[0] ?? '');
  await again.keyboard.press('Enter');
  await again.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('every page says that two recovery codes are left', async () => {
  const person = await dashboard.addPerson();
  await withApp(person);
  const { database } = dashboard.directory;
  const some = 'select code_hash from recovery_codes where user_id = $1 limit 8';
  await database.query(`delete from recovery_codes where code_hash in (${some})`, [person.userId]);
  const page = await dashboard.open('#/me', { as: person });
  await page.getByText('You have 2 recovery codes left.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Create new codes' }).click();
  await page.getByText('2 of 10 left').waitFor();
});

test('a user removes the app with a code, unless an account requires it', async () => {
  const person = await dashboard.addPerson({ accountName: 'Example Inc.' });
  const { secret } = await withApp(person);
  const { database } = dashboard.directory;
  const page = await dashboard.open(SECURITY, { as: person });
  await page.getByRole('button', { name: 'Remove' }).click();
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe('Cancel');
  expect(await dashboard.violations(page)).toEqual([]);
  // The page does not know yet that the account now requires a second factor.
  await database.query('update accounts set mfa_required = true where id = $1', [person.account]);
  await enterCode(page, totpCode(secret));
  await page.getByText('Your account requires a second factor.').waitFor();
  await page.reload();
  await page.getByText('Example Inc. requires a second factor, so you cannot remove it.').waitFor();
  expect(await page.getByRole('button', { name: 'Remove' }).count()).toBe(0);

  await database.query('update accounts set mfa_required = false where id = $1', [person.account]);
  await forgetUsedCodes(dashboard.directory);
  await page.reload();
  await page.getByRole('button', { name: 'Remove' }).click();
  await enterCode(page, totpCode(secret));
  await page.getByRole('button', { name: 'Set up' }).waitFor();
});
