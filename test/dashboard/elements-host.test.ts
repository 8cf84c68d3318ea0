import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { HOST_PAGE, type HostContent, hostPage } from '../support/dashboard/host-page';
import { PASSWORD } from '../support/directory/directory';

// Elements and the page around them: neither changes what the other looks like.

const dashboard = useDashboard({}, { functions: { host: HOST_PAGE } });
const ALL = `<h1>Host</h1>
  <auth-user></auth-user><auth-login></auth-login><auth-members></auth-members>`;
const DARK = ':root { color-scheme: light dark; } body { background: light-dark(white, #111); }';

// What pages have: element and attribute selectors, and classes with the names that elements use inside.
const PLAIN = `
  * { letter-spacing: 2px; line-height: 3; }
  form *::before, button::before, a::before { content: "*"; }
  body { font: italic 30px serif; color: red; text-align: right; text-transform: uppercase; }
  h2, p, ul, li, table, label, form, dialog, header, section { margin: 3rem; padding: 2rem; color: green; }
  button, input, select, a, main button, form input { background: yellow; border: 9px solid red; color: red; }
  button:hover, input:focus, a:hover { background: black; }
  input[type="password"], input[type="email"], button[type="submit"] { width: 2rem; height: 5rem; border-radius: 0; }
  table, tr, td, th { display: block; float: left; background: pink; }
  svg, path { width: 5rem; fill: red; stroke: red; transform: rotate(45deg); }
  .card, .button, .field, .input, .form, .icon, .badge, .heading, .muted, .table, .actions, .hint, .entry {
    display: inline; padding: 4rem; border: 5px dashed blue; opacity: 0.5; flex: 2;
  }`;

async function openHost(content: HostContent, more: Parameters<typeof dashboard.open>[1] = {}) {
  const page = await dashboard.open(hostPage(content), more);
  await page.waitForFunction(() => customElements.get('auth-members') !== undefined);
  return page;
}
const looksOf = async (page: Page, selector: string) =>
  (
    await page.locator(selector).first().screenshot({ animations: 'disabled', caret: 'hide' })
  ).toString('base64');

test('the style of a page with plain selectors and the same classes does not reach into an element', async () => {
  const layout = 'auth-login, auth-members { position: absolute; inset: 0; width: 60rem; }';
  const person = await dashboard.addPerson();
  const looks = async (style: string) => {
    const body = '<auth-login></auth-login>';
    const login = await openHost({ body, style: style + layout });
    await login.getByLabel('Email address').waitFor();
    const members = await openHost(
      { body: '<auth-members></auth-members>', style: style + layout },
      { as: person },
    );
    await members.getByRole('table').waitFor();
    return [await looksOf(login, 'auth-login'), await looksOf(members, 'auth-members')];
  };
  expect(await looks(PLAIN)).toEqual(await looks(''));
});

test('the style of the elements changes nothing of the page around them', async () => {
  const body = `<h1>Host</h1><div class="card"><h2 class="heading">A card</h2><p class="muted">Text
    <a href="#x">link</a> <code>code</code></p><form class="form"><label class="field">Name <input class="input">
    </label><button class="button primary">Send</button></form><ul class="rows"><li>one</li></ul><hr>
    <table class="table"><thead><tr><th>Head</th></tr></thead><tbody><tr><td class="row-actions">Cell</td></tr></table>
    <dialog open class="dialog">Dialog</dialog><svg class="icon" width="20" height="20"><circle r="9"/></svg></div>`;
  const page = await openHost({ body });
  const bare = await dashboard.open(hostPage({ body, without: 'elements' }));
  expect(await looksOf(page, 'main')).toBe(await looksOf(bare, 'main'));
});

test('custom properties on an element change its look, and those of the page with the same names do not', async () => {
  const style = ':root { --accent: rgb(1, 2, 3); } auth-login.own { --accent: rgb(4, 5, 6); }';
  const body = '<auth-login></auth-login><auth-login class="own"></auth-login>';
  const page = await openHost({ body, style });
  await page.locator('.primary').nth(1).waitFor();
  const colors = await page
    .locator('.primary')
    .evaluateAll((buttons) => buttons.map((one) => getComputedStyle(one).backgroundColor));
  expect(colors).toEqual(['rgb(29, 78, 216)', 'rgb(4, 5, 6)']);
});

