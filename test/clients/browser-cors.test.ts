import type { Browser, Page } from 'playwright-core';
import {
  type FetchOptions,
  fetchFrom,
  launchBrowser,
  promptsOfFetch,
} from '../support/clients/browser';
import { type Recorder, startRecorder } from '../support/guard/recorder';
import { PREAMBLE } from '../support/projects/preamble';
import type { ProjectFiles } from '../support/projects/write-project';
import { type PageServer, startPageServer } from '../support/servers/page-server';
import { ENVIRONMENTS } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';

const KEY = { 'X-Api-Key': 'key' };
const PASSWORD = { Authorization: `Basic ${Buffer.from('twilio:ahoy!').toString('base64')}` };
const WRONG_PASSWORD = { Authorization: `Basic ${Buffer.from('twilio:wrong').toString('base64')}` };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_BODY = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: '{"a":1}',
};
const JSON_WITH_KEY = { ...JSON_BODY, headers: { ...JSON_BODY.headers, ...KEY } };

const KEY_CHALLENGE = 'ApiKey realm="Pages", header="x-api-key"';
const BASIC_CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';
const IN = { status: 200, body: '{"page":"twilio"}', challenge: null };
const OUT = { status: 401, body: 'Unauthorized', challenge: KEY_CHALLENGE };
const PROMPT = { source: 'Server', scheme: 'basic', realm: 'Authentication Required' };

// In the Fetch standard, `*` does not cover Authorization. Chromium implements this behind a switch.
const STANDARD_BEHAVIOR = '--enable-features=CorsNonWildcardRequestHeadersSupport';

let browser: Browser;
let strict: Browser;
let app: PageServer;
let unlisted: PageServer;
let functions: ProjectFiles;

beforeAll(async () => {
  [browser, strict] = await Promise.all([launchBrowser(), launchBrowser(STANDARD_BEHAVIOR)]);
  [app, unlisted] = await Promise.all([startPageServer(), startPageServer()]);
  const guarded = (options: string) => `${PREAMBLE}
    const handler = () => ({ page: 'twilio' });
    exports.handler = withAuth({ cors: ['${app.origin}'], ${options} }, handler);`;
  functions = {
    'by-key.js': guarded('schemes: byKey'),
    'by-basic.js': guarded('schemes: basic()'),
    'quiet.js': guarded('schemes: [byKey, basic()], challenge: false'),
    'without-cors.js': `${PREAMBLE} exports.handler = withAuth(byKey, () => 'in');`,
  };
});
afterAll(() => Promise.all([browser.close(), strict.close(), app.close(), unlisted.close()]));

