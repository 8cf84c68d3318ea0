import { useDashboard } from '../support/dashboard/dashboard';

const dashboard = useDashboard();
const READER = { developer: 'read-only', team: 'read-only', administrator: false } as const;

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the settings and their question, in %s',
  async (colorScheme) => {
    const page = await dashboard.open('#/settings', {
      as: await dashboard.addPerson(),
      colorScheme,
    });
    await page.getByText('The only active member has no second factor.').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Require a second factor' }).click();
    expect(await dashboard.violations(page)).toEqual([]);
  },
);

test('an administrator without a second factor is led to their own first', async () => {
  const page = await dashboard.open('#/settings', { as: await dashboard.addPerson() });
  await page.getByRole('button', { name: 'Require a second factor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Require a second factor' }).click();
  await page.getByText('Set up your own first.').waitFor();
  await page.getByRole('link', { name: 'Open your security settings' }).click();
  await page.getByRole('heading', { name: 'Security', level: 1 }).waitFor();
});

test('an administrator requires a second factor, reads who has none, and stops requiring it', async () => {
  const ada = await dashboard.addPerson({ name: 'Ada' });
  for (const name of ['Bob', 'Eve']) {
    await dashboard.addPerson({ name, account: ada.account, roles: READER });
  }
  await dashboard.directory.database.query(
    'update users set totp_confirmed_at = now() where id = $1',
    [ada.userId],
  );
  const page = await dashboard.open('#/settings', { as: ada });
  await page.getByText('2 of 3 active members have no second factor.').waitFor();
  await page.getByRole('button', { name: 'Require a second factor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('2 of 3 active members have no second factor.').waitFor();
  await dialog.getByRole('button', { name: 'Require a second factor' }).click();
  await page.getByText('Members need a second factor now.').waitFor();
  await page.getByText('Required', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Stop requiring it' }).click();
  await dialog.getByRole('button', { name: 'Stop requiring it' }).click();
  await page.getByText('Not required', { exact: true }).waitFor();
});

test('a new name of the account is in the navigation at once, and an empty one is refused', async () => {
  const page = await dashboard.open('#/settings', { as: await dashboard.addPerson() });
  await page.getByRole('textbox', { name: 'Account name' }).fill('   ');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Use 1 to 100 characters').waitFor();
  expect(await page.getByRole('textbox', { name: 'Account name' }).inputValue()).toBe('   ');
  await page.getByRole('textbox', { name: 'Account name' }).fill('Other Ltd.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('navigation').getByText('Other Ltd.').waitFor();
});
