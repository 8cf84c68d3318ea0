import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { jsonFields, type RawRequest, sendRequest } from '../support/clients/send-request';
import { basicAuthorization } from '../support/guard/invoke';
import {
  type ReceivedRequest,
  startUpstreamServer,
  type UpstreamServer,
} from '../support/servers/upstream-server';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import { startLocalService } from '../support/services/local-service';
import type { Service } from '../support/services/service';

const VARIABLES = { USERNAME: 'søren', PASSWORD: 'a long password' };
const OWN = basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD);
const UPSTREAM = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';
const BYTES = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
const FORM = 'application/x-www-form-urlencoded';

/** True after the caller of `endless` has closed the connection. */
let cutOff = false;

/** The responses of the upstream service, by the parameter `do`. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  text: (response) => response.writeHead(201, { 'Content-Type': 'text/plain' }).end('ahoy 暗号'),
  json: (response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a":1}'),
  bytes: (response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(BYTES),
  gzip: (response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/css', 'Content-Encoding': 'gzip' })
      .end(gzipSync('ahoy')),
  empty: (response) => response.writeHead(204).end(),
  failing: (response) => response.writeHead(503, { 'Retry-After': '5' }).end('later'),
  redirect: (response) => response.writeHead(302, { Location: '/evil?do=text' }).end(),
  cookie: (response) =>
    response.writeHead(200, { 'Set-Cookie': ['a=1; Max-Age=999999', 'b=2'] }).end('ahoy'),
  hop: (response) =>
    response
      .writeHead(200, { Connection: 'close, X-Hop', 'X-Hop': '1', 'X-Own': '1', Upgrade: 'h2c' })
      .end('ahoy'),
  large: (response) => response.writeHead(200).end(Buffer.alloc(4_000_000, 'a')),
  endless: (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 'a')));
    };
    cutOff = false;
    response.once('close', () => {
      cutOff = true;
    });
    response.on('drain', more);
    more();
  },
  slow: () => {},
  stalled: (response) => response.writeHead(200).write('ahoy'),
  broken: (response) => response.socket?.destroy(),
};

/** Answers a request as its parameter `do` says. */
function respond({ url, body }: ReceivedRequest, response: ServerResponse): void {
  const { searchParams } = new URL(url, 'http://behind.test');
  const named = searchParams.get('do') ?? new URLSearchParams(body).get('do') ?? 'text';
  ANSWERS[named]?.(response);
}

