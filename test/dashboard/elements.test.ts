import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { HOST_PAGE, heardIn, hostPage, listen } from '../support/dashboard/host-page';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { DEVELOPER, PASSWORD } from '../support/directory/directory';
import { totpCode } from '../support/directory/totp';

// The custom elements, in pages of the service.

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' }, { functions: { host: HOST_PAGE } });
const LOGIN = hostPage({ body: '<h1>Host</h1><auth-login></auth-login>' });
const USER = hostPage({ body: '<h1>Host</h1><auth-user></auth-user>' });
const MEMBERS = hostPage({ body: '<h1>Host</h1><auth-members></auth-members>' });

async function typeLogin(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}
async function addSecondAccount(userId: string): Promise<string> {
  const account = await dashboard.directory.addAccount('Second Inc.');
  await dashboard.directory.database.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
      values ($1, $2, $3, 'read-write', 'manager', false)`,
    [`mbr_${account.slice(3)}`, account, userId],
  );
  return account;
}

describe('<auth-login>', () => {
  test('logs in by keyboard alone on the page to which a guarded Function leads, and goes back', async () => {
    const { email } = await dashboard.addPerson();
    const page = await dashboard.open('/team');
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');
    expect(await focusedName(page)).toBe('Email address');
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: '' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/team');
  });

  test('leads a user who is logged in to its next page at once', async () => {
    const page = await dashboard.open('/login', { as: await dashboard.addPerson() });
    await page.waitForURL('**/team');
  });

  test('tells the page who has logged in, and is then empty', async () => {
    const { email, userId, account } = await dashboard.addPerson();
    const page = await dashboard.open(LOGIN);
    await listen(page);
    await typeLogin(page, email);
    await page.locator('auth-login form').waitFor({ state: 'detached' });
    const detail = {
      user: { id: userId, name: 'Ada Lovelace', email },
      account: { id: account, name: 'Example Inc.' },
    };
    expect(await heardIn(page)).toEqual([{ type: 'auth:logged-in', from: 'auth-login', detail }]);
    expect(await page.locator('auth-login').innerText()).toBe('');
  });

  test('does not open its next page if the page prevents it', async () => {
    const { email } = await dashboard.addPerson();
    const page = await dashboard.open(hostPage({ body: '<auth-login next="/team"></auth-login>' }));
    await listen(page, ['auth:logged-in']);
    await typeLogin(page, email);
    await page.locator('auth-login form').waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/host');
  });

  test.each(['https://evil.example/', '//evil.example', 'javascript:alert(1)'])(
    'does not open %s',
    async (next) => {
      const { email } = await dashboard.addPerson();
      const page = await dashboard.open(
        hostPage({ body: `<auth-login next="${next}"></auth-login>` }),
      );
      await typeLogin(page, email);
      await page.locator('auth-login form').waitFor({ state: 'detached' });
      expect(new URL(page.url()).pathname).toBe('/host');
    },
  );

  test('says so if its next page sends the user back, and does not go in a circle', async () => {
    const page = await dashboard.open(
      hostPage({ body: '<h1>Host</h1><auth-login next="/elements/page.css"></auth-login>' }),
      { as: await dashboard.addPerson() },
    );
    await page.waitForURL('**/elements/page.css');
    await page.goBack();
    await page.goto(
      new URL(
        hostPage({ body: '<auth-login next="/elements/page.css"></auth-login>' }),
        dashboard.url,
      ).href,
    );
    await page.getByRole('heading', { name: 'This page refuses you' }).waitFor();
  });

  test('leads to the dashboard for a new password and for a new account', async () => {
    const page = await dashboard.open(LOGIN);
    const hrefOf = (name: string) => page.getByRole('link', { name }).getAttribute('href');
    expect(await hrefOf('Forgot your password?')).toBe('/account#/forgot-password');
    expect(await hrefOf('Sign up')).toBe('/account#/sign-up');
  });

  test('leads to single sign-on in the dashboard, and from there back to its page', async () => {
    const page = await dashboard.open(LOGIN);
    const link = page.getByRole('link', { name: 'Log in with single sign-on' });
    const next = new URL(LOGIN, dashboard.url);
    const query = new URLSearchParams({ next: next.pathname + next.search });
    expect(await link.getAttribute('href')).toBe(`/account#/sso?${query}`);
  });

  test('has the enrollment of a second factor that an account requires, and later its code', async () => {
    const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
    const { email } = await dashboard.addPerson({ account });
    const page = await dashboard.open(LOGIN);
    await typeLogin(page, email);
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const secret = (await page.getByLabel('Secret', { exact: true }).inputValue()).replaceAll(
      ' ',
      '',
    );
    expect(await dashboard.violations(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill(totpCode(secret));
    await page.keyboard.press('Enter');
    await page.getByLabel('I have saved them').check();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.locator('auth-login .entry').waitFor({ state: 'detached' });

    const other = await dashboard.open(LOGIN);
    await typeLogin(other, email);
    await other.getByRole('heading', { name: 'Enter your code' }).waitFor();
    expect(await dashboard.violations(other)).toEqual([]);
    await other.getByRole('button', { name: 'Use a recovery code' }).waitFor();
  });

  test('confirms a recent login for a Function that requires it', async () => {
    const page = await dashboard.open('/login#/step-up?next=%2Fteam', {
      as: await dashboard.addPerson(),
    });
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/team');
  });

  test('takes the focus only if it has the attribute autofocus or the user has entered it', async () => {
    const page = await dashboard.open(LOGIN);
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
    expect(await page.title()).toBe('Host');
    await tabTo(page, 'Password');
  });
});

