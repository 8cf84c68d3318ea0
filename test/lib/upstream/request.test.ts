import { forwardOnce } from '../../support/clients/forward-once';

const FORM = 'application/x-www-form-urlencoded';
const ADDED = {
  'x-authenticated-user': 'twilio',
  via: '1.1 twilio-functions-auth',
  connection: 'close',
};

describe('the upstream service gets', () => {
  test.each([
    ['the credentials', { authorization: 'Basic eDp4' }],
    ['what the client accepts', { accept: 'text/html', 'accept-language': 'fr' }],
    ['conditions', { 'if-none-match': '"1"', range: 'bytes=0-1' }],
    ['custom headers', { 'x-api-version': '2' }],
    ['bytes beyond ASCII', { 'x-name': 'S\u00f8ren' }],
    ['a header without a value', { 'x-empty': '' }],
  ])('%s', async (_what, headers) => {
    const { sent } = await forwardOnce({ headers });

    expect(sent?.headers).toEqual({ ...headers, ...ADDED });
  });

  test('repeated headers in their order', async () => {
    const { sent } = await forwardOnce({ headers: { 'x-hop': ['a', 'b'] } });

    expect(sent?.headers['x-hop']).toBe('a, b');
  });

  test.each([
    ['twilio', 'twilio'],
    ['ops@example.com', 'ops@example.com'],
    ['søren %', 's%C3%B8ren%20%25'],
    ['a\r\nx-admin: 1', 'a%0D%0Ax-admin:%201'],
  ])('the username %j as %s', async (username, field) => {
    const { sent } = await forwardOnce({ username });

    expect(sent?.headers['x-authenticated-user']).toBe(field);
    expect(decodeURIComponent(field)).toBe(username);
  });
});

