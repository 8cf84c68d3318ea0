import { createHmac } from 'node:crypto';
import { jsonFields, type RawRequest, sendRequest } from '../support/clients/send-request';
import type { OpenedProject } from '../support/projects/project-copy';
import { RULES_PROJECT } from '../support/projects/rules-project';
import { writeProject } from '../support/projects/write-project';
import { type DeployedService, deployToSimulator } from '../support/services/deploy-to-simulator';
import { type ProductionSimulator, startSimulator } from '../support/simulator/start-simulator';

// The rules are Twilio's. These tests check that the simulator keeps them, so other tests can rely on it. The
// source of each rule is named where the rule is implemented.

const DAY_SECONDS = 86_400;
const HOST = ['Host', 'localhost'];

let simulator: ProductionSimulator;
let project: OpenedProject;
let service: DeployedService;

beforeAll(async () => {
  simulator = await startSimulator({ timeLimitMs: 1000, maxConcurrency: 3 });
  project = writeProject(RULES_PROJECT);
  const { folder } = project;
  service = await deployToSimulator({ folder, simulator, variables: { GREETING: 'Ahoy' } });
});
afterAll(async () => {
  await service.close();
  await simulator.close();
  project.remove();
});

const send = (path: string, request?: RawRequest) => sendRequest(service.url + path, request);
const see = async (path = '/seen', request?: RawRequest) =>
  JSON.parse((await send(path, request)).body);

describe('files', () => {
  test('are renamed and run from another folder', async () => {
    const { file, folder } = await see();

    expect(file).toMatch(/\/handlers\/ZN[0-9a-f]{32}\.js$/);
    expect(file).toContain(folder);
    expect(folder).not.toContain(project.folder);
  });

  test.each(['/relative', '/sibling'])(
    'cannot be required by a relative path: %s',
    async (path) => {
      expect(await see(path)).toEqual({ code: 'MODULE_NOT_FOUND' });
    },
  );

  test('can be required by the path that Runtime.getAssets() gives', async () => {
    const { name, file } = await see('/helped');

    expect(name).toBe('helper');
    expect(file).toMatch(/\/files\/ZN[0-9a-f]{32}$/);
  });

  test('can require declared packages only', async () => {
    expect(await see('/undeclared')).toEqual({ code: 'MODULE_NOT_FOUND' });
    expect((await send('/declared')).body).toBe('function');
  });

  test('are listed by the Runtime: private Assets and all Functions', async () => {
    const { assets, functions, opened } = await see('/runtime');

    expect(Object.keys(assets).sort()).toEqual(['/helper.js', '/secret.txt']);
    expect(Object.keys(functions)).toEqual(
      expect.arrayContaining(['seen', 'nested/deep', 'signed', 'hidden']),
    );
    expect(opened).toBe('A secret.');
  });
});

describe('a container', () => {
  test('keeps module state between requests', async () => {
    const { count } = await see('/counter');

    expect(await see('/counter')).toEqual({ count: count + 1 });
  });

  test('has only the deployed variables and the platform’s own variables', async () => {
    const { context, environment } = await see();

    const deployed = {
      GREETING: 'Ahoy',
      ACCOUNT_SID: simulator.account.accountSid,
      AUTH_TOKEN: simulator.account.authToken,
      SERVICE_SID: expect.stringMatching(/^ZS[0-9a-f]{32}$/),
      ENVIRONMENT_SID: expect.stringMatching(/^ZE[0-9a-f]{32}$/),
      DOMAIN_NAME: expect.stringMatching(/^fixture-\d{4}-dev\.twil\.io$/),
    };
    expect(context).toEqual({ ...deployed, PATH: '/seen' });
    expect(environment).toEqual(deployed);
  });
});

describe('paths', () => {
  test.each(['/seen/', '/Seen', '/seen/more', '/see%6e', '/nothing', '/nested', '/favicon.ico'])(
    'are exact, so %s leads to a 404',
    async (path) => {
      expect((await send(path)).status).toBe(404);
    },
  );

  test('lead to nested Functions', async () => {
    expect(await send('/nested/deep')).toMatchObject({ status: 200, body: 'deep' });
  });

  test.each(['/hidden', '/secret.txt', '/helper.js'])(
    'do not lead to private files: %s',
    async (path) => {
      expect((await send(path)).status).toBe(404);
    },
  );
});

