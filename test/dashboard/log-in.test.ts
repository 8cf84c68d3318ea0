import { useDashboard } from '../support/dashboard/dashboard';
import { PASSWORD } from '../support/directory/directory';

const dashboard = useDashboard();

test('a user logs in with a wrong and then with the right password', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('a wrong armadillo naps');
  await page.keyboard.press('Enter');
  await page.getByText('The email address or the password is wrong.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});
