import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addProvider } from '../support/sso/sso-account';

// Administrators who log in without the single sign-on that an account requires.

const dashboard = useDashboard();
const query = (sql: string, values: unknown[]) => dashboard.directory.database.query(sql, values);
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

async function choose(page: Page, action: string) {
  await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await page.getByRole('button', { name: action, exact: true }).click();
}

async function addTeam(): Promise<Person> {
  const ada = await dashboard.addPerson();
  const { account } = ada;
  const grace = await dashboard.addPerson({ name: 'Grace Hopper', account });
  await query('update users set totp_confirmed_at = now() where id = $1', [grace.userId]);
  return ada;
}

test('an administrator allows emergency access, sees who has it, and ends it', async () => {
  const ada = await addTeam();
  const client = {
    type: 'oidc',
    issuer: 'https://login.example.com',
    clientId: 'service',
    clientSecret: 'secret',
    clientAuthentication: 'post',
    scopes: [],
  } as const;
  await addProvider(dashboard.directory, { client }, { account_id: ada.account });
  const page = await dashboard.open('#/single-sign-on', { as: ada });
  await page.getByText('No one', { exact: false }).first().waitFor();
  await page.getByRole('link', { name: 'Choose who has it' }).click();
  await choose(page, 'Allow emergency access');
  await page.getByText('At most two administrators can have it.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await press(page, 'Allow emergency access');
  await toast(page, 'Grace Hopper has emergency access.');
  await page.getByRole('row', { name: 'Grace Hopper' }).getByText('Emergency access').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Single sign-on' }).click();
  const card = page.getByRole('region', { name: 'Require single sign-on' });
  await card.getByText('Grace Hopper').waitFor();
  await page.getByRole('link', { name: 'Choose who has it' }).click();
  await page.getByRole('link', { name: 'Grace Hopper' }).click();
  await page.getByText('Emergency access', { exact: true }).waitFor();
  await choose(page, 'End emergency access');
  await press(page, 'End emergency access');
  await toast(page, 'Grace Hopper no longer has emergency access.');
});

test('an administrator without a second factor cannot have it, and the dialog says why', async () => {
  const ada = await addTeam();
  await query('update users set totp_confirmed_at = null', []);
  const page = await dashboard.open('#/members', { as: ada });
  await choose(page, 'Allow emergency access');
  await press(page, 'Allow emergency access');
  await page
    .getByText('Only an active administrator with a password and a second factor')
    .waitFor();
});

test('the last emergency access stays while the account requires single sign-on', async () => {
  const ada = await addTeam();
  await query('update memberships set break_glass = true where account_id = $1 and user_id <> $2', [
    ada.account,
    ada.userId,
  ]);
  const page = await dashboard.open('#/members', { as: ada });
  await page.getByRole('row', { name: 'Grace Hopper' }).getByText('Emergency access').waitFor();
  // The own session must not end with the requirement.
  await query('update memberships set break_glass = true where user_id = $1', [ada.userId]);
  await query("update accounts set sso = 'enforced' where id = $1", [ada.account]);
  await query('update users set totp_confirmed_at = null where id = $1', [ada.userId]);
  await choose(page, 'End emergency access');
  await press(page, 'End emergency access');
  await page.getByText('Name another administrator first').waitFor();
});
