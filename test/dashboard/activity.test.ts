import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addRow } from '../support/directory/directory-rows';

const dashboard = useDashboard();
const ACTIVITY = '#/me/activity';

/** Adds logins of a person, one a minute. */
async function addLogins({ userId, email, account }: Person, count: number): Promise<void> {
  await dashboard.directory.database.query(
    // An id has the time of its event.
    `insert into events (id, account_id, type, at, principal_type, principal_id, principal_name, source, object_type,
        object_id, object, request_id)
      select 'ev_' || replace(uuidv7(n * interval '-1 minute')::text, '-', ''), $1, 'login_succeeded',
        now() - n * interval '1 minute', 'user', $2, $3, 'session', 'session',
        'ses_' || n, '{"by": "password", "device": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"}', 'req_test'
      from generate_series(1, $4::int) n`,
    [account, userId, email, count],
  );
}

test.each(['light', 'dark'] as const)(
  'a user reads what happened with the login, and who did it, in %s',
  async (colorScheme) => {
    const bob = await dashboard.addPerson();
    await addLogins(bob, 1);
    await addRow(dashboard.directory.database, 'events', {
      account_id: bob.account,
      type: 'membership_updated',
      principal_type: 'user',
      principal_id: 'usr_ada',
      principal_name: 'ada@example.com',
      source: 'session',
      object_type: 'user',
      object_id: bob.userId,
      object: JSON.stringify({ email: bob.email }),
      request_id: 'req_test',
    });
    const page = await dashboard.open(ACTIVITY, { as: bob, colorScheme });
    await page
      .getByRole('row', { name: 'Logged in' })
      .getByText('Firefox on Linux · Password')
      .waitFor();
    await page.getByRole('row', { name: 'Logged in' }).getByText('You', { exact: true }).waitFor();
    await page.getByRole('row', { name: 'Roles changed' }).getByText('ada@example.com').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
  },
);

test('a user without events reads that nothing happened', async () => {
  const page = await dashboard.open(ACTIVITY, { as: await dashboard.addPerson() });
  await page.getByText('Nothing happened in the last 90 days.').waitFor();
});

test('a long activity opens as one page, and shows more on request', async () => {
  const bob = await dashboard.addPerson();
  await addLogins(bob, 120);
  const page = await dashboard.open(ACTIVITY, { as: bob });
  for (const rows of [50, 100, 120]) {
    await page.waitForFunction(
      (count) => document.querySelectorAll('tbody tr').length === count,
      rows,
    );
    if (rows < 120) await page.getByRole('button', { name: 'Show more' }).click();
  }
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
});
