import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Roles } from '../../../lib/identity/roles';
import { launchBrowser } from '../clients/browser';
import { ADMINISTRATOR, createDirectory, type TestDirectory } from '../directory/directory';
import { addSession } from '../directory/directory-rows';
import { copyProject } from '../projects/project-copy';
import { startLocalService } from '../services/local-service';

/** A person in the tests, who can log in with {@link PASSWORD}. */
export interface Person {
  readonly email: string;
  readonly userId: string;
  /** The account of the person's only membership. */
  readonly account: string;
}

/** The dashboard of a running local service, in a browser. */
export interface Dashboard {
  /** The page's address, without a fragment. */
  readonly url: string;
  readonly directory: TestDirectory;
  /** Adds a user to an account. Default: the administrator of a new account. */
  addPerson(options?: PersonOptions): Promise<Person>;
  /** Opens a place of the page in a new browser profile, such as `#/log-in`, or another page, such as `/team`. */
  open(place?: string, options?: OpenOptions): Promise<Page>;
  /** Returns what axe-core finds on a page, one line for each element. */
  violations(page: Page): Promise<readonly string[]>;
  /** Accepts console errors that the browser reports about what a test does to it. */
  ignoreConsole(expected: RegExp): void;
}

/** The options of {@link Dashboard.addPerson}. */
export interface PersonOptions {
  readonly name?: string;
  readonly email?: string;
  readonly roles?: Roles;
  readonly account?: string;
  readonly accountName?: string;
}

/** The options of {@link Dashboard.open}, and those of the browser profile. */
export interface OpenOptions extends BrowserContextOptions {
  /** The person whose session the browser has. Default: none. */
  readonly as?: Person;
  /** Changes the page before it opens. */
  readonly before?: (page: Page) => Promise<unknown>;
}

// The browser itself reports these answers, and a page cannot prevent it. Requests of the browser's own to other hosts
// find no name; those of a page are refused by its policy, which other tests keep.
const EXPECTED =
  /^Failed to load resource: (?:the server responded with a status of (?:4\d\d|503)|net::ERR_NAME_NOT_RESOLVED)/;

/** Where the service of {@link useDashboard} runs. */
export interface DashboardOptions {
  /** Starts the service, with these variables. Default: a local service. */
  readonly start?: (variables: Readonly<Record<string, string>>) => Promise<StartedService>;
  /** More Functions of a local service: what follows `module.exports.handler =`, by their names. */
  readonly functions?: Readonly<Record<string, string>>;
  /** Additional environment variables of a local service, when it starts. */
  readonly env?: () => Readonly<Record<string, string>>;
}

/**
 * Gives the tests of a file one service and one browser. A console error of a page fails the test that caused it.
 *
 * @param more - additional or different variables of the service.
 */
export function useDashboard(
  more: Readonly<Record<string, string>> = {},
  { functions = {}, env = () => ({}), ...options }: DashboardOptions = {},
): Dashboard {
  const dashboard = {} as { -readonly [Key in keyof Dashboard]: Dashboard[Key] };
  const errors: string[] = [];
  let started: StartedService;
  const start = options.start ?? ((variables) => startLocally(variables, functions, env()));
  let browser: Browser;
  beforeAll(async () => {
    const directory = await createDirectory(more);
    // The platform sets the name of the service.
    const { DOMAIN_NAME: _name, ...variables } = directory.variables;
    started = await start(variables);
    browser = await launchBrowser(...started.browserArguments);
    const url = `${started.origin}/account`;
    Object.assign(dashboard, {
      url,
      directory,
      violations,
      ignoreConsole(expected: RegExp) {
        const others = errors.filter((error) => !expected.test(error));
        errors.splice(0, errors.length, ...others);
      },
      addPerson: (options?: PersonOptions) => addPerson(directory, options),
      open: (place?: string, options?: OpenOptions) =>
        openPage(browser, { url: new URL(place ?? '', url).href, directory, errors }, options),
    });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await started?.close();
    await dashboard.directory?.close();
  });
  return dashboard;
}

/** A running service of the dashboard. */
export interface StartedService {
  readonly origin: string;
  readonly browserArguments: readonly string[];
  close(): Promise<void>;
}

async function startLocally(
  variables: Readonly<Record<string, string>>,
  functions: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<StartedService> {
  const { folder, remove } = copyProject();
  for (const [name, handler] of Object.entries(functions)) {
    writeFileSync(
      join(folder, `.twilioserverless/functions/${name}.js`),
      `const auth = require(Runtime.getAssets()['/auth.js'].path);\nmodule.exports.handler = ${handler};\n`,
    );
  }
  const service = await startLocalService({ variables, folder, env });
  return {
    origin: service.url.replace('127.0.0.1', 'localhost'),
    browserArguments: [],
    async close() {
      await service.close();
      remove();
    },
  };
}

async function addPerson(
  directory: TestDirectory,
  { name, email: given, roles = ADMINISTRATOR, account: existing, accountName }: PersonOptions = {},
): Promise<Person> {
  const email = given ?? `${randomBytes(4).toString('hex')}@example.com`;
  const account = existing ?? (await directory.addAccount(accountName ?? 'Example Inc.'));
  const userId = await directory.addUser(email, { [account]: roles });
  const named = name ?? 'Ada Lovelace';
  await directory.database.query('update users set name = $1 where id = $2', [named, userId]);
  return { email, userId, account };
}

interface Opened {
  readonly url: string;
  readonly directory: TestDirectory;
  readonly errors: string[];
}

async function openPage(
  browser: Browser,
  { url, directory, errors }: Opened,
  { as: person, before, ...options }: OpenOptions = {},
): Promise<Page> {
  // axe-core is a script that the page's policy refuses.
  const context = await browser.newContext({
    bypassCSP: true,
    locale: 'en-US',
    ignoreHTTPSErrors: true,
    ...options,
  });
  context.setDefaultTimeout(30_000);
  if (person !== undefined) {
    const { secret, id } = await addSession(directory.database, {
      userId: person.userId,
      accountId: person.account,
    });
    const cookie = {
      name: '__Secure-session',
      value: secret,
      domain: new URL(url).hostname,
      path: '/',
    };
    await context.addCookies([{ ...cookie, secure: true, httpOnly: true, sameSite: 'Strict' }]);
    await context.addInitScript((session) => {
      // Frames and empty pages have no storage.
      if (location.protocol.startsWith('http') && self === top)
        localStorage.setItem('session', session);
    }, id);
  }
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() !== 'error' || EXPECTED.test(message.text())) return;
    errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await before?.(page);
  await page.goto(url);
  return page;
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Axe describes every element that passes, which takes most of its time, unless it is asked for violations only.
const RUN = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then(
  ({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => \`\${id}: \${help}: \${html}\`)))`;

async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  return (await page.evaluate(RUN)) as readonly string[];
}
