import { type ForwardCase, forwardOnce } from '../../support/clients/forward-once';

let error: jest.SpyInstance;
let warn: jest.SpyInstance;

beforeEach(() => {
  error = jest.spyOn(console, 'error').mockImplementation();
  warn = jest.spyOn(console, 'warn').mockImplementation();
});

const replying = (body: string | Buffer | null, init?: ResponseInit): ForwardCase => ({
  reply: () => new Response(body, init),
});

describe('the caller gets', () => {
  test.each([200, 201, 204, 206, 304, 400, 403, 404, 418, 500, 503])(
    'the upstream status %i',
    async (status) => {
      const { answer } = await forwardOnce(replying(null, { status }));

      expect(answer.status).toBe(status);
      expect(error).not.toHaveBeenCalled();
    },
  );

  test('a redirect with its location', async () => {
    const location = '//elsewhere.test/';

    const { answer } = await forwardOnce(replying(null, { status: 302, headers: { location } }));

    expect(answer).toMatchObject({ status: 302, headers: { location } });
  });

  test('headers except hop-by-hop headers and those about an encoding', async () => {
    const { answer } = await forwardOnce(
      replying('x', {
        headers: {
          'Content-Type': 'text/css',
          'Cache-Control': 'no-cache',
          'X-Own': '1',
          Connection: 'keep-alive, x-hop',
          'X-Hop': '1',
          'Keep-Alive': 'timeout=5',
          'Proxy-Authenticate': 'Basic',
          'Proxy-Connection': 'keep-alive',
          TE: 'trailers',
          Trailer: 'x-sum',
          'Transfer-Encoding': 'chunked',
          Upgrade: 'h2c',
          'Content-Encoding': 'gzip',
          'Content-Length': '21',
        },
      }),
    );

    expect(answer.headers).toEqual({
      'content-type': 'text/css',
      'cache-control': 'no-cache',
      'x-own': '1',
      'Set-Cookie': [],
    });
  });

  test('no cookies, which one log line reports', async () => {
    const cookies = [['Set-Cookie', 'session=secret; Max-Age=999999'] as [string, string]];

    const { answer } = await forwardOnce(replying('x', { headers: cookies }));
    await forwardOnce(replying('x', { headers: cookies }));

    expect(answer.headers['Set-Cookie']).toEqual([]);
    expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('UPSTREAM_COOKIES')]);
  });

  test.each([
    ['text/html', 'ahoy 暗号'],
    ['text/plain; charset=UTF-8', 'ahoy 暗号'],
    ['text/plain; charset="utf-8"', '\ufeffahoy'],
    ['application/json', '{"a":1}'],
    ['application/problem+json', '{"a":1}'],
    ['image/svg+xml', Buffer.from('<svg/>')],
    ['application/atom+xml', '<feed/>'],
    ['text/html; charset=iso-8859-1', Buffer.from('ahoy')],
    ['text/html', Buffer.from('S\u00f8ren', 'latin1')],
    ['application/octet-stream', Buffer.from('ahoy')],
    ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff])],
  ])('a body of %s unchanged', async (type, body) => {
    const headers = { 'content-type': type };

    const { answer } = await forwardOnce(replying(body, { headers }));

    expect(answer.body).toEqual(body);
    expect(answer.headers['content-type']).toBe(type);
  });

  test('a body without a type as it is', async () => {
    const { answer } = await forwardOnce(replying(Buffer.from('ahoy')));

    expect(answer.body).toEqual(Buffer.from('ahoy'));
    expect(answer.headers).toEqual({ 'Set-Cookie': [] });
  });
});

