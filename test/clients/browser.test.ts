import type { Browser, BrowserContext, Page } from 'playwright-core';
import { cancelPrompts, launchBrowser, openPrompt } from '../support/clients/browser';
import { ALL_CREDENTIALS, CREDENTIALS } from '../support/guard/credentials';
import { type Recorder, startRecorder } from '../support/guard/recorder';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';

/** The username and password that the test enters in the login prompt. */
interface Login {
  readonly username: string;
  readonly password: string;
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(ENVIRONMENTS)('Chromium, $environment', ({ start }) => {
  let service: Service;
  let contexts: BrowserContext[];
  let recorder: Recorder;

  beforeAll(async () => {
    service = await start({ variables: ALL_CREDENTIALS });
  });
  beforeEach(() => {
    contexts = [];
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await recorder.close();
  });

  /** Returns the browser's requests, except those for the icon, whose time is arbitrary. */
  function visits(): readonly string[] {
    return recorder.exchanges().filter((line) => !line.includes('/favicon.ico'));
  }

  // One profile for each login: every test has an origin of its own, about which the profile knows nothing.
  const pages = new Map<string, Page>();
  afterAll(async () => {
    await Promise.all([...pages.values()].map((page) => page.context().close()));
    await service.close();
  });

  async function openPage(login?: Login, { url } = service): Promise<Page> {
    recorder = await startRecorder(url);
    const key = JSON.stringify(login);
    const known = pages.get(key);
    if (known !== undefined) return known;
    const context = await browser.newContext(login === undefined ? {} : { httpCredentials: login });
    const page = await context.newPage();
    if (login === undefined) contexts.push(context);
    else pages.set(key, page);
    return page;
  }

  /** Opens the private page and waits until it shows the username. */
  async function openReport(page: Page, { username }: Login): Promise<void> {
    await page.goto(`${recorder.url}/report`);
    await page.locator('#username').getByText(username, { exact: true }).waitFor();
  }

  describe.each(CREDENTIALS)('with $what', ({ variables }) => {
    const login = { username: variables.USERNAME, password: variables.PASSWORD };
    test('opens the private page after the user answers the prompt', async () => {
      const page = await openPage(login);

      const response = await page.goto(`${recorder.url}/report`);

      expect(response?.status()).toBe(200);
      expect(await page.title()).toBe('Report');
      expect(visits().slice(0, 2)).toEqual([
        'GET /report bare: 401',
        'GET /report with credentials: 200',
      ]);
    });

    test('sends the credentials with the page’s own fetch, which shows the username', async () => {
      const page = await openPage(login);

      await openReport(page, login);

      expect(visits().at(-1)).toBe('GET /whoami with credentials: 200');
    });

    test('shows no content after a wrong password', async () => {
      const page = await openPage({ ...login, password: `${login.password}x` });

      const response = await page.goto(`${recorder.url}/report`);

      expect(response?.status()).toBe(401);
      expect(await page.locator('body').textContent()).toBe('Unauthorized');
      expect(visits()).toEqual(['GET /report bare: 401', 'GET /report with credentials: 401']);
    });
  });

  describe('with a service for one caller', () => {
    const login = { username: VARIABLES.USERNAME, password: VARIABLES.PASSWORD };
    test('shows nothing until the user answers the prompt', async () => {
      const page = await openPage();

      await openPrompt(page, `${recorder.url}/report`);

      expect(page.url()).toBe('about:blank');
      expect(visits()).toEqual(['GET /report bare: 401']);
    });

    test('shows no content after the user cancels the prompt', async () => {
      const page = await openPage();

      await cancelPrompts(page, `${recorder.url}/report`);

      expect(await page.locator('body').textContent()).toBe('Unauthorized');
      expect(visits()).toEqual(['GET /report bare: 401']);
    });

    test('prompts once for each origin and sends the credentials with the next page at once', async () => {
      const page = await openPage(login);
      await openReport(page, login);
      const before = visits().length;

      await page.goto(`${recorder.url}/basic`);
      await page.goto(`${recorder.url}/whoami`);

      expect(visits().slice(before)).toEqual([
        'GET /basic with credentials: 200',
        'GET /whoami with credentials: 200',
      ]);
    });

    test('does not share credentials between profiles', async () => {
      const known = await openPage(login);
      await openReport(known, login);
      const context = await browser.newContext();
      contexts.push(context);
      const other = await context.newPage();

      await cancelPrompts(other, `${recorder.url}/report`);

      expect(await other.locator('body').textContent()).toBe('Unauthorized');
      expect(visits().at(-1)).toBe('GET /report bare: 401');
    });

    test('requests the private page again when the user goes back', async () => {
      const page = await openPage(login);
      await openReport(page, login);
      await page.goto(`${recorder.url}/health`);
      const before = visits().length;

      await page.goto(`${recorder.url}/report`);

      expect(visits()[before]).toBe('GET /report with credentials: 200');
    });
  });

  const realm = 'Staff "only" \\ entrance 1';
  const promptsAt = async (one: Service) => {
    const page = await openPage(undefined, one);
    return cancelPrompts(page, `${recorder.url}/report`);
  };

  test('prompts for the realm Authentication Required', async () => {
    expect(await promptsAt(service)).toEqual([
      { source: 'Server', scheme: 'basic', realm: 'Authentication Required' },
    ]);
  });

  test(`prompts for the realm ${realm}`, async () => {
    const variables = { ...VARIABLES, BASIC_AUTH_REALM: realm };

    const prompts = await withService(start({ variables }), promptsAt);

    expect(prompts).toEqual([{ source: 'Server', scheme: 'basic', realm }]);
  });
});
