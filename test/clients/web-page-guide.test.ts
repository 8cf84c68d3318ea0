import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import ts from 'typescript';
import { launchBrowser } from '../support/clients/browser';
import { PREAMBLE } from '../support/projects/preamble';
import { PROJECT } from '../support/projects/project';
import type { ProjectFiles } from '../support/projects/write-project';
import { type PageServer, startPageServer } from '../support/servers/page-server';
import { ENVIRONMENTS } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';

const APP = 'https://app.example';
const guide = readFileSync(join(PROJECT, 'docs', 'callers', 'web-page.md'), 'utf8');
const [policy = '', quiet = ''] = blocks('ts');
const [script = ''] = blocks('js');
const [failure = ''] = blocks('text');

let app: PageServer;
let browser: Browser;
let functions: ProjectFiles;

beforeAll(async () => {
  app = await startPageServer();
  browser = await launchBrowser();
  functions = {
    'hello-app.js': compile(policy, app.origin),
    'quiet.js': compile(quiet, app.origin),
    'without-cors.js': `${PREAMBLE} exports.handler = withAuth(byKey, () => 'in');`,
  };
});
afterAll(() => Promise.all([app.close(), browser.close()]));

describe.each(ENVIRONMENTS)('the page of the guide, $environment,', ({ environment, start }) => {
  let service: Service;
  let page: Page;
  let printed: string[];

  beforeAll(async () => {
    service = await start({ functions, variables: VARIABLES });
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    printed = [];
    page = await browser.newPage();
    page.on('console', (message) => printed.push(message.text()));
  });
  afterEach(() => page.close());

  /** Runs the script of the guide in the open page. */
  function hello(path: string, token: string): Promise<unknown> {
    const call = `hello(${JSON.stringify(`${service.url}/${path}`)}, ${JSON.stringify(token)})`;
    return page.evaluate(`(() => { ${script} return ${call}.catch(String); })()`);
  }

  // As the guide says, the local server's answer to OPTIONS has no X-Api-Key.
  const from = environment === 'locally' ? 'its own origin' : 'another origin';

  test.each(['hello-app', 'quiet'])(
    `calls /%s from ${from} and reads every answer`,
    async (path) => {
      await page.goto(environment === 'locally' ? `${service.url}/health` : app.origin);

      expect(await hello(path, 'key')).toEqual({ ahoy: 'page' });
      expect(await hello(path, 'wrong')).toBe('Error: This token is not, or no longer, accepted.');
    },
  );

  test('learns only that the call failed if the Function has no cors', async () => {
    await page.goto(app.origin);

    const reason = await page.evaluate(`fetch('${service.url}/without-cors').catch(String)`);

    const said = failure.replace('http://localhost:3000/hello', `${service.url}/without-cors`);
    const expected = said.replace(APP, app.origin).trim().split('\n');
    expect([printed[0], reason]).toEqual(expected);
  });
});

function blocks(language: string): readonly string[] {
  const found = guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'));
  return [...found].map(([, code = '']) => code);
}

/** Compiles a listing of the guide to a Function that checks a fixed key. */
function compile(listing: string, origin: string): string {
  const own = listing.replace(/^import .*$/m, '').replace(APP, origin);
  const { outputText } = ts.transpileModule(own, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return `${PREAMBLE} const apiKey = () => byKey;\n${outputText}`;
}
