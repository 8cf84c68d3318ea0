import { ADMINISTRATOR, type Roles } from '../../lib/identity/roles';
import { useDashboard } from '../support/dashboard/dashboard';

const dashboard = useDashboard();
const OWN = ['Profile', 'Security', 'Sessions', 'Credentials', 'Activity'];
const ACCOUNT = [
  'Members',
  'Invitations',
  'Service users',
  'All credentials',
  'Single sign-on',
  'Audit log',
  'Settings',
];

interface Case {
  readonly role: string;
  readonly roles: Roles;
  readonly account: readonly string[];
  /** The buttons in the heading and in the rows of the members Ada, Bob and the user. */
  readonly buttons: readonly string[];
  /** The columns that depend on the role. */
  readonly columns: readonly string[];
}

const LOWEST = { developer: 'read-only', team: 'read-only', administrator: false } as const;
const WRITER = { ...LOWEST, developer: 'read-write' } as const;
const MANAGED = ['Second factor', 'Last login'];

const CASES: readonly Case[] = [
  { role: 'reader', roles: LOWEST, account: ACCOUNT.slice(0, 1), buttons: [], columns: [] },
  {
    role: 'inviter',
    roles: { ...WRITER, team: 'invite-only' },
    account: ACCOUNT.slice(0, 2),
    buttons: ['Invite'],
    columns: [],
  },
  {
    role: 'manager',
    roles: { ...WRITER, team: 'manager' },
    account: ACCOUNT.slice(0, 2),
    buttons: ['Actions for Bob', 'Actions for Eve', 'Invite'],
    columns: MANAGED,
  },
  {
    role: 'administrator',
    roles: ADMINISTRATOR,
    account: ACCOUNT,
    buttons: ['Actions for Ada', 'Actions for Bob', 'Actions for Eve', 'Invite'],
    columns: MANAGED,
  },
];

test.each(CASES)(
  'a user who is $role sees exactly what the role allows',
  async ({ roles, ...expected }) => {
    const ada = await dashboard.addPerson({ name: 'Ada' });
    const { account } = ada;
    await dashboard.addPerson({ name: 'Bob', account, roles: LOWEST });
    const eve = await dashboard.addPerson({ name: 'Eve', account, roles });
    const page = await dashboard.open('#/members', { as: eve });
    await page.getByRole('row', { name: 'Bob' }).waitFor();
    expect(await page.locator('nav a').allInnerTexts()).toEqual([...OWN, ...expected.account]);
    const buttons = await page
      .locator('.heading button, .row-actions > button')
      .evaluateAll((all) =>
        all.map((one) => one.getAttribute('aria-label') ?? one.textContent).sort(),
      );
    expect(buttons).toEqual(expected.buttons);
    const columns = await page.locator('th').allInnerTexts();
    expect(columns.filter((name) => MANAGED.includes(name))).toEqual(expected.columns);
  },
);

test.each(CASES)(
  'the address of a screen above the role of a user who is $role shows nothing of it',
  async ({ roles, account: shown }) => {
    const { account } = await dashboard.addPerson();
    const eve = await dashboard.addPerson({ account, roles });
    const page = await dashboard.open('#/me', { as: eve });
    await page.getByRole('navigation').waitFor();
    const paths = [
      ...['members', 'invitations', 'service-users', 'credentials'],
      ...['single-sign-on', 'events', 'settings'],
    ];
    for (const [index, path] of paths.entries()) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${path}`);
      const isShown = shown.includes(ACCOUNT[index] ?? '');
      const title = isShown ? (ACCOUNT[index] ?? '') : 'This page does not exist';
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
  },
);
