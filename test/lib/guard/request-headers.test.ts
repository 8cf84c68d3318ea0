import {
  basic,
  basicAuthorization,
  type FunctionEvent,
  type RequestHeadersOption,
  withAuth,
} from '../../../assets/auth.private';
import { invoke } from '../../support/guard/invoke';

// An upstream service behind the guard may have its own credentials.

const SENT = basicAuthorization('username', 'password');
const UPSTREAM = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';

const request = (headers: object) => ({ request: { headers, cookies: { a: '1' } }, Body: 'Ahoy' });

async function seenBy(requestHeaders: RequestHeadersOption, headers: object = {}) {
  const handler = withAuth(
    { schemes: basic({ credentials: 'username:password' }), requestHeaders },
    (_context, event) => event as FunctionEvent,
  );
  const event = request({ authorization: SENT, accept: 'text/html', ...headers });
  const before = JSON.stringify(event);

  const answer = await invoke(handler, { event });

  expect(JSON.stringify(event)).toBe(before);
  return answer;
}

test('headers are removed, regardless of case', async () => {
  const { body } = await seenBy({ remove: ['Authorization'] });

  expect(body).toEqual(request({ accept: 'text/html' }));
});

test('headers are removed before others are added, so a header can be replaced', async () => {
  const { body } = await seenBy({
    remove: ['authorization'],
    add: { Authorization: basicAuthorization('Aladdin', 'open sesame') },
  });

  expect(body).toEqual(request({ accept: 'text/html', authorization: UPSTREAM }));
});

test('an added header does not replace a header of the same name', async () => {
  const { body } = await seenBy({ add: { authorization: UPSTREAM, 'x-new': '1' } });

  expect(body).toEqual(
    request({ accept: 'text/html', authorization: [SENT, UPSTREAM], 'x-new': '1' }),
  );
});

test('a function can derive the headers from the context, which names the caller', async () => {
  const { body } = await seenBy(
    ({ auth }) => ({ remove: ['x-user'], add: { 'x-user': auth?.username ?? '' } }),
    { 'x-user': 'admin' },
  );

  expect(body).toMatchObject({ request: { headers: { 'x-user': 'username' } } });
});

test('the guard reads the headers that the caller sent', async () => {
  const { status } = await seenBy({ remove: ['authorization'] }, { authorization: 'Basic eDp5' });

  expect(status).toBe(401);
});

test('a header named __proto__ does not change the prototype', async () => {
  const { body } = await seenBy(
    { add: { a: '1' } },
    JSON.parse('{"__proto__":{"x-user":"admin"}}'),
  );

  const { headers } = (body as { request: { headers: object } }).request;
  expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  expect(headers).not.toHaveProperty('x-user');
});

const WRONG = [
  ['null', null],
  ['a text', 'authorization'],
  ['an unknown part', { replace: {} }],
  ['a text to remove', { remove: 'authorization' }],
  ['a number to remove', { remove: [1] }],
  ['a number to add', { add: { a: 1 } }],
  ['null to add', { add: null }],
] as const;

test.each(WRONG)('%s as requestHeaders fails when the file loads', (_what, requestHeaders) => {
  const policy = { schemes: basic(), requestHeaders: requestHeaders as never };

  expect(() => withAuth(policy, () => 'in')).toThrow(/withAuth: requestHeaders must be/);
});

test.each(WRONG)(
  '%s from a function is an error, and the handler does not run',
  async (_what, headers) => {
    const { error, status } = await seenBy(() => headers as never);

    expect(status).toBe(500);
    expect(String(error)).toMatch(/requestHeaders must be/);
  },
);

test('with enforce: false, an event without a request gets a request', async () => {
  const handler = withAuth(
    { schemes: basic(), enforce: false, requestHeaders: { add: { a: '1' } } },
    (_context, event) => event,
  );

  expect((await invoke(handler, { event: { request: '1' } })).body).toEqual({
    request: { headers: { a: '1' } },
  });
});

describe('basicAuthorization', () => {
  test.each([
    ['Aladdin', 'open sesame', UPSTREAM],
    ['test', '123\u00a3', 'Basic dGVzdDoxMjPCow=='],
    ['', 'token', 'Basic OnRva2Vu'],
    ['key', '', 'Basic a2V5Og=='],
    ['a', 'b:c', 'Basic YTpiOmM='],
  ])('encodes %j and %j', (username, password, value) => {
    expect(basicAuthorization(username, password)).toBe(value);
  });

  test.each([
    ['a:b', 'c', 'the username has a colon'],
    ['a\n', 'c', 'the username has a control character'],
    ['a', 's3cr3t\u0000', 'the password has a control character'],
    ['a', undefined, 'the password is required'],
    [7, 's3cr3t', 'the username is not text'],
  ])('throws for %j and %j', (username, password, problem) => {
    const make = () => basicAuthorization(username as string, password as string);

    expect(make).toThrow(TypeError);
    expect(make).toThrow(`basicAuthorization: ${problem}`);
    expect(make).not.toThrow(/s3cr3t/);
  });
});
