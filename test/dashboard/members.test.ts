import type { Page } from 'playwright-core';
import type { Roles } from '../../lib/identity/roles';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { addCredential, membershipOf } from '../support/directory/directory-rows';

const dashboard = useDashboard();
const READER: Roles = { developer: 'read-only', team: 'read-only', administrator: false };
const MANAGER: Roles = { developer: 'read-write', team: 'manager', administrator: false };

async function addTeam(name = 'Bob'): Promise<{ readonly ada: Person; readonly bob: Person }> {
  const ada = await dashboard.addPerson({ name: 'Ada' });
  const bob = await dashboard.addPerson({ name, account: ada.account, roles: READER });
  return { ada, bob };
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('button', { name: action, exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

const rowOf = (page: Page, name: string) => page.getByRole('row', { name });
const toast = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

test('an administrator finds, disables and enables a member by keyboard alone, and the member is out', async () => {
  const { ada, bob } = await addTeam();
  const [page, other] = await Promise.all([
    dashboard.open('#/members', { as: ada }),
    dashboard.open('#/members', { as: bob }),
  ]);
  await rowOf(page, 'Bob').waitFor();
  await tabTo(page, 'Search by name or email address');
  await page.keyboard.type('bo');
  await rowOf(page, 'Ada').waitFor({ state: 'detached' });
  expect(page.url()).toContain('#/members?query=bo');
  await tabTo(page, 'Actions for Bob');
  await page.keyboard.press('Enter');
  for (const _ of ['End sessions', 'Disable']) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Their sessions end at once').waitFor();
  expect(await focusedName(page)).toBe('Cancel');
  await tabTo(page, 'Disable');
  await page.keyboard.press('Enter');
  await toast(page, 'Bob is disabled.');
  expect(await focusedName(page)).toBe('Actions for Bob');
  await rowOf(page, 'Bob').getByText('Disabled').waitFor();
  await other.getByRole('link', { name: 'Ada' }).click();
  await other.getByText('Your session has ended').waitFor();
  await choose(page, 'Bob', 'Enable');
  await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click();
  await toast(page, 'Bob is enabled.');
});

test('the dialog of a removal says how many credentials go, and the member goes', async () => {
  const { ada, bob } = await addTeam();
  const { database } = dashboard.directory;
  const membershipId = await membershipOf(database, bob.userId, ada.account);
  const owner = { accountId: ada.account, membershipId };
  for (const type of ['api_key', 'authtoken', 'authtoken'] as const) {
    await addCredential(database, type, owner);
  }
  const page = await dashboard.open('#/members', { as: ada });
  await choose(page, 'Bob', 'Remove');
  await page.getByText('3 credentials of this account are deleted for good.').waitFor();
  expect(await focusedName(page)).toBe('Cancel');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await toast(page, 'Bob is removed.');
  expect(await rowOf(page, 'Bob').count()).toBe(0);
});

test('inviting and managing set read-write access, and the roles of the row change', async () => {
  const { ada } = await addTeam();
  const page = await dashboard.open('#/members', { as: ada });
  await choose(page, 'Bob', 'Change roles');
  expect(await page.getByLabel('Read-only').isChecked()).toBe(true);
  await page.getByLabel('See and invite members').check();
  expect(await page.getByLabel('Read-write').isChecked()).toBe(true);
  expect(await page.getByLabel('Read-only').isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await toast(page, 'The roles of Bob are changed.');
  await rowOf(page, 'Bob').getByText('Read-write, Invites').waitFor();
});

test('a manager is not offered what a manager cannot grant, and reads the refusal if it is sent anyway', async () => {
  const { ada } = await addTeam();
  const linus = await dashboard.addPerson({ account: ada.account, roles: MANAGER, name: 'Linus' });
  const page = await dashboard.open('#/members', { as: linus });
  await rowOf(page, 'Bob').waitFor();
  expect(await page.getByRole('button', { name: 'Actions for Ada' }).count()).toBe(0);
  await choose(page, 'Bob', 'Change roles');
  expect(await page.getByRole('checkbox', { name: 'Administrator' }).count()).toBe(0);
  await page.evaluate(() => {
    const forced = Object.assign(document.createElement('input'), { type: 'hidden' });
    forced.name = 'administrator';
    document.querySelector('dialog form')?.append(forced);
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You cannot grant a role that you do not have.').waitFor();
});

test('the last administrator stays one, and cannot disable or remove themselves', async () => {
  const { ada } = await addTeam();
  const page = await dashboard.open('#/members', { as: ada });
  await page.getByRole('button', { name: 'Actions for Ada' }).click();
  expect(await page.locator('.menu:popover-open button').allInnerTexts()).toEqual([
    'Change roles',
    'Allow emergency access',
  ]);
  await page.getByRole('button', { name: 'Change roles' }).first().click();
  await page.getByRole('checkbox', { name: 'Administrator' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('An account keeps at least one active administrator.').waitFor();
});

test('the row of a member who was removed in the meantime goes', async () => {
  const { ada, bob } = await addTeam();
  const page = await dashboard.open('#/members', { as: ada });
  await choose(page, 'Bob', 'Disable');
  await dashboard.directory.database.query('delete from memberships where user_id = $1', [
    bob.userId,
  ]);
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await page.getByText('This no longer exists.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await rowOf(page, 'Bob').waitFor({ state: 'detached' });
});

test('an administrator who was demoted reads why, and sees what is left', async () => {
  const { ada, bob } = await addTeam();
  const page = await dashboard.open('#/members', { as: ada });
  await choose(page, 'Bob', 'Disable');
  await dashboard.directory.database.query(
    `update memberships set administrator = user_id = $1, team = 'read-only', developer = 'read-only'`,
    [bob.userId],
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await page.getByText('Your role does not allow this.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Audit log' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: 'Actions for Bob' }).count()).toBe(0);
});

test('the screen of a member has the facts, the credentials and the events, and filters lead to it', async () => {
  const { ada, bob } = await addTeam();
  const { database } = dashboard.directory;
  const membershipId = await membershipOf(database, bob.userId, ada.account);
  const columns = { description: 'Laptop' };
  await addCredential(database, 'api_key', { accountId: ada.account, membershipId }, columns);
  const page = await dashboard.open('#/members?mfa=false&active=true', { as: ada });
  await page.getByRole('link', { name: 'Bob' }).click();
  await page.getByRole('heading', { name: 'Bob' }).waitFor();
  await page.getByText('Laptop').waitFor();
  await page.getByText('This member has not done anything yet.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open all' }).click();
  await page.getByRole('button', { name: /Clear the filter Of / }).waitFor();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the members and their dialogs, in %s',
  async (colorScheme) => {
    const { ada } = await addTeam();
    const page = await dashboard.open('#/members', { as: ada, colorScheme });
    await rowOf(page, 'Bob').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    for (const action of ['Change roles', 'Disable', 'Remove', 'End sessions']) {
      await choose(page, 'Bob', action);
      expect(await dashboard.violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('searchbox').fill('no such member');
    await page.getByText('No member matches.').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
  },
);

const HOSTILE = [
  '<img src=x onerror=document.title=1>',
  '\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd',
  'W'.repeat(100),
  '👩‍👩‍👧‍👦'.repeat(12),
  '{{constructor}} &amp; &lt;b&gt;',
];

test.each([320, 1280])('hostile names are text and keep the layout at %d pixels', async (width) => {
  const { ada } = await addTeam();
  for (const name of HOSTILE) {
    await dashboard.addPerson({ name, account: ada.account, roles: READER });
  }
  const page = await dashboard.open('#/members', { as: ada, viewport: { width, height: 800 } });
  for (const name of HOSTILE) await page.getByRole('link', { name, exact: true }).waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await overflow()).toBe(0);
  await choose(page, HOSTILE[2] ?? '', 'Remove');
  expect(await overflow()).toBe(0);
});

test('ten thousand members open as one page, and a search finds one of them', async () => {
  const { ada } = await addTeam();
  await dashboard.directory.database.query(
    `with made as (
      insert into users (id, email, email_key, name)
      select 'usr_many' || n, 'many' || n || '@example.com', 'many' || n || '@example.com', 'Member ' || n
      from generate_series(1, 10000) n returning id)
    insert into memberships (id, account_id, user_id, developer, team, administrator)
    select 'mbr_' || id, $1, id, 'read-only', 'read-only', false from made`,
    [ada.account],
  );
  // Autovacuum comes later, and without statistics the planner knows nothing of these rows.
  await dashboard.directory.database.query('analyze');
  const page = await dashboard.open('#/members', { as: ada });
  await page.getByRole('button', { name: 'Show more' }).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 100);
  await page.getByRole('searchbox').fill('member 9876');
  await rowOf(page, 'many9876@example.com').waitFor();
  expect(await page.locator('tbody tr').count()).toBe(1);
});
