import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addPhoneRow } from '../support/dashboard/phone-row';
import { PASSWORD } from '../support/directory/directory';
import { newNumber } from '../support/directory/phones';
import { type BrokenVerifyServer, startBrokenVerifyServer } from '../support/servers/verify-server';

// What users read if Twilio Verify refuses or does not answer.

const variables: Record<string, string> = {};
let verify: BrokenVerifyServer;
beforeAll(async () => {
  verify = await startBrokenVerifyServer();
  Object.assign(variables, verify.variables);
});
const dashboard = useDashboard(variables);
afterAll(() => verify.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const failure = (status: number, code: number) => ({ status, body: JSON.stringify({ code }) });
const NO_SERVICE = failure(404, 20404);
const NO_NUMBER = failure(400, 60205);

test.each([
  ['is down', failure(500, 20500), 'The service is unavailable for the moment. Try again.'],
  ['has no such service', NO_SERVICE, 'The service is not set up.'],
])('a user reads it if Verify %s, and what was typed stays', async (_what, answer, text) => {
  verify.answer(answer);
  const page = await dashboard.open('#/me/security', { as: await dashboard.addPerson() });
  await button(page, 'Add a phone number').click();
  const number = newNumber();
  await page.getByLabel('Phone number', { exact: true }).fill(number);
  await page.getByLabel('WhatsApp').check();
  await button(page, 'Send the code').click();
  const alert = page.getByRole('alert');
  await alert.getByText(text).waitFor();
  expect(await alert.textContent()).not.toContain('The change may have been made.');
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.getByLabel('Phone number', { exact: true }).inputValue()).toBe(number);
  expect(await page.getByLabel('WhatsApp').isChecked()).toBe(true);
  dashboard.ignoreConsole(/status of 500/);
});

test('a number to which Verify does not send is refused at its field', async () => {
  verify.answer(NO_NUMBER);
  const page = await dashboard.open('#/me/security', { as: await dashboard.addPerson() });
  await button(page, 'Add a phone number').click();
  await page.getByLabel('Phone number', { exact: true }).fill(newNumber());
  await button(page, 'Send the code').click();
  await page.getByText('or choose another channel.').waitFor();
  const field = page.getByLabel('Phone number', { exact: true });
  expect(await field.getAttribute('aria-invalid')).toBe('true');
});

test('a user whose phone receives no codes by one channel chooses another one', async () => {
  const person = await dashboard.addPerson();
  await addPhoneRow(dashboard, person, newNumber());
  const page = await dashboard.open('#/log-in');
  await page.getByLabel('Email address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  verify.answer(NO_NUMBER);
  await page.getByLabel('WhatsApp').check();
  await button(page, 'Send the code').click();
  await page.getByText('Your phone does not receive codes this way. Choose another way.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  const sid = `VE${'3'.repeat(32)}`;
  verify.answer({ status: 201, body: JSON.stringify({ sid, status: 'pending' }) });
  await page.getByLabel('SMS').check();
  await button(page, 'Send the code').click();
  await page.getByText('Sent by SMS.').waitFor();
  verify.answer(failure(500, 20500));
  await page.getByText('No code yet?').click();
  await button(page, 'SMS').click();
  await page.getByText('The service is unavailable for the moment. Try again.').waitFor();
  verify.answer({ status: 200, body: JSON.stringify({ sid, status: 'approved', valid: true }) });
  await page.getByLabel('Code', { exact: true }).fill('12345678');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});
