import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName } from '../support/dashboard/keyboard';
import { PASSWORD } from '../support/directory/directory';

const dashboard = useDashboard();

async function typeName(person: Person): Promise<Page> {
  const page = await dashboard.open('#/me', { as: person });
  await page.getByLabel('Your name').fill('Ada King');
  return page;
}
const end = ({ userId }: Person) =>
  dashboard.directory.database.query('delete from sessions where user_id = $1', [userId]);
const nameOf = async ({ userId }: Person) => {
  const { query } = dashboard.directory.database;
  const [user] = await query<{ name: string }>('select name from users where id = $1', [userId]);
  return user?.name;
};

test('a user whose session ends in the midst of a form logs in in place, and the form is sent', async () => {
  const person = await dashboard.addPerson();
  const page = await typeName(person);
  await end(person);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.getByRole('textbox', { name: 'Email address' }).inputValue()).toBe(
    person.email,
  );
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada King');
  expect(await focusedName(page)).toBe('Password');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Saved.').waitFor();
  expect(await nameOf(person)).toBe('Ada King');
});

test('the login in place leads to the same account, and not to the first one of the user', async () => {
  const person = await dashboard.addPerson({ accountName: 'First Inc.' });
  const second = await dashboard.directory.addAccount('Second Inc.');
  await dashboard.directory.database.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
      values ($1, $2, $3, 'read-write', 'manager', false)`,
    [`mbr_${second.slice(3)}`, second, person.userId],
  );
  const page = await typeName({ ...person, account: second });
  await end(person);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Saved.').waitFor();
  const { query } = dashboard.directory.database;
  const sessions = await query('select account_id from sessions where user_id = $1', [
    person.userId,
  ]);
  expect(sessions).toEqual([{ account_id: second }]);
});

test('another user who logs in after the session has ended finds nothing of the form', async () => {
  const person = await dashboard.addPerson();
  const other = await dashboard.addPerson();
  const page = await typeName(person);
  await end(person);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Log in as someone else' }).click();
  await page.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
  await page.getByLabel('Email address').fill(other.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Lovelace');
  expect(await nameOf(person)).toBe('Ada Lovelace');
  expect(await nameOf(other)).toBe('Ada Lovelace');
});
