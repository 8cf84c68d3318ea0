import { useDashboard } from '../support/dashboard/dashboard';
import { addSession, inSeconds } from '../support/directory/directory-rows';

const dashboard = useDashboard();
const SESSIONS = '#/me/sessions';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0';

/** Makes the step-up of every session too old. */
async function forgetStepUps(): Promise<void> {
  await dashboard.directory.database.query(
    "update sessions set stepped_up_at = now() - interval '1 hour'",
  );
}

test('a user ends one session, and its browser is logged out with its next call', async () => {
  const person = await dashboard.addPerson();
  const other = await dashboard.open('', { as: person });
  await other.getByRole('navigation').waitFor();
  await dashboard.directory.database.query('update sessions set device = $1 where user_id = $2', [
    FIREFOX,
    person.userId,
  ]);
  const page = await dashboard.open(SESSIONS, { as: person });
  await dashboard.directory.database.query(
    `update sessions set authenticated_by = '{password,phone}' where user_id = $1 and device <> $2`,
    [person.userId, FIREFOX],
  );
  await page.reload();
  await page.getByText('Firefox on Windows').waitFor();
  await page.getByText('This one').waitFor();
  await page.getByText('Password, Code by phone').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'End the session: Firefox on Windows' }).click();
  await page.getByText('Firefox on Windows is logged out at once.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByText('You are logged in here only.').waitFor();
  expect(await page.getByText('Firefox on Windows').count()).toBe(0);
  await other.getByRole('link', { name: 'Sessions' }).click();
  await other.getByRole('heading', { name: 'Your session has ended' }).waitFor();
});

test('a user ends all other sessions, and one that is gone already is no failure', async () => {
  const person = await dashboard.addPerson();
  const accountId = person.account;
  for (const device of ['curl/8.14.1', FIREFOX]) {
    await addSession(dashboard.directory.database, { ...person, accountId }, { device });
  }
  const page = await dashboard.open(SESSIONS, { as: person, colorScheme: 'dark' });
  const end = page.getByRole('button', { name: 'End the session: curl' });
  await end.waitFor();
  await dashboard.directory.database.query("delete from sessions where device = 'curl/8.14.1'");
  await end.click();
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await end.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'End all others' }).click();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
  await page.getByText('One session has ended.').waitFor();
  await page.getByText('You are logged in here only.').waitFor();
});

test('a change that needs a recent login is made once, after the user has confirmed by password', async () => {
  const person = await dashboard.addPerson();
  const accountId = person.account;
  const { database } = dashboard.directory;
  await addSession(
    database,
    { ...person, accountId },
    { device: FIREFOX, created_at: inSeconds(-60) },
  );
  const page = await dashboard.open(SESSIONS, { as: person });
  await page.getByText('Firefox on Windows').waitFor();
  await forgetStepUps();
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/revoke-other-sessions')) statuses.push(response.status());
  });
  await page.getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).last().click();
  await page.getByText('Confirm that it is you, then try again.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click();
  await page.getByLabel('Password', { exact: true }).fill('a violet armadillo naps');
  await page.keyboard.press('Enter');
  await page.getByText('One session has ended.').waitFor();
  // Refused before the dialog that was canceled, refused again, and made after the confirmation.
  expect(statuses).toEqual([403, 403, 200]);
  const events = await database.query(
    "select id from events where type = 'session_deleted' and account_id = $1",
    [accountId],
  );
  expect(events).toHaveLength(1);
});
