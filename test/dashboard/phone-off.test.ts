import type { Page } from 'playwright-core';
import { recoveryCodeHash } from '../../lib/directory/mfa/recovery-codes';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addPhoneRow } from '../support/dashboard/phone-row';
import { PASSWORD } from '../support/directory/directory';
import { addRow } from '../support/directory/directory-rows';

// A service without VERIFY_SERVICE_SID sends no codes. The phones of before remain second factors.

const dashboard = useDashboard({ VERIFY_SERVICE_SID: '' });
const SECURITY = '#/me/security';
const RECOVERY_CODE = 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (page: Page) => page.getByRole('region', { name: 'Codes by phone' });

async function personWithPhone(): Promise<Person> {
  const person = await dashboard.addPerson();
  await addPhoneRow(dashboard, person, '+4915123456789');
  return person;
}

test('a user without a phone sees nothing about codes by phone', async () => {
  const page = await dashboard.open(SECURITY, { as: await dashboard.addPerson() });
  await page.getByRole('region', { name: 'Authenticator app' }).waitFor();
  expect(await card(page).count()).toBe(0);
});

test('a user who must enroll is offered no codes by phone', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const page = await dashboard.open('', { as: await dashboard.addPerson({ account }) });
  await button(page, 'Set up an authenticator app').waitFor();
  expect(await button(page, 'Get codes by phone').count()).toBe(0);
});

test.each(['light', 'dark'] as const)(
  'a user reads that the phone gets no codes, and can delete it, in %s colors',
  async (colorScheme) => {
    const page = await dashboard.open(SECURITY, { as: await personWithPhone(), colorScheme });
    await card(page).getByText('+49 ••• 6789').waitFor();
    await card(page).getByText('This service sends no codes by phone at present.').waitFor();
    expect(await button(page, 'Replace').count()).toBe(0);
    expect(await dashboard.violations(page)).toEqual([]);
    await button(page, 'Delete').click();
    await page.getByText('It is your last second factor.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await card(page).waitFor({ state: 'detached' });
  },
);

test('a user whose only second factor is the phone logs in with a recovery code', async () => {
  const person = await personWithPhone();
  const code_hash = recoveryCodeHash(person.userId, RECOVERY_CODE);
  await addRow(dashboard.directory.database, 'recovery_codes', {
    user_id: person.userId,
    code_hash,
  });
  const page = await dashboard.open('#/log-in');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Use a recovery code' }).waitFor();
  await page.getByText('No codes are sent by phone here.').waitFor();
  expect(await button(page, 'Get a code by phone').count()).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Recovery code').fill(RECOVERY_CODE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('new recovery codes need a second factor that works', async () => {
  const page = await dashboard.open(SECURITY, { as: await personWithPhone() });
  await button(page, 'Create new codes').click();
  await page.getByText('None of your second factors works here at present.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Close').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