describe('a protected file', () => {
  test.each(['/signed', '/signed.txt'])('requires a signature: %s', async (path) => {
    const unsigned = await send(path);
    const wrong = await send(path, { headers: { 'X-Twilio-Signature': sign(path, 'wrong') } });
    const right = await send(path, { headers: { 'X-Twilio-Signature': sign(path) } });

    expect([unsigned.status, wrong.status, right.status]).toEqual([403, 403, 200]);
  });

  test('is signed with the parameters of a form', async () => {
    const headers = [
      ...HOST,
      'Content-Type',
      'application/x-www-form-urlencoded',
      'Content-Length',
      '9',
      'X-Twilio-Signature',
      sign('/signed', 'Body', 'Ahoy'),
    ];
    const right = await send('/signed', { method: 'POST', headers, body: 'Body=Ahoy' });
    const changed = await send('/signed', { method: 'POST', headers, body: 'Body=Ahey' });

    expect([right.status, changed.status]).toEqual([200, 403]);
  });
});

describe('of the methods,', () => {
  test.each(['HEAD', 'PUT', 'PATCH', 'DELETE'])('%s is not allowed', async (method) => {
    expect((await send('/text', { method })).status).toBe(405);
  });

  test('a GET with a body is forbidden', async () => {
    const headers = [...HOST, 'Content-Length', '1'];

    expect((await send('/text', { headers, body: 'a' })).status).toBe(403);
  });

  test('OPTIONS is answered without the Function and without credentials', async () => {
    const before = await see('/counter');
    const { status, headers } = await send('/counter', { method: 'OPTIONS' });
    const after = await see('/counter');

    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(after.count).toBe(before.count + 1);
  });
});

describe('a request', () => {
  test.each([
    'Host',
    'Referer',
    'Via',
    'X-Real-IP',
    'X-Forwarded-For',
    'X-Accel-Buffering',
    'Proxy-Authorization',
    'I-Twilio-Request-Id',
    'X-Amzn-Trace-Id',
  ])('loses its header %s', async (name) => {
    const other = name === 'Host' ? [] : HOST;
    const { headers } = await see('/seen', { headers: [...other, name, 'a', 'X-Own', 'b'] });

    expect(headers).toEqual({ 'x-own': 'b' });
  });

  test('keeps repeated headers apart and keeps Authorization, Cookie, Origin and User-Agent', async () => {
    const own = ['Authorization', 'a', 'Authorization', 'b', 'Cookie', 'c=d', 'Origin', 'e'];
    const { headers } = await see('/seen', { headers: [...HOST, ...own, 'User-Agent', 'f'] });

    const expected = { authorization: ['a', 'b'], cookie: 'c=d', origin: 'e', 'user-agent': 'f' };
    expect(headers).toEqual(expected);
  });

  test('becomes an event in which the body overrides the query', async () => {
    const body = '{"a":"body"}';
    const headers = [...HOST, ...jsonFields(body)];
    const { event } = await see('/seen?a=query&b=1', { method: 'POST', headers, body });

    expect(event).toEqual({ a: 'body', b: '1' });
  });

  test('with malformed JSON leads to a 400 without a stack', async () => {
    const headers = [...HOST, ...jsonFields('{')];
    const answer = await send('/seen', { method: 'POST', headers, body: '{' });

    expect(answer).toMatchObject({ status: 400, body: 'Bad Request' });
  });

  test.each([
    { what: '90 headers', count: 90, length: 1, status: 200 },
    { what: '91 headers', count: 91, length: 1, status: 431 },
    { what: '14.9 kB of headers', count: 4, length: 7400, status: 200 },
    { what: 'more than 15 kB of headers', count: 4, length: 7500, status: 431 },
  ])('with $what leads to status $status', async ({ count, length, status }) => {
    // Two of the headers are Host and Connection.
    const own = Array.from({ length: count - 2 }, (_, index) => [`X-${index}`, 'a'.repeat(length)]);
    const headers = [...HOST, 'Connection', 'close', ...own.flat()];

    expect((await send('/text', { headers })).status).toBe(status);
  });

  test.each([
    { what: 'almost 1 MB', length: 999_000, status: 200 },
    { what: 'more than 1 MB', length: 1_000_001, status: 413 },
  ])('with $what leads to status $status', async ({ length, status }) => {
    const headers = [...HOST, 'Content-Type', 'text/plain', 'Content-Length', `${length}`];
    const body = 'a'.repeat(length);

    expect((await send('/text', { method: 'POST', headers, body })).status).toBe(status);
  });
});

