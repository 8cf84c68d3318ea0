import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { tabTo } from '../support/dashboard/keyboard';
import { PASSWORD } from '../support/directory/directory';
import { addSession } from '../support/directory/directory-rows';
import { tokenFor } from '../support/directory/mailbox';

const dashboard = useDashboard();

/** Invites an address. @returns the part of the link in the mail that opens the page. */
async function linkTo(email: string, by: Person): Promise<string> {
  const { directory, url } = dashboard;
  const { userId, account: accountId } = by;
  const { secret } = await addSession(directory.database, { userId, accountId });
  const { origin } = new URL(url);
  const roles = { developer: 'read-write', team: 'read-only', administrator: false };
  const { status } = await fetch(`${origin}/admin/invite`, {
    method: 'POST',
    headers: {
      Cookie: `__Secure-session=${secret}`,
      Origin: origin,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ json: true, email, roles }),
  });
  expect(status).toBe(200);
  return `#invitation=${tokenFor(directory.mailFolder, email)}`;
}

test('a new user reads who invites, and joins by keyboard alone', async () => {
  const ada = await dashboard.addPerson({ accountName: 'Analytical Engines' });
  const page = await dashboard.open(await linkTo('new@example.com', ada));
  await page.getByRole('heading', { name: 'Join Analytical Engines' }).waitFor();
  await page.getByText('Ada Lovelace invited you').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await tabTo(page, 'Your name');
  await page.keyboard.type('Grace Hopper');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').getByText('Analytical Engines').first().waitFor();
  await page.getByRole('button', { name: 'Grace Hopper' }).waitFor();
});

test('an existing user logs in to accept, after another user has logged out', async () => {
  const ada = await dashboard.addPerson({ accountName: 'Analytical Engines' });
  const bob = await dashboard.addPerson({ name: 'Bob', accountName: 'Other Ltd.' });
  const eve = await dashboard.addPerson({ name: 'Eve' });
  const link = await linkTo(bob.email, ada);
  const page = await dashboard.open(link, { as: eve });
  const mismatch = `This invitation is for ${bob.email}. You are logged in as ${eve.email}.`;
  await page.getByText(mismatch).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.goto('about:blank');
  await page.goto(`${dashboard.url}${link}`);
  await page.getByRole('button', { name: 'Log in to accept' }).click();
  await page.getByText(`Log in as ${bob.email} to accept the invitation.`).waitFor();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.getByRole('navigation').getByText('Analytical Engines').first().waitFor();
});

test('a revoked invitation says so, and what to do', async () => {
  const ada = await dashboard.addPerson();
  const link = await linkTo('revoked@example.com', ada);
  await dashboard.directory.database.query(
    `delete from invitations where email = 'revoked@example.com'`,
  );
  const page = await dashboard.open(link);
  await page.getByText('This link is wrong, was used before or has expired.').waitFor();
  await page.getByText('Ask for a new invitation.').waitFor();
});
