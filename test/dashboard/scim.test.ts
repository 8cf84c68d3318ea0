import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addRow } from '../support/directory/directory-rows';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';
import { addProvider } from '../support/sso/sso-account';

// What an administrator sets up so that a provider manages the members.

const { token, line } = makeEdgeToken();
const dashboard = useDashboard({ EDGE_TOKENS: line });
const THROUGH_EDGE = {
  extraHTTPHeaders: { 'X-Edge': edgeField(token, { address: '203.0.113.7' }) },
};
const CLIENT = {
  type: 'oidc',
  issuer: 'https://login.example.com',
  clientId: 'service',
  clientSecret: 'secret',
  clientAuthentication: 'post',
  scopes: [],
} as const;

const query = (sql: string, values: unknown[]) => dashboard.directory.database.query(sql, values);
const card = (page: Page) => page.getByRole('region', { name: 'SCIM' });
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

async function addAdministrator(): Promise<Person> {
  const ada = await dashboard.addPerson();
  await addProvider(dashboard.directory, { client: CLIENT }, { account_id: ada.account });
  return ada;
}
const openSettings = (as: Person, options = {}) =>
  dashboard.open('#/single-sign-on', { as, ...THROUGH_EDGE, ...options });

/** Saves the secret that the page shows this once. */
async function save(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  const secret = await dialog.getByRole('textbox', { name: 'SCIM token' }).inputValue();
  await dialog.getByLabel('I have saved it').check();
  await press(page, 'Done');
  return secret;
}

async function create(page: Page): Promise<string> {
  await card(page).getByRole('button', { name: 'Create a token' }).click();
  await press(page, 'Create');
  return save(page);
}

test('an administrator copies the address, and creates a token that works and is shown once', async () => {
  const ada = await addAdministrator();
  await query("update accounts set provisioning = 'scim' where id = $1", [ada.account]);
  const page = await openSettings(ada);
  const { origin } = new URL(dashboard.url);
  const address = card(page).getByRole('textbox', { name: 'Address (base URL)' });
  expect(await address.inputValue()).toBe(`${origin}/scim/v2`);
  await card(page).getByText('No tokens yet.').waitFor();
  const secret = await create(page);
  expect(secret).toMatch(/^tfp_/);
  expect(await page.content()).not.toContain(secret);
  await card(page).getByText('never used').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);

  const field = edgeField(token, {
    address: '203.0.113.9',
    method: 'GET',
    target: '/scim/v2/Users',
  });
  const response = await fetch(`${origin}/scim`, {
    method: 'POST',
    headers: {
      'X-Edge': field,
      Authorization: `Bearer ${secret}`,
      'Content-Type': 'application/json',
    },
  });
  expect(response.status).toBe(200);
  await page.reload();
  await card(page).getByText('this minute').or(card(page).getByText('now')).first().waitFor();
});

test('an administrator gives the members of a group more roles', async () => {
  const ada = await addAdministrator();
  await addRow(dashboard.directory.database, 'scim_groups', {
    id: `grp_${ada.account}`,
    account_id: ada.account,
    display_name: 'Leads',
    name_key: 'leads',
  });
  const page = await openSettings(ada);
  const groups = page.getByRole('region', { name: 'Groups' });
  await groups.getByText('0 members').waitFor();
  await groups.getByRole('button', { name: 'Roles of the group Leads' }).click();
  expect(await page.getByLabel('The roles of every member').isChecked()).toBe(true);
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('They manage members').check();
  await press(page, 'Save');
  await groups.getByText('Manages members').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  const [row] = await query('select developer, team from scim_groups where account_id = $1', [
    ada.account,
  ]);
  expect(row).toEqual({ developer: 'read-write', team: 'manager' });
});

test('an administrator gives a token a new secret, sees what it did, and deletes it', async () => {
  const page = await openSettings(await addAdministrator());
  const first = await create(page);
  const menu = card(page).getByRole('button', { name: 'Actions for Identity provider (SCIM)' });
  await menu.click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await press(page, 'Rotate');
  expect(await save(page)).not.toBe(first);
  await menu.click();
  await page.getByRole('button', { name: 'What it did' }).click();
  await page.getByText('No event matches.').waitFor();
  await page.goBack();
  await menu.click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('Members stay as they are.').waitFor();
  await press(page, 'Delete');
  await card(page).getByText('No tokens yet.').waitFor();
});

test('members come only by SCIM if the service has an edge, and otherwise the page says what is missing', async () => {
  const ada = await addAdministrator();
  const direct = await dashboard.open('#/single-sign-on', { as: ada });
  const choose = async (page: Page) => {
    await page.getByLabel('Only whom the identity provider sends').check();
    await page.getByRole('button', { name: 'Save' }).click();
  };
  await choose(direct);
  await direct.getByRole('alert').getByText('Open it through its edge first.').waitFor();
  const page = await openSettings(ada);
  await choose(page);
  await page.getByRole('status').getByText('Saved.').waitFor();
  const [row] = await query('select provisioning from accounts where id = $1', [ada.account]);
  expect(row).toEqual({ provisioning: 'scim' });
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByText('Only by SCIM').waitFor();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the dialog of a token, and it fits into 320 pixels, in %s',
  async (colorScheme) => {
    const viewport = { width: 320, height: 640 };
    const page = await openSettings(await addAdministrator(), { colorScheme, viewport });
    await card(page).getByRole('button', { name: 'Create a token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Service user').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  },
);

test('a managed member and a managed user see that the provider changes what they cannot change here', async () => {
  const ada = await addAdministrator();
  const name = 'Bob';
  const bob = await dashboard.addPerson({ account: ada.account, name });
  await query("update accounts set provisioning = 'scim' where id = $1", [ada.account]);
  await query('update memberships set managed = true where user_id = $1', [bob.userId]);
  const page = await dashboard.open('#/members', { as: ada });
  await page.getByRole('link', { name }).click();
  const why = 'The identity provider of your account manages this. Change it there.';
  await page.getByText(why).waitFor();
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  expect(await page.getByRole('button', { name: /^(?:Disable|Remove)/ }).count()).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);

  const own = await dashboard.open('#/me', { as: bob });
  await own.getByText(why).first().waitFor();
  expect(await own.getByText(why).count()).toBe(2);
  expect(await own.getByRole('button', { name: /^(?:Save|Change)/ }).count()).toBe(0);
  expect(await dashboard.violations(own)).toEqual([]);
});