describe('a response', () => {
  test.each([
    ['/untyped', 'application/octet-stream'],
    ['/text', 'text/plain; charset=utf-8'],
    ['/twiml', 'text/xml; charset=utf-8'],
    ['/counter', 'application/json; charset=utf-8'],
    ['/public.txt', 'text/plain'],
    ['/style.css', 'text/css'],
  ])('of %s has the type %s', async (path, type) => {
    const { status, headers } = await send(path);

    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
  });

  test('has the platform’s own header and none of Express', async () => {
    const { headers } = await send('/text');

    expect(headers).toMatchObject({ 'x-shenanigans': 'none' });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
  });

  test.each([
    { what: '4 MB', length: 4_000_000, status: 200 },
    { what: 'more than 4 MB', length: 4_000_001, status: 502 },
  ])('of $what leads to status $status', async ({ length, status }) => {
    expect((await send(`/large?length=${length}`)).status).toBe(status);
  });

  test.each([
    { what: '80 headers', query: 'count=80', status: 200 },
    { what: '91 headers', query: 'count=91', status: 431 },
    { what: 'more than 15 kB of headers', query: 'count=16&length=1000', status: 431 },
  ])('with $what leads to status $status', async ({ query, status }) => {
    expect((await send(`/headers?${query}`)).status).toBe(status);
  });
});

describe('a cookie', () => {
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

  test.each([
    { attribute: `Max-Age=${DAY_SECONDS + 1}` },
    { attribute: `max-age=${DAY_SECONDS * 365}` },
    { attribute: `Expires=${inSeconds(DAY_SECONDS + 60)}` },
  ])('that lives longer than a day leads to a 400: $attribute', async ({ attribute }) => {
    const answer = await send(`/cookie?attribute=${encodeURIComponent(attribute)}`);

    expect(answer).toMatchObject({ status: 400, cookies: [] });
    expect(answer.body).toBe('Cookies max-age cannot be greater than a day');
  });

  test('gets HttpOnly, Secure and the Domain of the service', async () => {
    const attributes = [`Max-Age=${DAY_SECONDS}`, 'Path=/', 'Domain=twil.io'];
    const query = attributes.map((one) => `attribute=${encodeURIComponent(one)}`).join('&');
    const { status, cookies } = await send(`/cookie?${query}`);

    const { domainName } = service;
    expect(status).toBe(200);
    expect(cookies).toEqual([
      `name=value; Max-Age=${DAY_SECONDS}; Path=/; Domain=${domainName}; HttpOnly; Secure`,
    ]);
  });
});

describe('a failure', () => {
  test.each(['/fails', '/throws', '/rejects', '/broken', '/without-handler'])(
    'of a Function leads to a 500 without details: %s',
    async (path) => {
      const { status, body } = await send(path);

      expect(status).toBe(500);
      expect(body).not.toMatch(/detail|\bat |ZN|<html/);
    },
  );

  test('with a value other than an Error leads to a 500 with that value', async () => {
    expect(await send('/fails-with-text')).toMatchObject({ status: 500, body: 'a reason' });
  });

  test('that ends the container does not affect the next one', async () => {
    await see('/counter');
    await send('/rejects');

    expect(await see('/counter')).toEqual({ count: 1 });
  });

  test('is logged with its details', async () => {
    await send('/fails');

    expect(service.logs()).toContain('Error: a detail');
  });
});

describe('at the limits of time and concurrency,', () => {
  test.each(['/never', '/busy'])('%s ends after the time limit with a 504', async (path) => {
    const answer = await send(path);
    const next = await see('/counter');

    expect(answer.status).toBe(504);
    expect(next).toEqual({ count: 1 });
  });

  test('a request beyond the concurrency limit leads to a 429', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => send(`/never?${id}`)));

    expect(answers.map(({ status }) => status).sort()).toEqual([429, 504, 504, 504]);
  });
});

/** Returns the signature of a URL and its form parameters: https://www.twilio.com/docs/usage/security. */
function sign(path: string, ...params: readonly string[]): string {
  const data = `https://${service.domainName}${path}${params.join('')}`;
  return createHmac('sha1', simulator.account.authToken).update(data).digest('base64');
}
