import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { cancelPrompts, launchBrowser } from '../support/clients/browser';
import { curl } from '../support/clients/curl';
import { deliverWebhook } from '../support/clients/webhook-client';
import { withCredentials } from '../support/guard/credentials';
import { parseChallenges } from '../support/guard/parse-challenges';
import { type Recorder, startRecorder } from '../support/guard/recorder';
import { runProgram } from '../support/processes/run-program';
import { copyProjectWith, PREAMBLE } from '../support/projects/copy-project-with';
import { ENVIRONMENTS } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';
import { closeServer } from '../support/simulator/listen';

const LOGIN = { username: VARIABLES.USERNAME, password: VARIABLES.PASSWORD };
const BASIC = 'Basic realm="Staff, \\"only\\"", charset="UTF-8"';
const BEARER = 'Bearer realm="x", error="invalid_token"';
const PROMPT = { source: 'Server', scheme: 'basic', realm: 'Staff, "only"' };

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Opens an address in Chromium and answers its prompts, if there are any. */
async function open(url: string): Promise<number | undefined> {
  return withPage({ httpCredentials: LOGIN }, async (page) => (await page.goto(url))?.status());
}

/** What Chromium prompts for at an address. */
function promptsAt(url: string) {
  return withPage({}, (page) => cancelPrompts(page, url));
}

async function withPage<T>(options: object, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options);
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Runs wget, which calls bare first, and tells what it ended with. */
async function wget(url: string) {
  const pair = [`--user=${VARIABLES.USERNAME}`, `--password=${VARIABLES.PASSWORD}`];
  const fixed = ['--no-config', '--no-netrc', '--quiet', '--tries=1', '--output-document=-'];
  const { exitCode, stdout } = await runProgram('wget', [...fixed, ...pair, url]);
  return { exitCode, stdout };
}

const anyauth = (url: string) => curl('--anyauth', '-u', 'twilio:ahoy!', url);

describe.each(ENVIRONMENTS)(
  'a Function that takes bearer tokens or Basic, $environment',
  ({ start }) => {
    const project = copyProjectWith({
      'either.js': `${PREAMBLE}
      const bearer = {
        name: 'bearer',
        configure: () => ({
          challenge: '${BEARER}',
          authenticate: () => ({ status: 'absent' }),
        }),
      };
      const staff = basic({ realm: 'Staff, "only"' });
      exports.handler = withAuth([bearer, byKey, staff], () => 'OK');`,
    });
    let service: Service;
    let recorder: Recorder;
    let url: string;

    beforeAll(async () => {
      service = await start({ folder: project.folder, variables: VARIABLES });
    });
    afterAll(async () => {
      await service.close();
      project.remove();
    });
    beforeEach(async () => {
      recorder = await startRecorder(service.url);
      url = `${recorder.url}/either`;
    });
    afterEach(() => recorder.close());

    const CHALLENGED = ['GET /either bare: 401', 'GET /either with credentials: 200'];

    test('sends one field, which fetch reads with every challenge', async () => {
      const { headers } = await fetch(url);

      expect(parseChallenges(`${headers.get('www-authenticate')}`)).toEqual([
        { scheme: 'basic', params: { realm: 'Staff, "only"', charset: 'UTF-8' } },
        { scheme: 'bearer', params: { realm: 'x', error: 'invalid_token' } },
        { scheme: 'apikey', params: { realm: 'Pages', header: 'x-api-key' } },
      ]);
    });

    test('makes Chromium prompt with Basic’s realm', async () => {
      expect(await promptsAt(url)).toEqual([PROMPT]);
    });

    test('lets Chromium in once the prompt is answered', async () => {
      expect(await open(url)).toBe(200);
      expect(recorder.exchanges().slice(0, 2)).toEqual(CHALLENGED);
    });

    test('lets curl in that finds out for itself how to sign in', async () => {
      expect(await anyauth(url)).toMatchObject({ status: 200, body: 'OK' });
      expect(recorder.exchanges()).toEqual(CHALLENGED);
    });

    test('lets wget in', async () => {
      expect(await wget(url)).toEqual({ exitCode: 0, stdout: 'OK' });
      expect(recorder.exchanges()).toEqual(CHALLENGED);
    });

    test('is answered by Twilio’s webhook client with the URL’s credentials', async () => {
      const calls = await deliverWebhook(withCredentials(url, VARIABLES), { Body: 'Ahoy' });

      expect(calls.map(({ status, reply }) => ({ status, reply }))).toEqual([
        { status: 401, reply: 'Unauthorized' },
        { status: 200, reply: 'OK' },
      ]);
    });
  },
);

// What docs/adr/0010-single-challenge-header.md says of these clients.
describe('Of several challenges', () => {
  const CASES = {
    'in one field, Basic first': [`${BASIC}, ${BEARER}`],
    'in one field, Bearer first': [`${BEARER}, ${BASIC}`],
    'in two fields, Basic first': [BASIC, BEARER],
    'in two fields, Bearer first': [BEARER, BASIC],
    'one of which names its realm late': [`${BASIC}, Other a="1", realm="late"`],
    'one of which has no parameters': [`${BASIC}, Other`],
  };
  const names = Object.keys(CASES) as (keyof typeof CASES)[];
  let server: Server;
  let base: string;

  beforeAll(async () => {
    server = createServer(({ url = '', headers }, response) => {
      if (headers.authorization?.startsWith('Basic ')) return response.end('OK');
      const name = names[Number(url.slice(1))] ?? 'in one field, Basic first';
      return response.writeHead(401, { 'WWW-Authenticate': CASES[name] }).end('No');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => closeServer(server));

  const at = (name: keyof typeof CASES) => `${base}/${names.indexOf(name)}`;

  test.each<[keyof typeof CASES, readonly object[]]>([
    ['in one field, Basic first', [PROMPT]],
    ['in one field, Bearer first', []],
    ['in two fields, Basic first', [PROMPT]],
    ['in two fields, Bearer first', [PROMPT]],
    ['one of which names its realm late', [{ ...PROMPT, realm: 'late' }]],
    ['one of which has no parameters', []],
  ])('Chromium finds Basic, or does not: %s', async (name, expected) => {
    expect(await promptsAt(at(name))).toEqual(expected);
    expect(await open(at(name))).toBe(expected.length > 0 ? 200 : 401);
  });

  test.each(names)('curl and wget find Basic: %s', async (name) => {
    expect(await anyauth(at(name))).toMatchObject({ status: 200, body: 'OK' });
    expect(await wget(at(name))).toEqual({ exitCode: 0, stdout: 'OK' });
  });

  test.each(names)('Node’s fetch reads one list: %s', async (name) => {
    const { headers } = await fetch(at(name));

    expect(headers.get('www-authenticate')).toBe(CASES[name].join(', '));
  });
});

// What lib/http/challenge.ts says of browsers: an own scheme for cookies costs no prompt.
describe.each([
  ['a session', 'Session realm="x"'],
  ['a session or an API key', 'Session realm="x", ApiKey realm="x", header="x-api-key"'],
])('A challenge for %s', (_what, challenge) => {
  let server: Server;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(401, { 'WWW-Authenticate': challenge }).end('No');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => closeServer(server));

  test('makes Chromium show the answer, without a prompt', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    expect(await promptsAt(url)).toEqual([]);
    const shown = await withPage({}, async (page) => {
      await page.goto(url);
      return page.textContent('body');
    });
    expect(shown).toBe('No');
  });
});
