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
import { PREAMBLE } from '../support/projects/preamble';
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

/** Opens an address in Chromium and answers its prompts. */
async function open(url: string): Promise<number | undefined> {
  return withPage({ httpCredentials: LOGIN }, async (page) => (await page.goto(url))?.status());
}

/** Returns Chromium's prompts at an address. */
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

/** Runs wget, which first calls without credentials, and returns its result. */
async function wget(url: string) {
  const login = [`--user=${VARIABLES.USERNAME}`, `--password=${VARIABLES.PASSWORD}`];
  const fixed = ['--no-config', '--no-netrc', '--quiet', '--tries=1', '--output-document=-'];
  const { exitCode, stdout } = await runProgram('wget', [...fixed, ...login, url]);
  return { exitCode, stdout };
}

const anyauth = (url: string) => curl('--anyauth', '-u', 'twilio:ahoy!', url);

describe.each(ENVIRONMENTS)(
  'a Function that accepts bearer tokens or Basic, $environment,',
  ({ start }) => {
    const functions = {
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
    };
    let service: Service;
    let recorder: Recorder;
    let url: string;

    beforeAll(async () => {
      service = await start({ functions, variables: VARIABLES });
    });
    afterAll(() => service.close());
    beforeEach(async () => {
      recorder = await startRecorder(service.url);
      url = `${recorder.url}/either`;
    });
    afterEach(() => recorder.close());

    const CHALLENGED = ['GET /either bare: 401', 'GET /either with credentials: 200'];

    test('sends every challenge in one header, which fetch reads', async () => {
      const { headers } = await fetch(url);

      expect(parseChallenges(`${headers.get('www-authenticate')}`)).toEqual([
        { scheme: 'basic', params: { realm: 'Staff, "only"', charset: 'UTF-8' } },
        { scheme: 'bearer', params: { realm: 'x', error: 'invalid_token' } },
        { scheme: 'apikey', params: { realm: 'Pages', header: 'x-api-key' } },
      ]);
    });

    test('makes Chromium prompt with the realm of Basic', async () => {
      expect(await promptsAt(url)).toEqual([PROMPT]);
    });

    test('accepts Chromium after the user answers the prompt', async () => {
      expect(await open(url)).toBe(200);
      expect(recorder.exchanges().slice(0, 2)).toEqual(CHALLENGED);
    });

    test('accepts curl, which chooses the scheme itself', async () => {
      expect(await anyauth(url)).toMatchObject({ status: 200, body: 'OK' });
      expect(recorder.exchanges()).toEqual(CHALLENGED);
    });

    test('accepts wget', async () => {
      expect(await wget(url)).toEqual({ exitCode: 0, stdout: 'OK' });
      expect(recorder.exchanges()).toEqual(CHALLENGED);
    });

    test('accepts Twilio’s webhook client, which answers with the credentials of the URL', async () => {
      const calls = await deliverWebhook(withCredentials(url, VARIABLES), { Body: 'Ahoy' });

      expect(calls.map(({ status, reply }) => ({ status, reply }))).toEqual([
        { status: 401, reply: 'Unauthorized' },
        { status: 200, reply: 'OK' },
      ]);
    });
  },
);

// docs/adr/0010-single-challenge-header.md describes these clients.
describe('with several challenges', () => {
  const CASES = {
    'in one header, Basic first': [`${BASIC}, ${BEARER}`],
    'in one header, Bearer first': [`${BEARER}, ${BASIC}`],
    'in two headers, Basic first': [BASIC, BEARER],
    'in two headers, Bearer first': [BEARER, BASIC],
    'one of which has its realm last': [`${BASIC}, Other a="1", realm="late"`],
    'one of which has no parameters': [`${BASIC}, Other`],
  };
  const names = Object.keys(CASES) as (keyof typeof CASES)[];
  let server: Server;
  let base: string;

  beforeAll(async () => {
    server = createServer(({ url = '', headers }, response) => {
      if (headers.authorization?.startsWith('Basic ')) return response.end('OK');
      const name = names[Number(url.slice(1))] ?? 'in one header, Basic first';
      return response.writeHead(401, { 'WWW-Authenticate': CASES[name] }).end('No');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => closeServer(server));

  const at = (name: keyof typeof CASES) => `${base}/${names.indexOf(name)}`;

  test.each<[keyof typeof CASES, readonly object[]]>([
    ['in one header, Basic first', [PROMPT]],
    ['in one header, Bearer first', []],
    ['in two headers, Basic first', [PROMPT]],
    ['in two headers, Bearer first', [PROMPT]],
    ['one of which has its realm last', [{ ...PROMPT, realm: 'late' }]],
    ['one of which has no parameters', []],
  ])('Chromium finds Basic or does not, %s', async (name, expected) => {
    expect(await promptsAt(at(name))).toEqual(expected);
    expect(await open(at(name))).toBe(expected.length > 0 ? 200 : 401);
  });

  test.each(names)('curl and wget find Basic, %s', async (name) => {
    expect(await anyauth(at(name))).toMatchObject({ status: 200, body: 'OK' });
    expect(await wget(at(name))).toEqual({ exitCode: 0, stdout: 'OK' });
  });

  test.each(names)('Node’s fetch reads one list, %s', async (name) => {
    const { headers } = await fetch(at(name));

    expect(headers.get('www-authenticate')).toBe(CASES[name].join(', '));
  });
});

// lib/http/challenge.ts says that an own scheme for cookies causes no prompt in browsers.
describe.each([
  ['a session', 'Session realm="x"'],
  ['a session or an API key', 'Session realm="x", ApiKey realm="x", header="x-api-key"'],
])('a challenge for %s', (_what, challenge) => {
  let server: Server;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(401, { 'WWW-Authenticate': challenge }).end('No');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => closeServer(server));

  test('makes Chromium show the response without a prompt', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    expect(await promptsAt(url)).toEqual([]);
    const shown = await withPage({}, async (page) => {
      await page.goto(url);
      return page.textContent('body');
    });
    expect(shown).toBe('No');
  });
});
