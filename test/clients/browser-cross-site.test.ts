import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { launchBrowser } from '../support/clients/browser';
import { ADMINISTRATOR, PASSWORD } from '../support/directory/directory';
import { addAccount, addMember, addSession } from '../support/directory/directory-rows';
import { type DirectoryService, startDirectory } from '../support/directory/directory-service';
import { cheapHash } from '../support/guard/cheap-hash';
import { type PageServer, startPageServer } from '../support/servers/page-server';
import { ENVIRONMENTS } from '../support/services/environments';

// These tests cover requests that a page of another origin makes with a visitor's browser. Another port is a
// same-site neighbor.

const NAME = '__Secure-session';
const FORGED = {
  'request[headers][content-type]': 'application/json',
  'request[headers][content-length]': '90000',
  'request[headers][origin]': 'https://service.example',
};

let browser: Browser;
let neighbor: PageServer;
beforeAll(async () => {
  browser = await launchBrowser();
  neighbor = await startPageServer();
});
afterAll(async () => {
  await browser.close();
  await neighbor.close();
});

describe.each(ENVIRONMENTS)('Chromium, $environment', (environment) => {
  let directory: DirectoryService;
  let account: string;
  let context: BrowserContext;
  let page: Page;
  let attacker: { readonly email: string; readonly userId: string };

  beforeAll(async () => {
    directory = await startDirectory(environment);
    account = await addAccount(directory.database);
    attacker = await addMember(directory.database, account, ADMINISTRATOR);
    await directory.database.query('update users set password_hash = $1', [cheapHash(PASSWORD)]);
    context = await browser.newContext();
    page = await context.newPage();
    // Each visit has no cookies, and no answer to a visit before it.
    const session = await context.newCDPSession(page);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  });
  afterAll(async () => {
    await context.close();
    await directory.close();
  });

  const logIn = () => ({ email: attacker.email, password: PASSWORD, ...FORGED });
  const urlOf = (path: string, query: Readonly<Record<string, string>>) =>
    `${directory.service.url}/${path}?${new URLSearchParams(query)}`;

  const sessionCount = () =>
    directory.database.query('select count(*) from sessions where user_id = $1', [attacker.userId]);

  const sessionsIn = async (context: BrowserContext) =>
    (await context.cookies()).filter(({ name }) => name === NAME);

  /** Lets a page of another origin send a request, and returns the browser's sessions after it. */
  async function visit(from: string, script: string, url: string) {
    await context.clearCookies();
    await page.goto(from);
    const isSent = (request: Request) => request.url() === url;
    const ended = Promise.race([
      page.waitForEvent('requestfinished', isSent),
      page.waitForEvent('requestfailed', isSent),
    ]);
    await page.evaluate(`{ const url = ${JSON.stringify(url)}; ${script} }`);
    await ended;
    return sessionsIn(context);
  }

  // The scripts of the page are text because the tests have no browser types.
  const WAYS: readonly (readonly [string, string])[] = [
    ['a link', 'location.href = url'],
    ['an image', 'new Image().src = url'],
    [
      'a form',
      `const form = Object.assign(document.createElement('form'), { method: 'post', action: url });
      for (const [name, value] of new URL(url).searchParams) {
        form.append(Object.assign(document.createElement('input'), { name, value }));
      }
      document.body.append(form);
      form.submit();`,
    ],
    [
      'a fetch of JSON with credentials',
      `fetch(url, {
        method: 'POST',
        credentials: 'include',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ json: true, ...Object.fromEntries(new URL(url).searchParams) }),
      }).catch(() => undefined)`,
    ],
  ];
  describe.each([
    ['a same-site neighbor', () => neighbor.origin],
    ['another site', () => 'about:blank'],
  ])('a page of %s', (_where, from) => {
    describe.each(WAYS)('by %s', (_how, script) => {
      test.each<[string, Readonly<Record<string, string>>]>([
        ['without json', {}],
        ['with json=true', { json: 'true' }],
        ['with json[]=true', { 'json[]': 'true' }],
        ['with json[a]=true', { 'json[a]': 'true' }],
      ])('cannot log a visitor in %s', async (_what, more) => {
        const url = urlOf('session/log-in', { ...logIn(), ...more });

        const before = await sessionCount();

        expect(await visit(from(), script, url)).toEqual([]);
        expect(await sessionCount()).toEqual(before);
      });

      test('cannot set a session cookie through a guarded Function', async () => {
        const { secret } = await addSession(directory.database, {
          userId: attacker.userId,
          accountId: account,
        });
        await directory.database.query(
          "update sessions set last_seen_at = now() - interval '1 hour'",
        );
        const url = urlOf('session/show', { [`request[cookies][${NAME}]`]: secret });

        expect(await visit(from(), script, url)).toEqual([]);
      });
    });
  });

  test('a login with json: true gives the browser a session in a response that is not cached', async () => {
    const context = await browser.newContext();
    const answer = await context.request.post(`${directory.service.url}/session/log-in`, {
      data: { json: true, email: attacker.email, password: PASSWORD },
    });

    expect(answer.status()).toBe(200);
    expect(answer.headers()['cache-control']).toBe('no-store');
    expect(answer.headers()['set-cookie']).toContain(`${NAME}=`);
    await context.close();
  });
});