describe.each(ENVIRONMENTS)('an upstream service behind the guard, $environment,', ({ start }) => {
  let upstream: UpstreamServer;
  let service: Service;

  beforeAll(async () => {
    upstream = await startUpstreamServer(respond);
    service = await start({ variables: { ...VARIABLES, UPSTREAM_URL: `${upstream.url}/app?k=1` } });
  });
  afterAll(async () => {
    await service.close();
    await upstream.close();
  });

  const send = (query: string, request: RawRequest = {}) =>
    sendRequest(`${service.url}/upstream${query}`, {
      headers: { Authorization: OWN },
      ...request,
    });
  const last = () => upstream.received.at(-1);

  /** Sends a JSON body with the right credentials. */
  const sendJson = (value: unknown, fields: readonly string[] = ['Authorization', OWN]) => {
    const body = JSON.stringify(value);
    const headers = ['Host', 'localhost', ...fields, ...jsonFields(body)];
    return send('', { method: 'POST', headers, body });
  };

  test('gets no request without valid credentials', async () => {
    const before = upstream.received.length;

    const answer = await send('?do=text', { headers: {} });

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(upstream.received).toHaveLength(before);
  });

  test('gets a GET with its query, the caller’s credentials and the username', async () => {
    const answer = await send('?a=1&a=2&b=%C3%A5');

    expect(answer).toMatchObject({ status: 201, body: 'ahoy 暗号' });
    expect(last()).toMatchObject({ method: 'GET', url: '/app?k=1&a=1&a=2&b=%C3%A5', body: '' });
    expect(last()?.headers).toMatchObject({
      host: upstream.url.replace('http://', ''),
      authorization: OWN,
      'x-authenticated-user': 's%C3%B8ren',
    });
  });

  test('gets a form as a form', async () => {
    const headers = { Authorization: OWN, 'Content-Type': FORM };

    await send('', { method: 'POST', headers, body: 'a=1&a=2&b=%C3%A5+%26' });

    const { method, url, headers: received, body } = last() ?? {};
    expect({ method, url, body }).toEqual({
      method: 'POST',
      url: '/app?k=1',
      body: 'a=1&a=2&b=%C3%A5+%26',
    });
    expect(received).toMatchObject({ 'content-type': FORM, 'content-length': '20' });
  });

  test('gets JSON as JSON', async () => {
    await sendJson({ a: [1, { b: null }], c: '暗号' });

    expect(last()).toMatchObject({ method: 'POST', body: '{"a":[1,{"b":null}],"c":"暗号"}' });
  });

  test.each(['bytes', 'json', 'gzip', 'large'])(
    'has every byte of its response passed through: %s',
    async (what) => {
      const expected = {
        bytes: BYTES,
        json: '{"a":1}',
        gzip: 'ahoy',
        large: 'a'.repeat(4_000_000),
      };

      const reply = await fetch(`${service.url}/upstream?do=${what}`, {
        headers: { authorization: OWN },
      });
      const body = Buffer.from(await reply.arrayBuffer());

      expect(reply.status).toBe(200);
      expect(body.equals(Buffer.from(expected[what as keyof typeof expected]))).toBe(true);
      expect(reply.headers.has('content-encoding')).toBe(false);
    },
  );

  test('has the type of its response passed through', async () => {
    expect((await send('?do=bytes')).headers['content-type']).toBe('image/png');
    expect((await send('?do=json')).headers['content-type']).toMatch(/^application\/json\b/);
  });

  test.each([
    ['empty', { status: 204, body: '' }],
    ['failing', { status: 503, body: 'later' }],
    ['redirect', { status: 302, body: '' }],
  ])('has the status of its response passed through: %s', async (what, expected) => {
    expect(await send(`?do=${what}`)).toMatchObject(expected);
  });

  test('has its redirects passed through, not followed', async () => {
    const answer = await send('?do=redirect');

    expect(answer.headers['location']).toBe('/evil?do=text');
    expect(last()?.url).toBe('/app?k=1&do=redirect');
  });

  test('has its hop-by-hop headers removed', async () => {
    const { headers } = await send('?do=hop');

    expect(headers).toMatchObject({ 'x-own': '1' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-hop']));
    expect(headers).not.toHaveProperty('upgrade');
  });

  test('has its cookies removed, regardless of their lifetime', async () => {
    expect(await send('?do=cookie')).toMatchObject({ status: 200, body: 'ahoy', cookies: [] });
  });

  test('gets a new connection for every request, because a kept connection may be dead', async () => {
    const before = upstream.connections();

    await send('?do=text');
    await send('?do=text');

    expect(upstream.connections()).toBe(before + 2);
    expect(last()?.headers.connection).toBe('close');
  });

  describe('that is late', () => {
    const LATE = ['slow', 'stalled'];
    let answers: readonly { readonly tookMs: number }[];

    // Both at once, because each answer takes the whole time limit.
    beforeAll(async () => {
      const began = performance.now();
      answers = await Promise.all(
        LATE.map(async (what) => {
          const answer = await send(`?do=${what}`);
          return { ...answer, tookMs: performance.now() - began };
        }),
      );
    });

    test.each(LATE)('because it is %s leads to a 504', (what) => {
      const answer = answers[LATE.indexOf(what)];

      expect(answer).toMatchObject({
        status: 504,
        body: 'The upstream service did not answer in time',
      });
      expect(answer?.tookMs).toBeLessThan(9_900);
      expect(service.logs()).toMatch(/UPSTREAM_TIMED_OUT/);
    });
  });

  test('that sends without end leads to a 502, and its connection is closed', async () => {
    const answer = await send('?do=endless');

    expect(answer).toMatchObject({ status: 502, body: 'The upstream service sent too much' });
    expect(service.logs()).toMatch(/UPSTREAM_TOO_LARGE: the answer has over 4000000 bytes/);
    await until(() => cutOff);
  });

  test('that breaks the connection leads to a 502', async () => {
    const answer = await send('?do=broken');

    expect(answer).toMatchObject({ status: 502, body: 'The upstream service cannot be reached' });
  });

  describe('is safe from callers who know the password and', () => {
    test.each([
      [
        'their own username',
        ['X-Authenticated-User', 'admin'],
        { 'x-authenticated-user': 's%C3%B8ren' },
      ],
      [
        'their own username twice',
        ['X-Authenticated-User', 'a', 'x-authenticated-user', 'b'],
        { 'x-authenticated-user': 's%C3%B8ren' },
      ],
      [
        'a Connection header that names required headers',
        ['Connection', 'authorization, x-authenticated-user'],
        { authorization: OWN, 'x-authenticated-user': 's%C3%B8ren' },
      ],
      ['cookies', ['Cookie', 'session=1'], {}],
      [
        'the origin of the request',
        ['X-Forwarded-For', '127.0.0.1', 'Forwarded', 'for=127.0.0.1'],
        {},
      ],
    ])('send %s', async (_what, fields, expected) => {
      const headers = ['Host', 'evil.test', 'Authorization', OWN, ...fields];

      const answer = await send('', { headers });

      expect(answer.status).toBe(201);
      expect(last()?.headers).toMatchObject(expected);
      for (const name of ['cookie', 'x-forwarded-for', 'forwarded']) {
        expect(last()?.headers).not.toHaveProperty(name);
      }
      expect(last()?.headers.host).not.toBe('evil.test');
    });

    test('overwrite the request in JSON', async () => {
      const headers = {
        authorization: OWN,
        Authorization: UPSTREAM,
        host: 'evil.test',
        connection: 'authorization, x-authenticated-user',
        'x-authenticated-user': 'admin',
        X_Authenticated_User: 'admin',
        x_authenticated_user: 'admin',
        'x-forwarded-for': '127.0.0.1',
        'x-broken': '1\r\nx-admin: 1',
        'x-broken\r\nx-admin': '1',
        'transfer-encoding': 'chunked',
        'content-length': '3',
        expect: '100-continue',
        'x-own': ['1', { a: 1 }, '2'],
      };

      const answer = await sendJson({
        request: { headers, method: 'DELETE', url: '//evil' },
        a: 1,
      });

      expect(answer.status).toBe(201);
      expect(last()).toMatchObject({ method: 'GET', url: '/app?k=1&a=1', body: '' });
      const {
        accept: _1,
        'accept-language': _2,
        'user-agent': _3,
        ...received
      } = last()?.headers ?? {};
      expect(received).toEqual({
        host: upstream.url.replace('http://', ''),
        connection: 'close',
        authorization: OWN,
        'x-authenticated-user': 's%C3%B8ren',
        via: '1.1 twilio-functions-auth',
        'x-own': '1, 2',
        'sec-fetch-mode': 'cors',
        'accept-encoding': expect.stringContaining('gzip'),
      });
    });

    test.each(['?request=1', '?request=a&request=b', '?request[headers][host]=evil.test'])(
      'overwrite the request by %s, which makes them unauthenticated',
      async (query) => {
        const before = upstream.received.length;

        expect((await send(query)).status).toBe(401);
        expect(upstream.received).toHaveLength(before);
      },
    );

    test.each([
      '?url=http://evil.test/&host=evil.test&path=//evil.test&port=1',
      '?//evil.test/',
      '?a=%0d%0aHost:%20evil.test%0d%0a%0d%0aGET%20/admin&%0d%0ax-admin:%201=1',
      '?@evil.test/#x',
      '?UPSTREAM_URL=http://evil.test/&UPSTREAM_AUTHORIZATION=x',
      '?k=2&k[]=2',
    ])('try to reach another host or path by %s', async (query) => {
      const answer = await send(query);

      expect(answer.status).toBe(201);
      expect(last()?.url).toMatch(/^\/app\?k=1(?:&(?!k=)[^\r\n]*)?$/);
      expect(last()?.headers).not.toHaveProperty('x-admin');
      expect(last()?.headers.host).toBe(upstream.url.replace('http://', ''));
    });
  });
});

// A process for each request is the toolkit's default. It corrupts bytes (serverless-toolkit issue 421).
describe('with a process for each request', () => {
  const bodies = new Map<string, string>();

  beforeAll(async () => {
    const upstream = await startUpstreamServer(respond);
    const variables = { ...VARIABLES, UPSTREAM_URL: upstream.url };
    await withService(startLocalService({ variables, forkProcess: true }), async ({ url }) => {
      for (const what of ['text', 'json']) {
        const headers = { Authorization: OWN };
        bodies.set(what, (await sendRequest(`${url}/upstream?do=${what}`, { headers })).body);
      }
    });
    await upstream.close();
  });

  test.each([
    ['text', 'ahoy 暗号'],
    ['json', '{"a":1}'],
  ])('a response of %s is unchanged', (what, body) => {
    expect(bodies.get(what)).toBe(body);
  });
});

/** Waits until a condition holds. If it never does, the test's time limit ends the wait. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 20));
}
