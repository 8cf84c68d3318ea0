import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { addAuthenticator } from '../support/dashboard/virtual-authenticator';
import { PASSWORD } from '../support/directory/directory';

// A user's passkeys, with an authenticator in the browser.

const dashboard = useDashboard();
const SECURITY = '#/me/security';
const ADD = 'Add a passkey';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

/** Opens the security screen of a person, in a browser with an authenticator. */
async function openSecurity(person: Person, options = {}) {
  const page = await dashboard.open(SECURITY, { as: person });
  const authenticator = await addAuthenticator(page, options);
  await card(page).waitFor();
  return { page, authenticator };
}

async function saveCodes(page: Page): Promise<void> {
  await page.getByLabel('I have saved them').check();
  await button(page, 'Done').click();
}

/** Adds the first passkey of a person. */
async function withPasskey(person: Person, options = {}) {
  const opened = await openSecurity(person, options);
  await button(opened.page, ADD).click();
  await saveCodes(opened.page);
  await opened.page.getByRole('button', { name: /^Actions for/ }).waitFor();
  return opened;
}

const rowsOf = ({ userId }: Person) =>
  dashboard.directory.database.query<{ id: string; name: string; rp_id: string }>(
    'select id, name, rp_id from passkeys where user_id = $1',
    [userId],
  );

/** Waits for what the browser passes on to the authenticator. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries === 50) throw new Error('The authenticator has not changed.');
    await pause(100);
  }
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await button(page, action).click();
}

test.each(['light', 'dark'] as const)(
  'a user adds a passkey by keyboard and sees the recovery codes once, in %s colors',
  async (colorScheme) => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open(SECURITY, { as: person, colorScheme });
    await addAuthenticator(page);
    await card(page).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await tabTo(page, ADD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
    expect(await page.locator('.codes code').count()).toBe(10);
    expect(await dashboard.violations(page)).toEqual([]);
    await tabTo(page, 'I have saved them');
    await page.keyboard.press('Space');
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await page.getByText('Synced', { exact: true }).waitFor();
    await page.getByText('10 of 10 left').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await rowsOf(person)).toEqual([
      { id: expect.any(String), name: expect.any(String), rp_id: 'localhost' },
    ]);
  },
);

test('a second passkey shows no recovery codes, and one that is not synced says so', async () => {
  const person = await dashboard.addPerson();
  await withPasskey(person);
  const { page } = await openSecurity(person, { isSynced: false });
  await button(page, ADD).click();
  await page.getByText('This device only').waitFor();
  expect(await page.locator('.codes').count()).toBe(0);
});

test('an authenticator that has a passkey of the user adds no second one', async () => {
  const { page } = await withPasskey(await dashboard.addPerson());
  await button(page, ADD).click();
  await page.getByText('This device has a passkey for you already.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a user who cancels the creation reads nothing, and can try again', async () => {
  const { page, authenticator } = await openSecurity(await dashboard.addPerson());
  await authenticator.setUserVerified(false);
  await button(page, ADD).click();
  await page.waitForFunction(() => document.querySelector('[data-pending]') === null);
  expect(await page.getByRole('alert').count()).toBe(0);
  await authenticator.setUserVerified(true);
  await button(page, ADD).click();
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
});

test('a user renames a passkey', async () => {
  const person = await dashboard.addPerson();
  const { page } = await withPasskey(person);
  await choose(page, 'Rename');
  await page.getByRole('dialog').waitFor();
  expect(await focusedName(page)).toBe('Name');
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Name', { exact: true }).fill('Phone');
  await page.keyboard.press('Enter');
  await card(page).getByText('Phone').waitFor();
  expect((await rowsOf(person)).map(({ name }) => name)).toEqual(['Phone']);
});

test('a user deletes the last passkey, reads what ends with it, and the authenticator forgets it', async () => {
  const person = await dashboard.addPerson();
  const { page, authenticator } = await withPasskey(person);
  expect(await authenticator.passkeys()).toHaveLength(1);
  await choose(page, 'Delete');
  await page.getByText('It is your last second factor.').waitFor();
  expect(await focusedName(page)).toBe('Cancel');
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Delete').click();
  await page.getByText('The passkey is deleted.').waitFor();
  expect(await rowsOf(person)).toEqual([]);
  await until(async () => (await authenticator.passkeys()).length === 0);
  await page.getByRole('region', { name: 'Recovery codes' }).waitFor({ state: 'detached' });
});

test('the authenticator shows the name of the user, and the new name after a change', async () => {
  const { page, authenticator } = await withPasskey(await dashboard.addPerson());
  const nameIs = async (name: string) =>
    (await authenticator.passkeys())[0]?.userDisplayName === name;
  expect(await nameIs('Ada Lovelace')).toBe(true);
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByLabel('Your name').fill('Ada King');
  await button(page, 'Save').click();
  await until(() => nameIs('Ada King'));
});

test('the last passkey stays if an account requires a second factor', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const person = await dashboard.addPerson({ account });
  const { database } = dashboard.directory;
  const required = 'update accounts set mfa_required = $2 where id = $1';
  await database.query(required, [account, false]);
  const { page } = await withPasskey(person);
  await database.query(required, [account, true]);
  await choose(page, 'Delete');
  await button(page, 'Delete').click();
  await page.getByText('Add another one first.').waitFor();
  expect(await rowsOf(person)).toHaveLength(1);
});

test('a passkey of another host is listed with its host', async () => {
  const person = await dashboard.addPerson();
  const { page } = await withPasskey(person);
  await dashboard.directory.database.query(
    `update passkeys set rp_id = 'old.example.com' where user_id = $1`,
    [person.userId],
  );
  await page.reload();
  await page.getByText('For old.example.com').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await choose(page, 'Delete');
  await page.getByText('It works at old.example.com only.').waitFor();
});

test('a user who adds a passkey long after the login confirms the password first', async () => {
  const person = await dashboard.addPerson();
  const { page } = await openSecurity(person);
  await dashboard.directory.database.query(
    `update sessions set stepped_up_at = now() - interval '1 hour' where user_id = $1`,
    [person.userId],
  );
  await button(page, ADD).click();
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
});