test.each([
  ['light on a page that has only light colors', '', 'rgb(255, 255, 255)'],
  [
    'dark on a page that follows the system',
    ':root { color-scheme: light dark; }',
    'rgb(23, 24, 26)',
  ],
  ['dark if the page says so', 'auth-login { color-scheme: dark; }', 'rgb(23, 24, 26)'],
])('an element is %s', async (_what, style, expected) => {
  const page = await openHost(
    { body: '<auth-login></auth-login>', style },
    { colorScheme: 'dark' },
  );
  const card = page.locator('.card');
  await card.waitFor();
  expect(await card.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe(expected);
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the elements of one page, in %s, at 320 px, and nothing is cut',
  async (colorScheme) => {
    const person = await dashboard.addPerson({ accountName: 'A company with a rather long name' });
    const viewport = { width: 320, height: 640 };
    for (const as of [undefined, person]) {
      const options = { colorScheme, viewport, ...(as === undefined ? {} : { as }) };
      const page = await openHost({ body: ALL, style: DARK }, options);
      await page
        .getByRole(as === undefined ? 'textbox' : 'table')
        .first()
        .waitFor();
      expect(await dashboard.violations(page)).toEqual([]);
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(overflow).toBe(0);
    }
  },
);

test('the width of the element decides how the members are shown, and not that of the window', async () => {
  const style = 'auth-members { width: 30rem; }';
  const page = await openHost(
    { body: '<auth-members></auth-members>', style },
    { as: await dashboard.addPerson() },
  );
  await page.getByRole('table').waitFor();
  const cell = page.getByRole('cell').first();
  expect(await cell.evaluate((it) => getComputedStyle(it).display)).toBe('block');
});

test('the elements have the language of the page, and else that of the browser', async () => {
  const german = await openHost({ body: ALL, lang: 'de' });
  await german.getByRole('heading', { name: 'Anmelden' }).waitFor();
  await german.getByText('Melden Sie sich an, um die Mitglieder Ihres Kontos zu sehen.').waitFor();
  const french = await openHost({ body: ALL, lang: 'fr' }, { locale: 'de-DE' });
  await french.getByRole('heading', { name: 'Anmelden' }).waitFor();
  expect(await french.locator('auth-login > div').getAttribute('lang')).toBe('de-DE');
  expect(await french.evaluate(() => document.documentElement.lang)).toBe('fr');
});

test('the elements of a page ask once who is logged in, and follow one login', async () => {
  const { email } = await dashboard.addPerson();
  const page = await openHost({ body: ALL });
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/session/show')) asked += 1;
  });
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('auth-user button').waitFor();
  await page.getByRole('table').waitFor();
  expect(asked).toBe(1);
});

test('an element that is moved keeps what was typed, and one that is removed is empty', async () => {
  const page = await openHost({ body: '<auth-login></auth-login><div id="to"></div>' });
  await page.getByLabel('Email address').fill('ada@example.com');
  await page.evaluate(() => {
    const element = document.querySelector('auth-login');
    if (element !== null) document.getElementById('to')?.append(element);
  });
  expect(await page.locator('#to').getByLabel('Email address').inputValue()).toBe(
    'ada@example.com',
  );
  const left = await page.evaluate(async () => {
    const element = document.querySelector('auth-login');
    element?.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.body.append(document.createElement('auth-login'));
    return element?.innerHTML;
  });
  expect(left).toBe('');
  await page.getByLabel('Email address').waitFor();
});

test('a change of an attribute applies at once', async () => {
  const page = await openHost(
    { body: '<auth-user></auth-user>' },
    { as: await dashboard.addPerson() },
  );
  await page.getByRole('button', { name: 'Ada Lovelace' }).click();
  await page.evaluate(() => document.querySelector('auth-user')?.setAttribute('settings', '/mine'));
  await page.locator('a[href="/mine"]').waitFor();
});

test('a session that another page of the domain has set is asked about before anything is shown', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open(hostPage({ body: ALL }), {
    as: person,
    before: (opened) => opened.addInitScript(() => localStorage.removeItem('session')),
  });
  await page.getByText(`You are logged in as ${person.email}, but not by this page.`).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  expect(await page.getByRole('table').count()).toBe(0);
  await page.getByRole('button', { name: 'Yes, go on' }).click();
  await page.getByRole('table').waitFor();
});

test('a page at another address says where its elements work', async () => {
  const page = await dashboard.open();
  const there = new URL(hostPage({ body: ALL }), dashboard.url);
  await page.goto(there.href.replace('localhost', '127.0.0.1'));
  await page.getByText(`This page works at ${there.origin} only.`).first().waitFor();
});

test('the elements of a page in a frame are empty', async () => {
  const page = await dashboard.open();
  await page.setContent(
    `<iframe src="${new URL(hostPage({ body: ALL }), dashboard.url)}"></iframe>`,
  );
  const frame = page.frames().find((one) => one.url().includes('/host'));
  await frame?.waitForLoadState('networkidle');
  expect(await frame?.locator('auth-login').innerHTML()).toBe('');
});

test('a page has a policy that allows no script and no style but those of the service', async () => {
  const page = await dashboard.open('/team', {
    as: await dashboard.addPerson(),
    bypassCSP: false,
  });
  await page.getByRole('table').waitFor();
  const answer = await page.request.get(new URL('/login', dashboard.url).href);
  expect(answer.headers()['content-security-policy']).toContain("default-src 'self'");
  expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(answer.headers()['cache-control']).toBe('no-store');
});
