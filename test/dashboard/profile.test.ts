import { useDashboard } from '../support/dashboard/dashboard';

const dashboard = useDashboard();

test('a user changes the name, which appears at once, and a wrong name is refused at its field', async () => {
  const page = await dashboard.open('#/me', { as: await dashboard.addPerson() });
  const name = page.getByLabel('Your name');
  await name.fill('Ada\u200bLovelace\u0007');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Use 1 to 100 characters').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await name.fill('Ada King');
  await page.keyboard.press('Enter');
  await page.getByText('Saved.').waitFor();
  await page.getByRole('button', { name: /Ada King/ }).waitFor();
});

test('a user switches to another account, and not to one in which an administrator disabled the user', async () => {
  const person = await dashboard.addPerson({ accountName: 'Example Inc.' });
  const { directory } = dashboard;
  for (const [name, active] of [
    ['Other Ltd.', true],
    ['Old Company', false],
  ] as const) {
    const account = await directory.addAccount(name);
    const id = `mbr_${account.slice(3)}`;
    await directory.database.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator, active)
        values ($1, $2, $3, 'read-only', 'read-only', false, $4)`,
      [id, account, person.userId, active],
    );
  }
  const page = await dashboard.open('#/me', { as: person, colorScheme: 'dark' });
  await page.getByText('An administrator of this account disabled your access.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.getByRole('button', { name: 'Switch to Old Company' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Switch to Other Ltd.' }).click();
  await page.getByText('You are in Other Ltd. now.').waitFor();
  await page.getByRole('button', { name: 'Switch to Example Inc.' }).waitFor();
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
});
