import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';

const { token, line } = makeEdgeToken();
const dashboard = useDashboard({ EDGE_TOKENS: line });
const READER = { developer: 'read-only', team: 'read-only', administrator: false } as const;
const INSIDE = '203.0.113.7';
const OUTSIDE = '198.51.100.9';
const MEMBERS = 'IP addresses of members';

const from = (address: string) => ({
  extraHTTPHeaders: { 'X-Edge': edgeField(token, { address }) },
});
const openSettings = (as: Person, options = {}) =>
  dashboard.open('#/settings', { as, ...from(INSIDE), ...options });
const card = (page: Page, name = MEMBERS) => page.getByRole('region', { name });

const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();

async function edit(page: Page, blocks: string, mode: 'Watch first' | 'Enforce') {
  await card(page)
    .getByRole('button', { name: /Restrict|Edit/ })
    .click();
  await page.getByLabel('Allowed blocks').fill(blocks);
  await page.getByLabel(mode).check();
  await save(page);
}
const confirm = (page: Page, title: string, action: string) =>
  page.getByRole('dialog', { name: title }).getByRole('button', { name: action }).click();

/** Restricts an account, without the page. */
async function restrict(
  { account }: Person,
  mode: 'warning' | 'enforced',
  block = '203.0.113.0/24',
) {
  const { query } = dashboard.directory.database;
  await query('update accounts set dashboard_ip_mode = $2 where id = $1', [account, mode]);
  await query(
    "insert into ip_rules (account_id, type, block, description) values ($1, 'dashboard', $2, 'Office')",
    [account, block],
  );
}
const isRefused = (page: Page) =>
  page.getByRole('heading', { name: 'This account does not allow your IP address' }).waitFor();

test('an administrator adds their own address and watches who comes from other ones', async () => {
  const ada = await dashboard.addPerson({ name: 'Ada' });
  const page = await openSettings(ada);
  await card(page).getByText('Off', { exact: true }).waitFor();
  await card(page).getByRole('button', { name: 'Restrict' }).click();
  await page.getByRole('button', { name: `Add my address, ${INSIDE}` }).click();
  await page.getByRole('button', { name: `Add my address, ${INSIDE}` }).click();
  expect(await page.getByLabel('Allowed blocks').inputValue()).toBe(`${INSIDE}/32`);
  await save(page);
  await card(page).getByText('Watching').waitFor();
  await card(page).getByText('No one came from another address.').waitFor();

  const bob = await dashboard.addPerson({ name: 'Bob', account: ada.account, roles: READER });
  const outside = await dashboard.open('#/me', { as: bob, ...from(OUTSIDE) });
  await outside.getByRole('heading', { name: 'Profile' }).waitFor();
  await page.reload();
  await card(page).getByText('1 member would have been refused.').waitFor();
  await card(page).getByRole('link', { name: 'Show them' }).click();
  await page.getByRole('cell', { name: 'Address would have been refused' }).waitFor();
});

test('an administrator enforces a list after a question, and ends it after another one', async () => {
  const page = await openSettings(await dashboard.addPerson());
  await edit(page, '203.0.113.0/24 Office\n2001:db8::/32', 'Enforce');
  await page.getByText('Members who are outside are refused at once').waitFor();
  await confirm(page, 'Refuse all other addresses?', 'Enforce');
  await card(page).getByText('Enforced').waitFor();
  await card(page).getByText('Office').waitFor();
  await edit(page, '', 'Enforce');
  await confirm(page, 'End the restriction?', 'End it');
  await card(page).getByText('Off', { exact: true }).waitFor();
});

test('a canceled question changes nothing and keeps what was typed', async () => {
  const page = await openSettings(await dashboard.addPerson());
  await edit(page, '203.0.113.0/24 Office', 'Enforce');
  await confirm(page, 'Refuse all other addresses?', 'Cancel');
  expect(await page.getByLabel('Allowed blocks').inputValue()).toBe('203.0.113.0/24 Office');
  expect(await page.getByLabel('Enforce').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await card(page).getByText('Off', { exact: true }).waitFor();
});

test('each wrong block is shown at the field, with the one that was probably meant', async () => {
  const page = await openSettings(await dashboard.addPerson());
  await edit(page, '203.0.113.7 Desk\n10.1.2.3/8', 'Watch first');
  const field = page.getByLabel('Allowed blocks');
  await page.getByText('Correct these blocks:').waitFor();
  await page.getByText('Did you mean 203.0.113.7/32?').waitFor();
  await page.getByText('Did you mean 10.0.0.0/8?').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await field.inputValue()).toBe('203.0.113.7 Desk\n10.1.2.3/8');
  expect(await dashboard.violations(page)).toEqual([]);
});