describe('the upstream service does not get', () => {
  test.each([
    ['a persistent connection', { connection: 'keep-alive', 'keep-alive': 'timeout=5' }],
    ['a header that Connection names', { connection: 'close, X-Token', 'x-token': '1' }],
    [
      'headers that several Connection headers name',
      { connection: ['x-a', 'x-b'], 'x-a': '1', 'x-b': '2' },
    ],
    ['Proxy-Connection', { 'proxy-connection': 'keep-alive' }],
    ['TE and Trailer', { te: 'trailers', trailer: 'x-sum' }],
    ['Transfer-Encoding', { 'transfer-encoding': 'chunked' }],
    ['Upgrade', { connection: 'upgrade', upgrade: 'websocket' }],
    ['credentials for a proxy', { 'proxy-authorization': 'Basic eDp4' }],
    ['a proxy’s challenge', { 'proxy-authenticate': 'Basic' }],
    ['Host', { host: 'evil.test' }],
    ['Expect', { expect: '100-continue' }],
    ['a length', { 'content-length': '5' }],
    ['an encoding', { 'accept-encoding': 'br', 'content-encoding': 'gzip' }],
    ['digests of a body', { digest: 'x', 'content-digest': 'x', 'content-md5': 'x' }],
    ['cookies, which are this domain’s own', { cookie: 'session=1' }],
    ['the caller’s own name', { 'x-authenticated-user': 'admin' }],
    ['the caller’s own name, spelled as a variable', { x_authenticated_user: 'admin' }],
    ['the caller’s own name, in another case', { 'X-Authenticated-User': 'admin' }],
    [
      'the origin of the request',
      { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=1', via: '1.1 x' },
    ],
    [
      'the origin of the request, spelled as a variable',
      { x_forwarded_host: 'x', 'x-real-ip': '::1' },
    ],
    ['a Content-Type without a body', { 'content-type': 'text/plain' }],
    ['a second Authorization in another case', { Authorization: 'Basic eDp4' }],
    ['a line break in a value', { 'x-a': '1\r\nx-admin: 1' }],
    ['a line break in a name', { 'x-a\r\nx-admin': '1' }],
    ['a value beyond one byte', { 'x-a': '暗号' }],
    ['values that are not text', { 'x-a': 1, 'x-b': null, 'x-c': { toString: 'x' }, 'x-d': [[]] }],
    ['an empty name', { '': '1' }],
    ['headers in a string', 'x-admin: 1'],
    ['null as the headers', null],
  ])('%s', async (_what, headers) => {
    const { sent } = await forwardOnce({ headers });

    expect(sent?.headers).toEqual(ADDED);
  });

  test('other headers that Connection names, but gets the credentials', async () => {
    const { sent } = await forwardOnce({
      headers: {
        connection: 'authorization, x-authenticated-user, via',
        authorization: 'Basic eDp4',
      },
    });

    expect(sent?.headers).toEqual({ ...ADDED, authorization: 'Basic eDp4' });
  });
});

describe('a request without a body that the platform reads becomes a GET', () => {
  test.each([
    ['no parameters', {}, ''],
    ['one parameter', { a: '1' }, '?a=1'],
    ['a repeated parameter', { a: ['1', '2'], b: '' }, '?a=1&a=2&b='],
    ['nested parameters', { a: { b: 'c', d: ['e', 'f'] } }, '?a%5Bb%5D=c&a%5Bd%5D=e&a%5Bd%5D=f'],
    ['values that are not text', { a: 1, b: true, c: null }, '?a=1&b=true&c='],
    ['letters beyond ASCII', { å: '暗 &=#' }, '?%C3%A5=%E6%9A%97+%26%3D%23'],
    [
      'line breaks',
      { 'a\r\nx: y': '\r\nHost: evil.test' },
      '?a%0D%0Ax%3A+y=%0D%0AHost%3A+evil.test',
    ],
    ['a URL', { url: '//evil.test/', path: '../..' }, '?url=%2F%2Fevil.test%2F&path=..%2F..'],
  ])('with %s', async (_what, parameters, query) => {
    const { sent } = await forwardOnce({ parameters });

    expect(sent).toMatchObject({ url: `http://behind.test/app${query}`, method: 'GET' });
    expect(sent?.body).toBeUndefined();
  });

  test.each([
    ['http://behind.test', 'http://behind.test/?a=1'],
    ['http://behind.test/?', 'http://behind.test/?a=1'],
    [
      'https://behind.test:8443/x%20y/?flag&b=%20#part',
      'https://behind.test:8443/x%20y/?flag&b=%20&a=1',
    ],
    ['http://behind.test/?a=0', 'http://behind.test/?a=0'],
    ['http://behind.test/?a[]=0', 'http://behind.test/?a[]=0'],
  ])('that keeps the query of %s in front', async (url, expected) => {
    const { sent } = await forwardOnce({ url, parameters: { a: '1' } });

    expect(sent?.url).toBe(expected);
  });

  test('whose parameters cannot extend a parameter of the query with brackets', async () => {
    const { sent } = await forwardOnce({
      url: 'http://behind.test/?tenant=1',
      parameters: { tenant: { x: '2' }, 'tenant[]': '2', tenants: '3' },
    });

    expect(sent?.url).toBe('http://behind.test/?tenant=1&tenants=3');
  });
});

describe('a request with a type of body that the platform reads becomes a POST', () => {
  const parameters = { a: ['1', '2'], b: 'å &', c: { d: '3' } };

  test.each([
    ['application/json', '{"a":["1","2"],"b":"å &","c":{"d":"3"}}'],
    [FORM, 'a=1&a=2&b=%C3%A5+%26&c%5Bd%5D=3'],
  ])('of type %s with the parameters encoded again', async (type, body) => {
    const { sent } = await forwardOnce({ headers: { 'content-type': type }, parameters });

    expect(sent).toMatchObject({ url: 'http://behind.test/app', method: 'POST', body });
    expect(sent?.headers).toEqual({ ...ADDED, 'content-type': type });
  });

  test('regardless of the case and parameters of the type', async () => {
    const headers = { 'content-type': 'Application/JSON; charset="UTF-8"', 'content-length': '9' };

    const { sent } = await forwardOnce({ headers, url: 'http://behind.test/?b=1', parameters: {} });

    expect(sent).toMatchObject({ url: 'http://behind.test/?b=1', method: 'POST', body: '{}' });
    expect(sent?.headers).toEqual({ ...ADDED, 'content-type': 'application/json' });
  });

  test.each([
    ['repeated types', ['application/json', FORM]],
    ['another type', 'multipart/form-data; boundary=x'],
    ['the name of an object property', 'constructor'],
    ['empty', ''],
  ])('unless the type is %s', async (_what, type) => {
    const { sent } = await forwardOnce({ headers: { 'content-type': type } });

    expect(sent?.method).toBe('GET');
  });
});

describe('parameters that cannot be encoded again lead to a 400 without an upstream request', () => {
  const nested = (depth: number) => {
    let value: unknown = '1';
    for (let level = 0; level < depth; level += 1) value = [value];
    return value;
  };

  test.each([
    ['nested too deeply', { a: nested(100_000) }],
    ['far longer than they came', { ['a'.repeat(100_000)]: Array(1_000).fill('1') }],
  ])('%s', async (_what, parameters) => {
    const error = jest.spyOn(console, 'error').mockImplementation();

    const { answer, sent } = await forwardOnce({ parameters });

    expect(answer).toMatchObject({ status: 400, body: 'The request cannot be passed on' });
    expect(sent).toBeUndefined();
    expect(error.mock.calls.flat().join()).toMatch(/REQUEST_NOT_PASSED_ON/);
  });

  test('and are not read beyond the limit', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const read = jest.fn(() => '1');
    const beyond = Object.defineProperty({}, 'b', { get: read, enumerable: true });

    await forwardOnce({ parameters: { a: ['a'.repeat(4_000_000), [beyond]] } });

    expect(read).not.toHaveBeenCalled();
  });
});
