import type { BrowserContextOptions, Page } from 'playwright-core';
import { renderSVG } from 'uqr';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addExampleAccount } from '../support/dashboard/example-account';
import { expectLook, useLiberationFonts } from '../support/dashboard/expect-look';
import { fixTime } from '../support/dashboard/fixed-time';

// Every screen looks as in its picture. CONTRIBUTING.md says how to renew the pictures.

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' });
let ada: Person;
beforeAll(async () => {
  ada = await addExampleAccount(dashboard.directory);
});

interface Look {
  readonly name: string;
  readonly place: string;
  readonly options?: BrowserContextOptions;
  /** Default: the administrator. */
  readonly as?: 'visitor' | 'user without a second factor';
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const NARROW = { width: 320, height: 800 };
const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const LOOKS: readonly Look[] = [
  {
    name: 'login',
    place: '#/log-in',
    as: 'visitor',
    // The port of the service differs each time.
    prepare: (page) =>
      page.locator('.service').evaluate((service) => {
        service.textContent = 'reports-1234.twil.io';
      }),
  },
  { name: 'profile', place: '#/me' },
  { name: 'security', place: '#/me/security' },
  {
    name: 'second-factor',
    place: '#/me/security',
    as: 'user without a second factor',
    async prepare(page) {
      await click(page, 'Set up');
      await page.getByRole('button', { name: 'Confirm' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'phone',
    place: '#/me/security',
    as: 'user without a second factor',
    async prepare(page) {
      await click(page, 'Add a phone number');
      await page.getByLabel('Phone number', { exact: true }).fill('+49 1512 3456789');
      await click(page, 'Send the code');
      await page.getByText('No code yet?').click();
      await page.getByRole('button', { name: 'Confirm' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'credentials', place: '#/me/credentials' },
  { name: 'members', place: '#/members' },
  { name: 'member', place: '#/members/mbr_grace_hopper' },
  { name: 'invitations', place: '#/invitations' },
  { name: 'single-sign-on', place: '#/single-sign-on' },
  { name: 'audit-log', place: '#/events' },
  { name: 'empty', place: '#/service-users' },
  {
    name: 'dialog',
    place: '#/members',
    async prepare(page) {
      await click(page, 'Actions for Donald Knuth');
      await click(page, 'Remove');
      // The number of credentials is loaded.
      await page.getByRole('dialog').getByText('There are no credentials').waitFor();
    },
  },
  { name: 'elements', place: '/team' },
  { name: 'elements-narrow', place: '/team', options: { viewport: NARROW, colorScheme: 'dark' } },
  { name: 'dark', place: '#/members', options: { colorScheme: 'dark' } },
  { name: 'forced-colors', place: '#/me/security', options: { forcedColors: 'active' } },
  { name: 'narrow', place: '#/members', options: { viewport: NARROW } },
  { name: 'narrow-german', place: '#/settings', options: { viewport: NARROW, locale: 'de-DE' } },
];

test.each(LOOKS)('$name looks as in its picture', async (look) => {
  const page = await open(look);
  await look.prepare?.(page);
  await expectLook(page, look.name);
});

async function open({ place, options = {}, as: who }: Look): Promise<Page> {
  const person = who === undefined ? ada : { ...ada, userId: 'usr_alan_turing' };
  const page = await dashboard.open(place, {
    ...(who === 'visitor' ? {} : { as: person }),
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    timezoneId: 'UTC',
    ...options,
    before,
  });
  await useLiberationFonts(page);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .skeleton'));
  await page.waitForLoadState('networkidle');
  return page;
}

async function before(page: Page): Promise<void> {
  // The last day of a session has a notice.
  const { database } = dashboard.directory;
  await database.query(`update sessions set ends_at = now() + interval '7 days'`);
  await fixTime(page);
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const uri = `otpauth://totp/example?secret=${secret}`;
  await page.route('**/account/start-mfa', (route) =>
    route.fulfill({ json: { secret, uri, qrCodeSvg: renderSVG(uri), qrCodeTerminal: '' } }),
  );
  // An event of today would be in the picture of the audit log.
  await page.route('**/account/start-phone', (route) => route.fulfill({ json: {} }));
}
