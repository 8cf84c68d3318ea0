import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { type ApiTestAnswer, type ApiTestCall, callApi } from '../support/directory/call-api';
import { type ProductionSimulator, startSimulator } from '../support/simulator/start-simulator';

// These tests cover what the simulated Serverless API refuses; deploy.test.ts covers what a deploy needs:
// https://www.twilio.com/docs/serverless/api

const HANDLER = { name: '@twilio/runtime-handler', version: '2.0.3' };

let simulator: ProductionSimulator;
let service: string;
let environment: string;

beforeAll(async () => {
  simulator = await startSimulator();
  service = `/v1/Services/${await create('/v1/Services', { UniqueName: 'fixture' })}`;
  const environments = `${service}/Environments`;
  const sid = await create(environments, { UniqueName: 'dev-environment', DomainSuffix: 'dev' });
  environment = `${environments}/${sid}`;
});
afterAll(() => simulator.close());

const call = (request: ApiTestCall) => callApi(simulator, request);
const post = (path: string, fields: Readonly<Record<string, string>>) =>
  call({ method: 'POST', path, fields: Object.entries(fields) });

describe('the API responds with', () => {
  test.each([
    ['no credentials', ''],
    ['a wrong token', 'Basic QUM6d3Jvbmc='],
  ])('401 for %s', async (_what, authorization) => {
    expect(await call({ path: '/v1/Services', authorization })).toEqual({
      status: 401,
      body: {
        code: 20003,
        message: 'Authenticate',
        more_info: 'https://www.twilio.com/docs/errors/20003',
        status: 401,
      },
    });
  });

  test('404 for an unknown Service, an unknown path and an upload to the wrong host', async () => {
    const answers = await Promise.all([
      call({ path: `/v1/Services/ZS${'0'.repeat(32)}` }),
      call({ path: '/v1/Other' }),
      call({ path: '/v1/Services', host: 'serverless-upload.twilio.com' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe('a Service', () => {
  test('is listed under the key that the response names', async () => {
    const { body } = await call({ path: '/v1/Services' });

    expect(body).toMatchObject({
      meta: { key: 'services', next_page_url: null },
      services: [{ sid: expect.stringMatching(/^ZS[0-9a-f]{32}$/), unique_name: 'fixture' }],
    });
  });

  test('cannot have the name of another Service', async () => {
    const answer = await post('/v1/Services', { UniqueName: 'fixture', FriendlyName: 'again' });

    expect(answer).toMatchObject({ status: 409 });
  });

  test.each(['with space', 'dots.in.it', 'a'.repeat(51), ''])(
    'cannot have the name "%s"',
    async (UniqueName) => {
      expect(await post('/v1/Services', { UniqueName, FriendlyName: 'a' })).toMatchObject({
        status: 400,
      });
    },
  );
});

describe('an upload', () => {
  test.each(['/a#b', '/a?b', '/a b', 'a', `/${'a'.repeat(255)}`, ''])(
    'cannot have the path "%s"',
    async (path) => {
      expect(await upload({ path })).toMatchObject({ status: 400 });
    },
  );

  test('requires a valid visibility', async () => {
    expect(await upload({ visibility: 'Public' })).toMatchObject({ status: 400 });
  });

  test('is rejected once with the status that a test sets', async () => {
    simulator.rejectNextUpload(413);

    expect(await upload({})).toMatchObject({ status: 413, body: { status: 413 } });
    expect(await upload({})).toMatchObject({ status: 201 });
  });
});

describe('a build', () => {
  test('can be deployed after it has completed', async () => {
    const sid = await build({});

    expect(await statusOf(sid)).toBe('completed');
    expect(await post(`${environment}/Deployments`, { BuildSid: sid })).toMatchObject({
      status: 201,
    });
  });

  test('with two files of one path fails and cannot be deployed', async () => {
    const sid = await build({ paths: ['/a', '/a'] });
    const deployment = await post(`${environment}/Deployments`, { BuildSid: sid });

    expect(await statusOf(sid)).toBe('failed');
    expect(deployment.status).toBe(400);
  });

  test.each([
    { what: 'the newest runtime handler of npm', dependencies: [{ ...HANDLER, version: '2.1.0' }] },
    {
      what: 'a runtime handler that Twilio does not list',
      dependencies: [{ ...HANDLER, version: '2.0.2' }],
    },
    {
      what: 'a version range of the runtime handler',
      dependencies: [{ ...HANDLER, version: '^2.0.3' }],
    },
    { what: 'a tag of the runtime handler', dependencies: [{ ...HANDLER, version: 'latest' }] },
    { what: 'a folder', dependencies: [HANDLER, { name: 'own', version: 'file:../own' }] },
    { what: 'a dependency without a version', dependencies: [HANDLER, { name: 'own' }] },
    { what: 'no runtime handler', dependencies: [] },
  ])('with $what is refused with error 20001', async ({ dependencies }) => {
    expect(await requestBuild({ dependencies })).toMatchObject({
      status: 400,
      body: { code: 20001 },
    });
  });

  test.each(['node18', 'node20', 'node99', '22', ''])(
    'with the runtime "%s" is refused with error 82007',
    async (runtime) => {
      expect(await requestBuild({ runtime })).toMatchObject({ status: 400, body: { code: 82007 } });
    },
  );

  test.each(['1.2.0', '2.0.1', '2.0.3', '2.1.2'])(
    'with the runtime handler %s is completed',
    async (version) => {
      expect(await statusOf(await build({ dependencies: [{ ...HANDLER, version }] }))).toBe(
        'completed',
      );
    },
  );

  test.each([
    { what: 'without files', fields: {} },
    { what: 'of an unknown version', fields: { FunctionVersions: 'ZN0' } },
  ])('$what is refused', async ({ fields }) => {
    expect(await post(`${service}/Builds`, fields)).toMatchObject({ status: 400 });
  });

  test('requires its dependencies as JSON inside double quotes', async () => {
    const { body } = await upload({});
    const fields = { FunctionVersions: `${body['sid']}`, Dependencies: JSON.stringify([HANDLER]) };

    expect(await post(`${service}/Builds`, fields)).toMatchObject({ status: 400 });
  });
});

describe('a variable', () => {
  test.each([
    { what: 'a value of 450 bytes', Key: 'A', Value: 'é'.repeat(225), status: 201 },
    { what: 'a value of 451 bytes', Key: 'B', Value: `${'é'.repeat(225)}a`, status: 400 },
    { what: 'a key of 128 characters', Key: 'C'.repeat(128), Value: 'a', status: 201 },
    { what: 'a key of 129 characters', Key: 'D'.repeat(129), Value: 'a', status: 400 },
    { what: 'no value', Key: 'E', Value: '', status: 400 },
  ])('with $what leads to status $status', async ({ Key, Value, status }) => {
    expect(await post(`${environment}/Variables`, { Key, Value })).toMatchObject({ status });
  });

  test('is changed by its SID and cannot be created twice', async () => {
    const { body } = await post(`${environment}/Variables`, { Key: 'F', Value: 'before' });
    const path = `${environment}/Variables/${body['sid']}`;
    const changed = await post(path, { Key: 'F', Value: 'after' });
    const again = await post(`${environment}/Variables`, { Key: 'F', Value: 'again' });

    expect(changed).toMatchObject({ status: 200, body: { value: 'after' } });
    expect(again.status).toBe(409);
  });

  test('that brings the total size over 3 kB is refused', async () => {
    const sid = await create(`${service}/Environments`, { UniqueName: 'full' });
    const path = `${service}/Environments/${sid}/Variables`;
    const statuses: number[] = [];
    for (const Key of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
      statuses.push((await post(path, { Key, Value: 'a'.repeat(450) })).status);
    }

    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 400]);
  });
});

test('the proxy refuses requests to other hosts', async () => {
  expect(await throughProxy('example.com')).toMatch(/^HTTP\/1\.1 403 /);
});

test('the proxy forwards requests to the API', async () => {
  expect(await throughProxy('serverless.twilio.com')).toMatch(/^HTTP\/1\.1 401 /);
});

async function create(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const { body } = await post(path, { FriendlyName: 'a name', ...fields });
  return `${body['sid']}`;
}

async function upload({ path = '/a', visibility = 'public' }): Promise<ApiTestAnswer> {
  const sid = await create(`${service}/Functions`, {});
  const fields = new FormData();
  fields.set('Path', path);
  fields.set('Visibility', visibility);
  fields.set('Content', new Blob(['exports.handler = () => {};']), 'a.js');
  const host = 'serverless-upload.twilio.com';
  return call({ method: 'POST', host, path: `${service}/Functions/${sid}/Versions`, fields });
}

interface BuildOptions {
  readonly dependencies?: readonly object[];
  readonly runtime?: string;
  readonly paths?: readonly string[];
}

async function build(options: BuildOptions): Promise<string> {
  const { status, body } = await requestBuild(options);
  expect(status).toBe(201);
  return `${body['sid']}`;
}

async function requestBuild({
  dependencies = [HANDLER],
  runtime = 'node22',
  paths = ['/a'],
}: BuildOptions): Promise<ApiTestAnswer> {
  const uploads = await Promise.all(paths.map((path) => upload({ path })));
  const versions = uploads.map(({ body }) => ['FunctionVersions', `${body['sid']}`] as const);
  const others = [
    ['Dependencies', `"${JSON.stringify(dependencies)}"`],
    ['Runtime', runtime],
  ] as const;
  const fields = [...versions, ...others];
  return call({ method: 'POST', path: `${service}/Builds`, fields });
}

async function statusOf(buildSid: string): Promise<unknown> {
  return (await call({ path: `${service}/Builds/${buildSid}/Status` })).body['status'];
}

/**
 * Sends one request without credentials over TLS, as the toolkit does.
 *
 * @returns the whole response, or the proxy's own response if it opens no tunnel.
 */
async function throughProxy(host: string): Promise<string> {
  const { hostname, port } = new URL(simulator.env['HTTP_PROXY'] ?? '');
  const tunnel = connect(Number(port), hostname);
  tunnel.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  const [opened] = await once(tunnel, 'data');
  if (!`${opened}`.startsWith('HTTP/1.1 200 ')) return `${opened}`;
  const ca = readFileSync(simulator.env['NODE_EXTRA_CA_CERTS'] ?? '');
  const secure = connectTls({ socket: tunnel, servername: host, ca });
  secure.write(`GET /v1/Services HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(secure);
}
