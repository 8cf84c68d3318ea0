import { useDashboard } from '../support/dashboard/dashboard';

// The service is away, or it refuses more than the page can know.

const dashboard = useDashboard();

test('while the database is away, a list says so and can be tried again', async () => {
  const page = await dashboard.open('#/me', { as: await dashboard.addPerson() });
  await page.getByRole('navigation').waitFor();
  await page.route('**/admin/list-members*', (route) =>
    route.fulfill({ status: 503, body: 'Service Unavailable' }),
  );
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByText('The service is unavailable for the moment. Try again.').waitFor();
  expect(await page.getByText('The change may have been made.').count()).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);
  await page.unroute('**/admin/list-members*');
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('row', { name: 'Ada Lovelace' }).waitFor();
});

test('a change whose answer got lost may have been made, and keeps what was typed', async () => {
  const page = await dashboard.open('#/me', { as: await dashboard.addPerson() });
  await page.route('**/account/update-profile', async (route) => {
    await route.fetch();
    await route.fulfill({ status: 503, body: 'Service Unavailable' });
  });
  await page.getByLabel('Your name').fill('Ada King');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The change may have been made.').waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ada King');
});

test('if the service cannot say who is logged in, the whole page can be tried again', async () => {
  const page = await dashboard.open('#/log-in', {
    before: (opened) =>
      opened.route('**/session/show', (route) =>
        route.fulfill({ status: 503, body: 'Service Unavailable' }),
      ),
  });
  await page.getByRole('heading', { name: 'This did not work' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.unroute('**/session/show');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a service that is closed to new users offers no sign-up, and refuses one', async () => {
  const page = await dashboard.open();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(await page.getByRole('link', { name: 'Sign up' }).count()).toBe(0);
  await page.goto(`${dashboard.url}#/sign-up`);
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await page.getByLabel('Email address').fill('new@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('Sign-up is by invitation only.').waitFor();
});

test('a session that ends within a day has a notice on every screen, and one that lasts has none', async () => {
  const ends = (opened: { readonly userId: string }, when: string) =>
    dashboard.directory.database.query(
      `update sessions set ends_at = now() + $2::interval where user_id = $1`,
      [opened.userId, when],
    );
  const person = await dashboard.addPerson();
  const before = async () => void (await ends(person, '3 hours 30 minutes'));
  const page = await dashboard.open('#/me', { as: person, before });
  await page.getByText('Your session ends in 3 hours. You then log in again.').waitFor();
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('heading', { name: 'Members' }).waitFor();
  await page.getByText('Your session ends in 3 hours.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await ends(person, '3 days');
  await page.reload();
  await page.getByRole('heading', { name: 'Members' }).waitFor();
  expect(await page.getByText('Your session ends').count()).toBe(0);
});