describe('<auth-user>', () => {
  test('is empty for a visitor', async () => {
    const answer = '**/session/show';
    const page = await dashboard.open(USER, {
      before: (opened) => opened.route(answer, (route) => route.continue()),
    });
    await page.waitForFunction(() => customElements.get('auth-user') !== undefined);
    expect(await page.locator('auth-user').innerText()).toBe('');
  });

  test('opens its menu by keyboard, with a link to settings of the page', async () => {
    const page = await dashboard.open(
      hostPage({ body: '<h1>Host</h1><auth-user settings="/mine"></auth-user>' }),
      { as: await dashboard.addPerson() },
    );
    const button = page.getByRole('button', { name: 'Ada Lovelace' });
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await focusedName(page)).toBe('Settings');
    expect(await page.getByRole('link', { name: 'Settings' }).getAttribute('href')).toBe('/mine');
    expect(await dashboard.violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    expect(await focusedName(page)).toBe('Log out');
    await page.keyboard.press('Escape');
    expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  test('logs out, tells the page, and loads it again in every tab', async () => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open('/team', { as: person });
    await page.getByRole('table').waitFor();
    await listen(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('auth-user button').click();
    await other.getByRole('button', { name: 'Log out' }).click();
    await other.getByRole('heading', { name: 'Log in' }).waitFor();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await heardIn(page)).toEqual([
      { type: 'auth:logged-out', from: 'auth-user', detail: { reason: 'logged-out' } },
    ]);
  });

  test('does not load the page again if the page prevents it', async () => {
    const page = await dashboard.open(USER, { as: await dashboard.addPerson() });
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await listen(page, ['auth:logged-out']);
    await page.evaluate(() => Object.assign(globalThis, { isSame: true }));
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.locator('auth-user button').first().waitFor({ state: 'detached' });
    expect(await heardIn(page)).toHaveLength(1);
    expect(await page.evaluate(() => 'isSame' in globalThis)).toBe(true);
  });

  test('offers the logout at the identity provider after a logout, once', async () => {
    const page = await dashboard.open(USER, { as: await dashboard.addPerson() });
    await page.route('**/session/log-out', async (route) => {
      const response = await route.fetch();
      const providerLogoutUrl = 'https://login.example.com/logout';
      await route.fulfill({ response, json: { ...(await response.json()), providerLogoutUrl } });
    });
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    const link = page.getByRole('link', { name: 'Log out at login.example.com, too' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://login.example.com/logout');
    await page.reload();
    await page.locator('auth-user').waitFor({ state: 'attached' });
    expect(await page.evaluate("sessionStorage.getItem('provider-logout')")).toBeNull();
    expect(await link.count()).toBe(0);
  });

  test('notices a session that has expired, and leaves the page as it is', async () => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open(USER, { as: person });
    await page.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    await listen(page);
    const { query } = dashboard.directory.database;
    await query('delete from sessions where user_id = $1', [person.userId]);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator('auth-user button').waitFor({ state: 'detached' });
    expect(await heardIn(page)).toEqual([
      { type: 'auth:logged-out', from: 'auth-user', detail: { reason: 'expired' } },
    ]);
  });

  test('switches to another account, tells the page, and loads it again', async () => {
    const person = await dashboard.addPerson();
    const account = await addSecondAccount(person.userId);
    const page = await dashboard.open(USER, { as: person });
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    expect(await dashboard.violations(page)).toEqual([]);
    await listen(page);
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Second Inc.' }).click(),
    ]);
    await page.getByRole('button', { name: 'Second Inc.' }).waitFor();
    const [event] = await heardIn(page);
    expect(event).toMatchObject({
      type: 'auth:account-changed',
      from: 'auth-user',
      detail: { account: { id: account, name: 'Second Inc.' } },
    });
  });
});