describe.each(ENVIRONMENTS)(
  'Chromium calls the service with fetch, $environment,',
  ({ environment, start }) => {
    let service: Service;
    let recorder: Recorder;
    let page: Page;

    beforeAll(async () => {
      service = await start({ functions, variables: VARIABLES });
      page = await browser.newPage();
    });
    afterAll(async () => {
      await page.close();
      await service.close();
    });
    // An origin of its own for each test, about which the browser knows nothing.
    beforeEach(async () => {
      recorder = await startRecorder(service.url);
    });
    afterEach(async () => {
      await recorder.close();
    });

    const isLocal = environment === 'locally';

    describe('from a page of a listed origin', () => {
      beforeEach(async () => {
        await page.goto(app.origin);
      });

      test.each<[string, FetchOptions]>([
        ['GET', {}],
        ['POST', { method: 'POST', headers: FORM_TYPE, body: 'a=1' }],
      ])('and reads the 401 to a %s without a preflight', async (method, call) => {
        expect(await fetchFrom(page, `${recorder.url}/by-key`, call)).toEqual(OUT);
        expect(recorder.exchanges()).toEqual([`${method} /by-key bare: 401`]);
      });

      test('and reads the 401 to a POST of JSON after the preflight', async () => {
        expect(await fetchFrom(page, `${recorder.url}/by-key`, JSON_BODY)).toEqual(OUT);
        expect(recorder.exchanges()).toEqual([
          'OPTIONS /by-key bare: 204',
          'POST /by-key bare: 401',
        ]);
      });

      test('and reads the 401 with credentials included if no preflight is required', async () => {
        const answer = await fetchFrom(page, `${recorder.url}/by-key`, { credentials: 'include' });

        expect(answer).toEqual(OUT);
      });

      test('and cannot tell a 401 without cors from a broken network', async () => {
        expect(await fetchFrom(page, `${recorder.url}/without-cors`)).toBe('failed');
        expect(recorder.exchanges()).toEqual(['GET /without-cors bare: 401']);
      });

      // The platform's answer to OPTIONS allows every header with `*`, but no credentials. The local server's
      // answer lists headers, with Authorization and without those of this library.
      test.each<[string, boolean, boolean, string, FetchOptions]>([
        ['a key in its own header', false, true, 'by-key', { headers: KEY }],
        ['a key in its own header and JSON', false, true, 'by-key', JSON_WITH_KEY],
        [
          'a key in its own header and cookies',
          false,
          false,
          'by-key',
          { headers: KEY, credentials: 'include' },
        ],
        ['JSON and cookies', false, false, 'by-key', { ...JSON_BODY, credentials: 'include' }],
        ['PUT', false, false, 'by-key', { method: 'PUT' }],
        ['Authorization', true, true, 'by-basic', { headers: PASSWORD }],
      ])(
        'and succeeds or fails with %s (locally %s, deployed %s)',
        async (_what, locally, deployed, path, call) => {
          const answer = await fetchFrom(page, `${recorder.url}/${path}`, call);

          expect(answer).toEqual((isLocal ? locally : deployed) ? IN : 'failed');
        },
      );

      test('with Authorization in a browser that follows the standard', async () => {
        const other = await strict.newPage();
        await other.goto(app.origin);

        const answer = await fetchFrom(other, `${recorder.url}/by-basic`, { headers: PASSWORD });
        await other.close();

        expect(answer).toEqual(isLocal ? IN : 'failed');
      });

      test.each<[string, string, 'include' | 'omit', readonly object[]]>([
        ['a prompt, with credentials included', 'by-basic', 'include', [PROMPT]],
        ['no prompt, without credentials', 'by-basic', 'omit', []],
        ['no prompt with challenge: false', 'quiet', 'include', []],
        ['no prompt for an unknown challenge', 'by-key', 'include', []],
      ])('and shows %s', async (_what, path, credentials, expected) => {
        const { answer, prompts } = await promptsOfFetch(page, `${recorder.url}/${path}`, {
          credentials,
        });

        expect(prompts).toEqual(expected);
        expect(answer).toMatchObject({ status: 401 });
      });
    });

    describe('from a page of an unlisted origin', () => {
      beforeEach(async () => {
        await page.goto(unlisted.origin);
      });

      test.each<[string, FetchOptions]>([
        ['without a key', {}],
        ['with a key', { headers: KEY }],
        ['with credentials included', { credentials: 'include' }],
      ])('and fails %s', async (_what, call) => {
        expect(await fetchFrom(page, `${recorder.url}/by-key`, call)).toBe('failed');
      });
    });

    describe('from a page of the service’s own origin', () => {
      beforeEach(async () => {
        await page.goto(`${recorder.url}/health`);
      });

      test.each<[string, string, FetchOptions]>([
        ['a key', 'by-key', { headers: KEY }],
        ['a key and JSON', 'by-key', JSON_WITH_KEY],
        ['Authorization', 'by-basic', { headers: PASSWORD }],
        ['Authorization and challenge: false', 'quiet', { headers: PASSWORD }],
      ])('and succeeds with %s', async (_what, path, call) => {
        expect(await fetchFrom(page, `${recorder.url}/${path}`, call)).toEqual(IN);
      });

      test.each<[string, string, FetchOptions, readonly object[]]>([
        ['a prompt', 'by-basic', {}, [PROMPT]],
        [
          'a prompt for a wrong password in the script',
          'by-basic',
          { headers: WRONG_PASSWORD },
          [PROMPT],
        ],
        ['no prompt with challenge: false', 'quiet', {}, []],
        [
          'no prompt for a wrong password with challenge: false',
          'quiet',
          { headers: WRONG_PASSWORD },
          [],
        ],
      ])('and shows %s', async (_what, path, call, expected) => {
        const { answer, prompts } = await promptsOfFetch(page, `${recorder.url}/${path}`, call);

        expect(prompts).toEqual(expected);
        expect(answer).toMatchObject({
          status: 401,
          challenge: path === 'quiet' ? null : BASIC_CHALLENGE,
        });
      });
    });
  },
);
