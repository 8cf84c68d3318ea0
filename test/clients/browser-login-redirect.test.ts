import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../support/clients/browser';
import { sendRequest } from '../support/clients/send-request';
import { DEVELOPER } from '../support/directory/directory';
import { addAccount, addMember, addSession, inSeconds } from '../support/directory/directory-rows';
import { createDatabase, type TestDatabase } from '../support/postgres/database';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// The redirect to the login page, in a real browser: its own navigation headers, its rules for cookies, and a
// Location with a fragment. The login page here only checks whether a session is open.

const NAME = '__Secure-session';
const FUNCTIONS = {
  'month.js': `
    const { session, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(session({ login: '/landing' }), (context, event) => 'Ahoy, ' + event.month);`,
  'paid.js': `
    const { session, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    const policy = session({ login: '/landing', maxAuthAgeSeconds: 60 });
    exports.handler = withAuth(policy, () => 'paid');`,
  'landing.js': `
    const { open } = require(Runtime.getAssets()['/auth.js'].path);
    const page = \`<!doctype html><title>Log in</title><script type="module">
      const next = new URL(location.hash.slice(1), location.origin).searchParams.get('next');
      const { status } = await fetch('/session/show');
      if (status === 200 && location.hash.startsWith('#/log-in')) location.replace(new URL(next, location.origin));
      else document.title = status + ' ' + location.hash;
    </script>\`;
    exports.handler = open(() =>
      new Twilio.Response().setBody(page).appendHeader('Content-Type', 'text/html; charset=utf-8'));`,
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(ENVIRONMENTS)('Chromium, $environment', ({ start }) => {
  let database: TestDatabase;
  let service: Service;
  let account: string;
  let ada: { readonly userId: string };
  let context: BrowserContext;

  beforeAll(async () => {
    database = await createDatabase();
    account = await addAccount(database);
    ada = await addMember(database, account, DEVELOPER);
    const DIRECTORY_KEY = randomBytes(32).toString('base64');
    const variables = { DATABASE_URL: database.url, DIRECTORY_KEY };
    service = await start({ functions: FUNCTIONS, variables });
  });
  afterAll(async () => {
    await service.close();
    await database.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());

  /** Gives the browser a session, as a login on a page of the service does. */
  async function logIn(): Promise<void> {
    const owner = { userId: ada.userId, accountId: account };
    const { secret } = await addSession(database, owner, { stepped_up_at: inSeconds(-70) });
    const { hostname: domain } = new URL(service.url);
    const cookie = { name: NAME, value: secret, domain, path: '/', secure: true, httpOnly: true };
    await context.addCookies([{ ...cookie, sameSite: 'Strict' }]);
  }

  test('a visitor who is not logged in gets to the login page, which knows where to go back', async () => {
    const page = await context.newPage();

    await page.goto(`${service.url}/month?month=2026-11&month=2026-12`);

    await page.waitForFunction("document.title.startsWith('401')");
    expect(page.url()).toBe(
      `${service.url}/landing#/log-in?next=%2Fmonth%3Fmonth%3D2026-11%26month%3D2026-12`,
    );
  });

  test('a link of another site, which arrives without the cookie, opens the page of a user who is logged in', async () => {
    await logIn();
    const page = await context.newPage();
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/month')) statuses.push(response.status());
    });
    await page.setContent(`<a href="${service.url}/month?month=2026-11">a link in a mail</a>`);

    await page.click('a');

    await page.waitForURL(`${service.url}/month?month=2026-11`);
    expect(await page.textContent('body')).toBe('Ahoy, 2026-11');
    expect(statuses).toEqual([303, 200]);
  });

  test('a user whose step-up is too old gets to the step-up', async () => {
    await logIn();
    const page = await context.newPage();

    await page.goto(`${service.url}/paid`);

    await page.waitForFunction("document.title.startsWith('200')");
    expect(page.url()).toBe(`${service.url}/landing#/step-up?next=%2Fpaid`);
  });

  test('the script of a page gets the status and is not redirected', async () => {
    const page = await context.newPage();
    await page.goto(`${service.url}/health`);

    const answer = await page.evaluate(
      `fetch('/month').then(({ status, redirected }) => ({ status, redirected }))`,
    );

    expect(answer).toEqual({ status: 401, redirected: false });
  });

  test('a form that was sent too late leads back to the path alone', async () => {
    const page = await context.newPage();
    await page.goto(`${service.url}/health`);
    await page.setContent(
      `<form method="post" action="${service.url}/month"><input name="month" value="1"><button>Send</button></form>`,
    );

    await page.click('button');

    await page.waitForURL(`${service.url}/landing#/log-in?next=%2Fmonth`);
  });

  test('the decision log says that the caller was redirected', async () => {
    const headers = { Accept: 'text/html' };

    const { status } = await sendRequest(`${service.url}/month`, { headers });

    expect(status).toBe(303);
    expect(service.logs()).toContain(
      '{"session_auth":{"decision":"block"},"scheme":"session","code":"CREDENTIALS_MISSING","path":"/month","enforced":true,"redirected":true}',
    );
  });
});