describe('<auth-members>', () => {
  test('invites, changes and removes members, and tells the page', async () => {
    const person = await dashboard.addPerson();
    await dashboard.addPerson({ account: person.account, name: 'Bob', roles: DEVELOPER });
    const page = await dashboard.open(MEMBERS, { as: person });
    await page.getByRole('table').waitFor();
    await listen(page);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).fill('new@example.com');
    expect(await dashboard.violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('new@example.com').waitFor();
    await page.getByRole('button', { name: 'Actions for Bob' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.locator('.badge', { hasText: 'Disabled' }).waitFor();
    await page.getByRole('button', { name: 'Actions for Bob' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('link', { name: 'Bob' }).waitFor({ state: 'detached' });
    const member = expect.stringMatching(/^mbr_/);
    expect((await heardIn(page)).map(({ type, from, detail }) => [type, from, detail])).toEqual(
      [{ change: 'invited' }, { change: 'updated', member }, { change: 'removed', member }].map(
        (detail) => ['auth:members-changed', 'auth-members', detail],
      ),
    );
  });

  test('offers a member without that role neither an invitation nor a menu', async () => {
    const { account } = await dashboard.addPerson();
    const roles = { developer: 'read-only', team: 'read-only', administrator: false } as const;
    const page = await dashboard.open(MEMBERS, {
      as: await dashboard.addPerson({ account, roles }),
    });
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await dashboard.violations(page)).toEqual([]);
  });

  test('leads a visitor to the login, and from there back', async () => {
    const { email } = await dashboard.addPerson();
    const page = await dashboard.open(MEMBERS);
    await page.getByText('Log in to see the members of your account.').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Log in' }).click();
    await typeLogin(page, email);
    await page.waitForURL('**/host?**');
    await page.getByRole('table').waitFor();
  });

  test('filters without a change of the address, and links to the member in the dashboard', async () => {
    const person = await dashboard.addPerson();
    await dashboard.addPerson({ account: person.account, name: 'Bob' });
    const page = await dashboard.open(MEMBERS, { as: person });
    await page.getByRole('link', { name: 'Bob' }).waitFor();
    const { href } = new URL(page.url());
    await page.getByRole('searchbox').fill('Ada');
    await page.getByRole('link', { name: 'Bob' }).waitFor({ state: 'detached' });
    expect(page.url()).toBe(href);
    expect(await page.getByRole('link', { name: 'Ada Lovelace' }).getAttribute('href')).toMatch(
      /^\/account#\/members\/mbr_/,
    );
  });

  test('lets a user whose session has ended log in again in place, and repeats the call', async () => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open(MEMBERS, { as: person });
    await page.getByRole('table').waitFor();
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).fill('later@example.com');
    const { query } = dashboard.directory.database;
    await query('delete from sessions where user_id = $1', [person.userId]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('later@example.com').waitFor();
  });
});