test('in German, what is wrong with each block has no English word', async () => {
  const page = await openSettings(await dashboard.addPerson(), { locale: 'de-DE' });
  await page.getByRole('button', { name: 'Einschränken' }).first().click();
  await page.getByLabel('Erlaubte Blöcke').fill('203.0.113.7\n10.1.2.3/8\nx');
  await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
  const error = page.getByRole('dialog').locator('.error');
  await error.waitFor();
  expect(await error.innerText()).toBe(
    [
      'Korrigieren Sie diese Blöcke:',
      '203.0.113.7 hat keine Anzahl von Bits. Meinten Sie 203.0.113.7/32?',
      '10.1.2.3/8 beginnt nicht mit der niedrigsten Adresse des Blocks. Meinten Sie 10.0.0.0/8?',
      '"x" ist kein Adressblock wie 203.0.113.0/24 oder 2001:db8::/32.',
    ].join('\n'),
  );
});

test('a list without the own address cannot be enforced', async () => {
  const page = await openSettings(await dashboard.addPerson());
  await edit(page, '198.51.100.0/24', 'Enforce');
  await confirm(page, 'Refuse all other addresses?', 'Enforce');
  await page.getByText('You would lock yourself out.').waitFor();
  await page.getByText(`Your address is ${INSIDE}.`).waitFor();
});

test('a block of every address is set after a question', async () => {
  const page = await openSettings(await dashboard.addPerson());
  await edit(page, '0.0.0.0/0', 'Watch first');
  await confirm(page, 'Allow every address?', 'Allow them');
  await card(page).getByText('0.0.0.0/0').waitFor();
});

test('the addresses of credentials are a restriction of their own', async () => {
  const page = await openSettings(await dashboard.addPerson());
  const other = card(page, 'IP addresses of credentials');
  await other.getByRole('button', { name: 'Restrict' }).click();
  await page.getByLabel('Allowed blocks').fill('192.0.2.0/24');
  await page.getByLabel('Enforce').check();
  await save(page);
  await confirm(page, 'Refuse all other addresses?', 'Enforce');
  await other.getByText('Not in the list').waitFor();
  await card(page).getByText('Off', { exact: true }).waitFor();
});

test('without an edge, the page says what the service needs', async () => {
  const page = await dashboard.open('#/settings', { as: await dashboard.addPerson() });
  await card(page, 'IP addresses').getByText('The service does not see IP addresses.').waitFor();
});

test('a session from another address gets a page that says so, and logs out there', async () => {
  const ada = await dashboard.addPerson();
  await restrict(ada, 'enforced');
  const page = await dashboard.open('#/me', { as: ada, ...from(OUTSIDE) });
  await isRefused(page);
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  const { query } = dashboard.directory.database;
  expect(await query('select id from sessions where user_id = $1', [ada.userId])).toEqual([]);
});

test('a member who changes to another address in the midst of their work is told, and can come back', async () => {
  const ada = await dashboard.addPerson();
  await restrict(ada, 'enforced');
  const page = await dashboard.open('#/me', { as: ada, ...from(INSIDE) });
  await page.getByLabel('Your name').fill('Ada King');
  await page.setExtraHTTPHeaders(from(OUTSIDE).extraHTTPHeaders);
  await page.getByRole('button', { name: 'Save' }).click();
  await isRefused(page);
  await page.setExtraHTTPHeaders(from(INSIDE).extraHTTPHeaders);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a login from another address is refused above the form', async () => {
  const ada = await dashboard.addPerson();
  await restrict(ada, 'enforced');
  const page = await dashboard.open('#/log-in', from(OUTSIDE));
  await page.getByRole('textbox', { name: 'Email address' }).fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('This account does not allow your IP address.').waitFor();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the cards, the dialog and the question, in %s',
  async (colorScheme) => {
    const ada = await dashboard.addPerson();
    await restrict(ada, 'warning');
    const page = await openSettings(ada, { colorScheme });
    await card(page).getByText('Watching').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await card(page).getByRole('button', { name: 'Edit' }).click();
    expect(await dashboard.violations(page)).toEqual([]);
    await page.getByLabel('Enforce').check();
    await save(page);
    await page.getByRole('dialog', { name: 'Refuse all other addresses?' }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
  },
);

test('a long IPv6 address fits into 320 pixels', async () => {
  const ada = await dashboard.addPerson();
  await restrict(ada, 'warning', '2001:db8:1234:5678:9abc:def0:1234:0/112');
  const page = await openSettings(ada, {
    ...from('2001:db8:1234:5678:9abc:def0:1234:5678'),
    viewport: { width: 320, height: 640 },
  });
  await card(page).getByText('Watching').waitFor();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(320);
  await card(page).getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: /^Add my address/ }).waitFor();
  const dialog = page.getByRole('dialog');
  expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});