describe('a failure of the upstream service', () => {
  const secret = 'behind.test';
  const refused = Object.assign(new Error(`connect ${secret}`), { code: 'ECONNREFUSED' });
  const broken = () => {
    const stream = new ReadableStream({ pull: (controller) => controller.error(refused) });
    return new Response(stream);
  };

  test.each<[string, ForwardCase, number, string, RegExp]>([
    [
      'a 401',
      replying('no', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="behind"' } }),
      502,
      'The upstream service refused the credentials',
      /UPSTREAM_REFUSED_CREDENTIALS: the upstream service answered 401\.$/,
    ],
    [
      'a connection that is refused',
      { reply: () => Promise.reject(new TypeError(`fetch ${secret}`, { cause: refused })) },
      502,
      'The upstream service cannot be reached',
      /UPSTREAM_UNREACHABLE: ECONNREFUSED\.$/,
    ],
    [
      'a connection that breaks',
      { reply: broken },
      502,
      'The upstream service cannot be reached',
      /UPSTREAM_UNREACHABLE: the connection failed\.$/,
    ],
    [
      'a byte above the limit',
      { ...replying('12345'), maxBytes: 4 },
      502,
      'The upstream service sent too much',
      /UPSTREAM_TOO_LARGE: the answer has over 4 bytes\.$/,
    ],
  ])('such as %s has a response and a log line', async (_what, given, status, body, line) => {
    const { answer } = await forwardOnce(given);

    expect(answer).toMatchObject({ status, body });
    expect(answer.headers).toEqual({
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Set-Cookie': [],
    });
    expect(error.mock.calls).toEqual([[expect.stringMatching(line)]]);
    expect(error.mock.calls.flat().join()).not.toContain(secret);
  });

  test('does not include an answer of exactly the allowed size', async () => {
    const { answer } = await forwardOnce({ ...replying('1234'), maxBytes: 4 });

    expect(answer.status).toBe(200);
  });

  test('such as an endless body stops the reading', async () => {
    let pulled = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      pulled += 1;
      controller.enqueue(Buffer.alloc(100));
    };

    const { answer } = await forwardOnce({
      reply: () => new Response(new ReadableStream({ pull })),
    });

    expect(answer.status).toBe(502);
    expect(pulled).toBeLessThan(15);
  });
});

describe('an invalid setting leads to a 500 and a log line that names it:', () => {
  test.each<[string, ForwardCase, RegExp]>([
    ['no URL', { url: undefined }, /UPSTREAM_URL is required/],
    ['an empty URL', { url: '' }, /UPSTREAM_URL is required/],
    ['a host name only', { url: 'behind.test' }, /UPSTREAM_URL must be an http or https URL/],
    ['a path', { url: '/app' }, /UPSTREAM_URL must be an http or https URL/],
    ['a file', { url: 'file:///etc/passwd' }, /UPSTREAM_URL must be an http or https URL/],
    ['data', { url: 'data:,secret' }, /UPSTREAM_URL must be an http or https URL/],
    ['ftp', { url: 'ftp://behind.test/' }, /UPSTREAM_URL must be an http or https URL/],
    ['a number', { url: 5 }, /UPSTREAM_URL must be an http or https URL/],
    [
      'credentials in the URL',
      { url: 'http://me:secret@behind.test/' },
      /UPSTREAM_URL must not contain credentials/,
    ],
    [
      'a name in the URL',
      { url: 'http://me@behind.test/' },
      /UPSTREAM_URL must not contain credentials/,
    ],
    [
      'the URL of the Function itself',
      { url: 'https://name-1234.twil.io/upstream?a=1' },
      /must not lead back to this Function/,
    ],
    [
      'a line break in the credentials',
      { authorization: 'Basic secret\r\nx-admin: 1' },
      /UPSTREAM_AUTHORIZATION must be a valid Authorization header\.$/,
    ],
    ['letters beyond ASCII', { authorization: 'Basic sécret' }, /UPSTREAM_AUTHORIZATION must be/],
    [
      'two invalid settings',
      { url: '', authorization: ' ' },
      /UPSTREAM_URL is .*; UPSTREAM_AUTHORIZATION must be/,
    ],
  ])('%s', async (_what, given, line) => {
    const { answer, sent } = await forwardOnce(given);

    expect(sent).toBeUndefined();
    expect(answer).toMatchObject({ status: 500, body: 'The upstream service is not configured' });
    expect(error.mock.calls).toEqual([[expect.stringMatching(line)]]);
    expect(error.mock.calls.flat().join()).toContain('UPSTREAM_NOT_CONFIGURED');
    expect(error.mock.calls.flat().join()).not.toMatch(/s[eé]cret/);
  });

  test.each(['Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'Bearer x', 'Digest a="b", c=d', 'token'])(
    'the Authorization value %s is valid',
    async (authorization) => {
      expect((await forwardOnce({ authorization })).answer.status).toBe(200);
    },
  );
});
