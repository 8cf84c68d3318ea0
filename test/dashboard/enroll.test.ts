import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';
import { newNumber } from '../support/directory/phones';
import { totpCode } from '../support/directory/totp';

const dashboard = useDashboard();

async function logIn(email: string, place: string, options = {}): Promise<Page> {
  const page = await dashboard.open(place, options);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Secure Inc. requires a second factor.').waitFor();
  return page;
}

test('a user enrolls in an account that requires it, sees the codes, and arrives at the wanted place', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const { email } = await dashboard.addPerson({ account });
  const page = await logIn(email, '#/me/sessions');
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Code', { exact: true }).fill(totpCode(secret.replaceAll(' ', '')));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
  // The user looks at a password manager, and comes back.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.locator('.codes code').count()).toBe(10);
  await page.getByLabel('I have saved them').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
});

test('a user who enrolls goes on to the page that required the login', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const { email } = await dashboard.addPerson({ account });
  const page = await logIn(email, '#/log-in?next=%2Fdashboard%2Ficon.svg');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  await page.getByLabel('Code', { exact: true }).fill(totpCode(secret.replaceAll(' ', '')));
  await page.keyboard.press('Enter');
  await page.getByLabel('I have saved them').check();
  await Promise.all([
    page.waitForURL('**/dashboard/icon.svg'),
    page.getByRole('button', { name: 'Done' }).click(),
  ]);
});

test('a user who has another account goes there in place of the enrollment', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const { email, userId } = await dashboard.addPerson({ account });
  const other = await dashboard.directory.addAccount('Example Inc.');
  await dashboard.directory.database.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
      values ($1, $2, $3, 'read-only', 'read-only', false)`,
    [`mbr_${other.slice(3)}`, other, userId],
  );
  const page = await logIn(email, '#/log-in');
  await page.getByRole('button', { name: 'Switch to Example Inc.' }).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test.each(['light', 'dark'] as const)(
  'a user enrolls by phone, sees the codes, and arrives at the wanted place, in %s colors',
  async (colorScheme) => {
    const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
    const { email } = await dashboard.addPerson({ account });
    const page = await logIn(email, '#/me/sessions', { colorScheme });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('Get codes by phone').click();
    expect(await dashboard.violations(page)).toEqual([]);
    await button('Cancel').click();
    await button('Set up an authenticator app').waitFor();
    await button('Get codes by phone').click();
    const number = newNumber();
    await page.getByLabel('Phone number', { exact: true }).fill(number);
    await button('Send the code').click();
    await page.getByText('Sent by SMS.').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(dashboard.directory.verify.codeOf(number));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
    expect(await page.locator('.codes code').count()).toBe(10);
    await page.getByLabel('I have saved them').check();
    await button('Done').click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  },
);
