import { useDashboard } from '../support/dashboard/dashboard';
import { addRow, inSeconds, sha256 } from '../support/directory/directory-rows';

// Users who leave an account, and those who are in none.

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' });
const READER = { developer: 'read-only', team: 'read-only', administrator: false } as const;

test('a user leaves an account after a question, and then creates one', async () => {
  const { account } = await dashboard.addPerson({ accountName: 'Example Inc.' });
  const bob = await dashboard.addPerson({ account, roles: READER });
  const page = await dashboard.open('#/me', { as: bob });
  await page.getByRole('button', { name: 'Leave Example Inc.' }).click();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByRole('heading', { name: 'You are in no account' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Account name').fill('Compilers Ltd.');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('navigation').getByText('Compilers Ltd.').first().waitFor();
});

test('the last administrator cannot leave an account', async () => {
  const page = await dashboard.open('#/me', { as: await dashboard.addPerson() });
  await page.getByRole('button', { name: 'Leave Example Inc.' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByText('the account closes when you delete your user').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('link', { name: 'Members' }).click();
  await page.getByRole('heading', { name: 'Members' }).waitFor();
});

test('the only member of an account is led to the deletion of the user, which closes the account', async () => {
  const ada = await dashboard.addPerson();
  const page = await dashboard.open('#/me', { as: ada });
  const press = (name: string) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Leave Example Inc.' }).click();
  await press('Leave');
  await press('Delete your user');
  await page.getByRole('dialog', { name: 'Delete your user?' }).waitFor();
  await page.getByLabel('Type your email address to confirm').fill(ada.email);
  await press('Delete your user');
  await page.getByLabel('Also close Example Inc.').check();
  await press('Delete your user');
  await page.getByText('Your user is deleted.').waitFor();
  const { query } = dashboard.directory.database;
  const [row] = await query('select closed_at from accounts where id = $1', [ada.account]);
  expect(row?.['closed_at']).toBeInstanceOf(Date);
});

test('a user who is in no account accepts an open invitation without a link', async () => {
  const { database } = dashboard.directory;
  const ada = await dashboard.addPerson({ accountName: 'Analytical Engines' });
  const bob = await dashboard.addPerson({ accountName: 'Old Company' });
  await addRow(database, 'invitations', {
    id: 'inv_open',
    account_id: ada.account,
    email: bob.email,
    email_key: bob.email.replace(/@.*/, ''),
    ...READER,
    invited_by: ada.userId,
    secret_hash: sha256('open'),
    expires_at: inSeconds(3600),
  });
  await database.query('update users set email_key = lower(email) where id = $1', [bob.userId]);
  await database.query(`update invitations set email_key = lower(email) where id = 'inv_open'`);
  await database.query('update memberships set active = false where user_id = $1', [bob.userId]);
  const page = await dashboard.open('#/me', { as: { ...bob, account: null as never } });
  await page.getByText('Analytical Engines').waitFor();
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.getByRole('navigation').getByText('Analytical Engines').first().waitFor();
});
