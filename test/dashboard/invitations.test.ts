import { rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Roles } from '../../lib/identity/roles';
import { useDashboard } from '../support/dashboard/dashboard';
import { tabTo } from '../support/dashboard/keyboard';
import { mailsTo } from '../support/directory/mailbox';

const dashboard = useDashboard();
const INVITER: Roles = { developer: 'read-write', team: 'invite-only', administrator: false };

async function openInvitations(): Promise<Page> {
  const page = await dashboard.open('#/invitations', { as: await dashboard.addPerson() });
  await page.getByRole('heading', { name: 'Invitations' }).waitFor();
  return page;
}

async function invite(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
}

async function choose(page: Page, email: string, action: 'Resend' | 'Revoke'): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${email}` }).click();
  await page.getByRole('button', { name: action, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: action }).click();
}

const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const mailsFor = (email: string) => mailsTo(dashboard.directory.mailFolder, email).length;

test('an administrator invites by keyboard alone, resends and revokes', async () => {
  const page = await openInvitations();
  await page.getByText('No open invitations.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await tabTo(page, 'Invite');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('bob@example.com');
  await page.keyboard.press('Enter');
  await toast(page, 'The invitation to bob@example.com is sent.');
  await page.getByRole('row', { name: 'bob@example.com' }).waitFor();
  expect(mailsFor('bob@example.com')).toBe(1);
  expect(await dashboard.violations(page)).toEqual([]);
  await choose(page, 'bob@example.com', 'Resend');
  await toast(page, 'The invitation to bob@example.com is sent again.');
  expect(mailsFor('bob@example.com')).toBe(2);
  await choose(page, 'bob@example.com', 'Revoke');
  await page.getByText('No open invitations.').waitFor();
});

test('an address that is invited already can be sent the invitation again from the dialog', async () => {
  const page = await openInvitations();
  await invite(page, 'eve@example.com');
  await page.getByRole('row', { name: 'eve@example.com' }).waitFor();
  await invite(page, 'Eve@Example.com');
  await page.getByText('There is already an open invitation for this address.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resend to Eve@Example.com' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(mailsFor('eve@example.com')).toBe(2);
});

test('an invitation whose mail failed is in the list and can be sent again', async () => {
  const page = await openInvitations();
  const { mailFolder } = dashboard.directory;
  rmSync(mailFolder, { recursive: true });
  writeFileSync(mailFolder, '');
  await invite(page, 'fred@example.com');
  await page.getByText('The invitation is there, the mail is not. Resend it.').waitFor();
  rmSync(mailFolder);
  await page.getByRole('button', { name: 'Resend to fred@example.com' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('row', { name: 'fred@example.com' }).waitFor();
  expect(mailsFor('fred@example.com')).toBe(1);
});

test('an expired invitation is marked', async () => {
  const page = await openInvitations();
  await invite(page, 'old@example.com');
  await page.getByRole('row', { name: 'old@example.com' }).waitFor();
  await dashboard.directory.database.query(
    `update invitations set expires_at = now() - interval '1 day' where email = 'old@example.com'`,
  );
  await page.reload();
  await page.getByRole('row', { name: 'old@example.com' }).getByText('Expired').waitFor();
});

test('an inviter changes their own invitations only, and is not offered to manage members', async () => {
  const ada = await dashboard.addPerson({ name: 'Ada' });
  const ian = await dashboard.addPerson({ name: 'Ian', account: ada.account, roles: INVITER });
  const first = await dashboard.open('#/invitations', { as: ada });
  await invite(first, 'of-ada@example.com');
  await toast(first, 'The invitation to of-ada@example.com is sent.');
  const page = await dashboard.open('#/invitations', { as: ian });
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  expect(await page.locator('dialog input[name="team"]').count()).toBe(2);
  expect(await page.getByRole('checkbox', { name: 'Administrator' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await invite(page, 'of-ian@example.com');
  await page.getByRole('button', { name: 'Actions for of-ian@example.com' }).waitFor();
  expect(await page.getByRole('button', { name: 'Actions for of-ada@example.com' }).count()).toBe(
    0,
  );
});

test('the address of a member is refused at the field', async () => {
  const ada = await dashboard.addPerson();
  const page = await dashboard.open('#/invitations', { as: ada });
  await invite(page, ada.email);
  const email = page.getByLabel('Email address');
  await page.getByText('This person is already a member.').waitFor();
  expect(await email.getAttribute('aria-invalid')).toBe('true');
});
