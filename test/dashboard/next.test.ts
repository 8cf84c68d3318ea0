import { useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';

// Pages of the service that send users to the dashboard and get them back.

const dashboard = useDashboard();
const NEXT = encodeURIComponent('/dashboard/icon.svg?month=11');

test('a user logs in and goes back to the page that required it', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open(`#/log-in?next=${NEXT}`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard/icon.svg?month=11');
});

test('a user who is logged in goes back at once, and is not sent in a circle', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open(`#/log-in?next=${NEXT}`, { as: person });
  await page.waitForURL('**/dashboard/icon.svg?month=11');
  await page.goto(`${dashboard.url}#/log-in?next=${NEXT}`);
  await page.getByRole('heading', { name: 'This page refuses you' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a page that requires a step-up gets the user back after it, and not before', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open(`#/step-up?next=${NEXT}`, { as: person });
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard/icon.svg?month=11');
});

test('a visitor at the step-up logs in once, which is enough', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open(`#/step-up?next=${NEXT}`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard/icon.svg?month=11');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '\t//evil.example',
  '/%2e%2e//evil.example',
  '/account#/log-in?next=/x',
  'ftp:/x',
  '',
])('the next page %j leads to no other host', async (next) => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open(`#/log-in?next=${encodeURIComponent(next)}`, { as: person });
  await page.waitForFunction(
    () => location.hash.startsWith('#/me') || !location.pathname.startsWith('/account'),
  );
  expect(new URL(page.url()).origin).toBe(new URL(dashboard.url).origin);
});
