import { useDashboard } from '../support/dashboard/dashboard';
import { type PageServer, startPageServer } from '../support/servers/page-server';

// What the page does with its surroundings: frames, origins, the network, narrow and magnified windows.

const dashboard = useDashboard();
let neighbor: PageServer;
beforeAll(async () => {
  neighbor = await startPageServer();
});
afterAll(() => neighbor.close());

test('the page has the strict policy and is never cached under an old name', async () => {
  const { headers } = await fetch(dashboard.url);
  const sent = Object.fromEntries(headers);
  expect(sent).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  });
  expect(sent['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
});

test('every screen of a login runs under its own policy', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person, bypassCSP: false });
  await page.getByRole('navigation').waitFor();
  await page.goto(`${dashboard.url}#/forgot-password`);
  await page.getByRole('navigation').waitFor();
});

test('a page of another origin cannot frame it', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person, bypassCSP: false });
  await page.goto(neighbor.origin);
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, dashboard.url);
  const frame = page.frames()[1];
  await page.waitForTimeout(0);
  await frame?.waitForLoadState().catch(() => undefined);
  expect(await frame?.evaluate(() => document.body.innerText).catch(() => '')).not.toContain(
    person.email,
  );
  dashboard.ignoreConsole(/frame-ancestors|X-Frame-Options|ERR_BLOCKED_BY_RESPONSE/);
});

test('a frame stays empty even if the platform drops the fields that forbid it', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person, bypassCSP: false });
  await page.getByRole('navigation').waitFor();
  await page.route('**/account', async (route) => {
    const response = await route.fetch();
    const {
      'content-security-policy': _policy,
      'x-frame-options': _options,
      ...headers
    } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(new URL('/health', dashboard.url).href);
  await page.setContent(`<iframe src="${dashboard.url}"></iframe>`);
  const frame = page.frames()[1];
  await frame?.waitForURL(dashboard.url);
  await frame?.waitForLoadState('networkidle');
  expect(await frame?.evaluate(() => document.body.innerText.trim())).toBe('');
});

test('at an address from which the service accepts nothing, the page says where to go', async () => {
  const page = await dashboard.open();
  await page.goto(dashboard.url.replace('localhost', '127.0.0.1'));
  const { origin } = new URL(dashboard.url);
  await page.getByText(`This page works at ${origin} only.`).waitFor();
  await page.getByRole('link', { name: 'Open it there' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('without the network, what was typed stays and is sent once the network is back', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('a wrong armadillo naps');
  await page.context().setOffline(true);
  await page.getByText('You are offline. What you typed stays here.').waitFor();
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByText('You are offline. Try again when you are connected.').waitFor();
  expect(await page.getByLabel('Email address').inputValue()).toBe(email);
  await page.context().setOffline(false);
  await page.getByText('What you typed stays here.').waitFor({ state: 'detached' });
  dashboard.ignoreConsole(/ERR_INTERNET_DISCONNECTED/);
});

test('if a deploy has replaced a file of an open page, the page offers to reload', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.route('**/dashboard/inside.*.js', (route) => route.fulfill({ status: 404 }));
  await page.evaluate(() => {
    location.hash = '#invitation=inv_x';
  });
  await page.getByRole('heading', { name: 'There is a new version of this page.' }).waitFor();
  await page.unroute('**/dashboard/inside.*.js');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { name: 'Open the link again' }).waitFor();
  expect(person.email).not.toBe('');
});

test('the offer to reload stands alone, without the navigation of the old version', async () => {
  const page = await dashboard.open('', { as: await dashboard.addPerson() });
  await page.getByRole('navigation').waitFor();
  await page.route('**/dashboard/admin.*.js', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('heading', { name: 'There is a new version of this page.' }).waitFor();
  expect(await page.getByRole('main').count()).toBe(1);
  expect(await dashboard.violations(page)).toEqual([]);
});

test.each([
  ['320 px wide', { width: 320, height: 640 }],
  ['at 400 % zoom', { width: 320, height: 256 }],
])('nothing is cut or scrolls sideways %s', async (_what, viewport) => {
  const person = await dashboard.addPerson({ accountName: 'A company with a rather long name' });
  const pages = [
    await dashboard.open('', { viewport }),
    await dashboard.open('#/forgot-password', { viewport }),
    await dashboard.open('', { as: person, viewport }),
  ];
  for (const page of pages) {
    await page.getByRole('heading', { level: 1 }).waitFor();
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow).toBe(0);
    expect(await dashboard.violations(page)).toEqual([]);
  }
});

test('on a narrow window the menu opens, leads to a screen, and closes', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person, viewport: { width: 320, height: 640 } });
  const link = page.getByRole('link', { name: 'Security' });
  await page.getByRole('button', { name: 'Menu' }).waitFor();
  expect(await link.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await dashboard.violations(page)).toEqual([]);
  await link.click();
  await page.waitForFunction(() => location.hash === '#/me/security');
  expect(await link.isVisible()).toBe(false);
});

test('with reduced motion nothing moves, and with forced colors the current screen has an outline', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', {
    as: person,
    reducedMotion: 'reduce',
    forcedColors: 'active',
  });
  const current = page.locator('[aria-current="page"]');
  await current.waitFor();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration !== '0s' || animationName !== 'none';
      }).length,
  );
  expect(moving).toBe(0);
  expect(await current.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
});

test('the appearance that the user chooses stays', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person, colorScheme: 'light' });
  await page.getByRole('button', { name: person.email }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.reload();
  await page.getByRole('navigation').waitFor();
  const scheme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(scheme).toBe('dark');
});

test('keys skip to the content, move in a menu, and Escape returns to its button', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('', { as: person });
  await page.getByRole('navigation').waitFor();
  await page.getByRole('button', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  const opener = page.getByRole('button', { name: person.email });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Light');
  await page.keyboard.press('Escape');
  expect(await opener.evaluate((it) => it === document.activeElement)).toBe(true);
});
