import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';

const dashboard = useDashboard();

const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('button', { name: action, exact: true }).click();
}
const confirm = (page: Page, action: string) =>
  page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();

async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Create a service user' }).first().click();
  await page.getByLabel('Name').fill(name);
  await confirm(page, 'Create a service user');
}

test('an administrator creates, edits, disables, enables and deletes a service user', async () => {
  const page = await dashboard.open('#/service-users', { as: await dashboard.addPerson() });
  await page.getByText('No service users.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await create(page, 'robot');
  await page.getByRole('row', { name: 'robot' }).waitFor();
  await create(page, 'robot');
  await page.getByText('This name is already in use. Choose another one.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Name').fill('bob@example.com');
  await confirm(page, 'Create a service user');
  await page.getByText('This name looks like an email address or an id.').waitFor();
  await confirm(page, 'Cancel');
  await choose(page, 'robot', 'Edit');
  await page.getByLabel('Name').fill('bob@example.com');
  await confirm(page, 'Save');
  await page.getByText('This name looks like an email address or an id.').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('bob@example.com');
  await page.getByLabel('Name').fill('Nightly');
  await page.getByLabel('Level').selectOption('read-write');
  await confirm(page, 'Save');
  await page.getByRole('row', { name: 'Nightly Read-write' }).waitFor();
  await choose(page, 'Nightly', 'Disable');
  await confirm(page, 'Disable');
  await page.getByRole('row', { name: 'Nightly Disabled' }).waitFor();
  await choose(page, 'Nightly', 'Enable');
  await confirm(page, 'Enable');
  await toast(page, 'Nightly is enabled.');
  await choose(page, 'Nightly', 'Delete');
  await page.getByText('There are no credentials to delete.').waitFor();
  await confirm(page, 'Delete');
  await page.getByText('No service users.').waitFor();
});

test('an administrator creates a credential for a service user, which works, and deletes it', async () => {
  const page = await dashboard.open('#/service-users', { as: await dashboard.addPerson() });
  await create(page, 'robot');
  await page.getByRole('link', { name: 'Show credentials' }).click();
  await page.getByText('No credential matches.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create a credential' }).click();
  await page.getByRole('button', { name: 'robot Service user' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'robot Service user' }).click();
  await page.getByText('It belongs to robot.').waitFor();
  await page.getByLabel('API key').check();
  await page.getByLabel('Description').fill('Nightly run');
  await confirm(page, 'Create');
  await page.getByRole('heading', { name: 'Save Nightly run' }).waitFor();
  const token = await page.getByLabel('API key', { exact: true }).inputValue();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.evaluate(() => history.back());
  await page.getByText('You have not confirmed that it is saved.').waitFor();
  await page.getByLabel('I have saved it').check();
  await confirm(page, 'Done');
  await page.getByRole('row', { name: 'Nightly run' }).waitFor();
  expect(await page.content()).not.toContain(token);
  const address = `${dashboard.url.replace('/account', '')}/admin/show-account`;
  const show = () => fetch(address, { headers: { 'X-Api-Key': token } });
  expect((await show()).status).toBe(200);
  await page.getByRole('button', { name: 'Delete: Nightly run' }).click();
  await confirm(page, 'Delete');
  await page.getByText('No credential matches.').waitFor();
  expect((await show()).status).toBe(401);
});
