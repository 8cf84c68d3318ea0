import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { inside } from '../../dashboard/texts/en/inside';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addExampleAccount } from '../support/dashboard/example-account';
import { layoutFaults } from '../support/dashboard/layout-faults';

// WCAG 2.2: 1.4.4, text at 200%; 1.4.10, reflow at 400%. A browser zooms a window of 1,280 pixels by making it smaller.

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' });
let ada: Person;
beforeAll(async () => {
  ada = await addExampleAccount(dashboard.directory);
});

interface Zoom {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** The size of text that the user has chosen in the browser, in pixels. Default: the browser's, 16. */
  readonly fontSize?: number;
}

const ZOOMS: readonly Zoom[] = [
  { name: '200%', options: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  { name: '400%', options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
  {
    name: 'text of twice the size',
    options: { viewport: { width: 1280, height: 800 } },
    fontSize: 32,
  },
];

const VISITORS_SCREENS = ['#/log-in', '#/forgot-password', '#/sign-up', '#/sso'];
const SCREENS = [...Object.keys(inside.frame.screens), 'members/mbr_grace_hopper', 'nowhere'].map(
  (name) => `#/${name}`,
);

async function open({ options, fontSize = 16 }: Zoom, as?: Person): Promise<Page> {
  const page = await dashboard.open('', {
    ...(as === undefined ? {} : { as }),
    ...options,
    async before(opened) {
      const session = await opened.context().newCDPSession(opened);
      await session.send('Page.setFontSizes', { fontSizes: { standard: fontSize } });
    },
  });
  await page.locator('.toast').waitFor({ state: 'attached' });
  const rootSize = () => getComputedStyle(document.documentElement).fontSize;
  expect(await page.evaluate(rootSize)).toBe(`${fontSize}px`);
  return page;
}

/** Opens a screen of an open page. */
async function show(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The screen begins to load a moment after the address has changed, and some of its cards after that.
  for (let turn = 0; turn < 2; turn += 1) {
    await page.waitForTimeout(100);
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .skeleton'));
  }
}

/** Keeps a picture for those who look at the screens: `KEEP_ZOOMS=1` writes to .data/zooms. */
async function keep(page: Page, name: string): Promise<void> {
  if (process.env['KEEP_ZOOMS'] === undefined) return;
  const folder = join('.data', 'zooms');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path });
}

async function faultsOf(page: Page, zoom: Zoom, screens: readonly string[]) {
  const found: Record<string, readonly string[]> = {};
  for (const screen of screens) {
    await show(page, screen);
    await keep(page, `${zoom.name} ${screen}`);
    const faults = await layoutFaults(page);
    if (faults.length > 0) found[screen] = faults;
  }
  return found;
}

describe.each(ZOOMS)('at $name', (zoom) => {
  test('nothing is cut, covered or outside the window before a login', async () => {
    expect(await faultsOf(await open(zoom), zoom, VISITORS_SCREENS)).toEqual({});
  });

  test('nothing is cut, covered or outside the window behind the login', async () => {
    expect(await faultsOf(await open(zoom, ada), zoom, SCREENS)).toEqual({});
  });

  test('the navigation, a menu and a dialog are whole, and the last button is reached', async () => {
    const page = await open(zoom, ada);
    await show(page, '#/members');
    await page.getByRole('button', { name: 'Menu' }).click();
    await keep(page, `${zoom.name} navigation`);
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Actions for Donald Knuth' }).click();
    await keep(page, `${zoom.name} menu`);
    await page.getByRole('button', { name: 'Change roles' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).scrollIntoViewIfNeeded();
    await keep(page, `${zoom.name} dialog`);
    expect(await layoutFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await show(page, '#/events');
    await page.getByRole('button', { name: 'Person' }).click();
    await dialog.getByRole('listitem').first().waitFor();
    await keep(page, `${zoom.name} persons`);
    expect(await layoutFaults(page)).toEqual([]);
  });
});
