import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { type DnsServer, envOfDns, startDnsServer } from '../support/servers/dns-server';
import { addDomain } from '../support/sso/sso-account';

// The domains of an account, and who joins by them.

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer();
});
const dashboard = useDashboard({}, { env: () => envOfDns(dns) });
afterAll(() => dns?.close());

const openSettings = (as: Person, options = {}) =>
  dashboard.open('#/single-sign-on', { as, ...options });
const card = (page: Page) => page.getByRole('region', { name: 'Domains' });
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

async function add(page: Page, domain: string) {
  await card(page).getByRole('button', { name: 'Add a domain' }).click();
  await page.getByLabel('Domain', { exact: true }).fill(domain);
  await press(page, 'Add');
}

test('an administrator adds a domain, publishes its record, and verifies it', async () => {
  const page = await openSettings(await dashboard.addPerson(), {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await card(page).getByText('Add the one behind the @').waitFor();
  await add(page, ' Example.COM ');
  await card(page).getByText('Not verified').waitFor();
  const copied: string[] = [];
  for (const name of ['Type', 'Name', 'Value']) {
    await page.getByRole('button', { name: `Copy: ${name}` }).click();
    copied.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  const [type, name = '', value = ''] = copied;
  expect([type, name]).toEqual(['TXT', '_twilio-functions-auth.example.com']);

  const verify = card(page).getByRole('button', { name: 'Verify', exact: true });
  await verify.click();
  await card(page).getByRole('alert').getByText('DNS can take an hour').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  dns.records.set(name, [value]);
  await verify.click();
  await page.getByText('example.com is verified.').waitFor();
  await card(page).getByText('Verified', { exact: true }).waitFor();
  await card(page)
    .getByText(/^Since .*20\d\d/)
    .waitFor();
  expect(await page.getByText('Not verified').count()).toBe(0);
});

test.each([
  ['gmail.com', 'Enter a domain of your own'],
  ['no domain', 'Enter a domain of your own'],
  ['taken.example', 'This domain was added already.'],
])('the domain %s is refused at the field', async (domain, message) => {
  const other = await dashboard.directory.addAccount('Other');
  const { query } = dashboard.directory.database;
  await query("delete from account_domains where domain = 'taken.example'", []);
  await addDomain(dashboard.directory, other, 'taken.example');
  const page = await openSettings(await dashboard.addPerson());
  await add(page, domain);
  await page.getByText(message).waitFor();
  const field = page.getByLabel('Domain', { exact: true });
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await field.inputValue()).toBe(domain);
});

test('a domain that another account has verified in the meantime is refused', async () => {
  const ada = await dashboard.addPerson();
  const page = await openSettings(ada);
  await add(page, 'raced.example');
  await card(page).getByText('raced.example').first().waitFor();
  const other = await dashboard.directory.addAccount('Other');
  await addDomain(dashboard.directory, other, 'raced.example');
  const value = await page.getByRole('textbox', { name: 'Value' }).inputValue();
  dns.records.set('_twilio-functions-auth.raced.example', [value]);
  await card(page).getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('Another account has verified this domain.').waitFor();
});

test('a domain is deleted after a question that says what ends', async () => {
  const ada = await dashboard.addPerson();
  await addDomain(dashboard.directory, ada.account, 'old.example');
  const page = await openSettings(ada);
  await card(page).getByRole('button', { name: 'Delete old.example' }).click();
  await page.getByText('you publish a new record').waitFor();
  await press(page, 'Cancel');
  await card(page).getByRole('button', { name: 'Delete old.example' }).click();
  await press(page, 'Delete');
  await card(page).getByText('No domains.').waitFor();
});

test('an administrator lets everyone in a verified domain join, and the settings say so', async () => {
  const ada = await dashboard.addPerson();
  const page = await openSettings(ada);
  await page.getByLabel('Everyone in a verified domain').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByText('or at their first login with single sign-on').waitFor();
  await page.getByRole('link', { name: 'Single sign-on' }).click();
  await page.getByLabel('Everyone in a verified domain').waitFor();
  expect(await page.getByLabel('Everyone in a verified domain').isChecked()).toBe(true);
});

test.each(['light', 'dark'] as const)(
  'a long domain fits into 320 pixels and axe finds nothing, in %s',
  async (colorScheme) => {
    const ada = await dashboard.addPerson();
    const long = 'departement-of-mathematics.university-of-example.example';
    await addDomain(dashboard.directory, ada.account, `${colorScheme}.${long}`);
    await addDomain(dashboard.directory, ada.account, `new.${long}`, {});
    const page = await openSettings(ada, { colorScheme, viewport: { width: 320, height: 640 } });
    await card(page).getByText('Not verified').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  },
);
