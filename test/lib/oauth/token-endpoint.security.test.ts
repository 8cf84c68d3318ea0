import fc from 'fast-check';
import { basic, hashPassword, memoryThrottle, open } from '../../../assets/auth.private';
import { tokenEndpoint } from '../../../assets/jwt.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import {
  AUTHORIZATION,
  CLIENT,
  GRANT,
  handler,
  IN_BODY,
  requestToken,
  TOKEN_VARIABLES,
  type TokenCall,
} from '../../support/guard/request-token';

const { secret } = CLIENT;
const withSecret = { ...GRANT, ...IN_BODY };

describe('a secret outside a form is not even checked', () => {
  test.each<[string, TokenCall]>([
    [
      'in the query of a POST',
      { query: { client_id: 'crm', client_secret: secret }, parameters: GRANT },
    ],
    [
      'in the query, its id in the body',
      { query: { client_secret: secret }, parameters: { ...GRANT, client_id: 'crm' } },
    ],
    [
      'in the query, with all of it short',
      { query: { client_id: 'c', client_secret: 's' }, parameters: GRANT },
    ],
    [
      'in the query of a GET',
      {
        query: withSecret,
        parameters: {},
        fields: { 'content-type': undefined, 'content-length': undefined },
      },
    ],
    [
      'in the query of a GET that has a type',
      { query: withSecret, parameters: {}, fields: { 'content-length': undefined } },
    ],
    [
      'in the query of a POST without a body',
      { query: withSecret, parameters: {}, fields: { 'content-length': '0' } },
    ],
    ['in JSON', { parameters: withSecret, fields: { 'content-type': 'application/json' } }],
    ['in text', { parameters: withSecret, fields: { 'content-type': 'text/plain' } }],
    ['of two types', { parameters: withSecret, fields: { 'content-type': ['a', 'b'] } }],
    ['of two lengths', { parameters: withSecret, fields: { 'content-length': ['99', '99'] } }],
    ['of an invalid length', { parameters: withSecret, fields: { 'content-length': '1e9' } }],
  ])('%s', async (_what, call) => {
    const onDecision = jest.fn();
    const clients = basic();
    const asked = jest.fn();
    const watched = {
      ...clients,
      configure: (context: object) => ({ ...clients.configure(context), authenticate: asked }),
    };
    const endpoint = open(tokenEndpoint({ clients: watched, onDecision }));

    const { status, json } = await requestToken(call, endpoint);

    expect([status, json['error']]).toEqual([400, 'invalid_request']);
    expect(asked).not.toHaveBeenCalled();
    expect(onDecision).toHaveBeenCalledWith(
      expect.objectContaining({ decision: 'block', code: 'CREDENTIALS_MISPLACED' }),
    );
  });

  test('a secret outside a form is not checked in any spelling and with any body', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, fc.dictionary(text, text), async (value, more) => {
        const parameters = { ...GRANT, ...more };
        // A parameter in the body overrides the query, and the encoding allows several spellings.
        const length = Object.entries(parameters).reduce(
          (sum, pair) => sum + Buffer.byteLength(pair.join('=')) + 1,
          -1,
        );
        const { json } = await requestToken({
          parameters,
          query: { client_id: 'crm', client_secret: value },
          fields: { 'content-length': `${length}` },
        });

        expect(json['error']).toBe('invalid_request');
      }),
    );
  });
});

test('every form is long enough for its own parameters in any encoding', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const encoders = [
    (name: string) => new URLSearchParams({ '': name }).toString().slice(1),
    (name: string) => encodeURIComponent(name),
    (name: string) => name.replace(/[&+%=]/g, encodeURIComponent).replaceAll(' ', '+'),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(text, text, { noNullPrototype: true }),
      fc.constantFrom(...encoders),
      async (more, encode) => {
        const { request: _, ...others } = more;
        const parameters = { ...others, ...withSecret };
        const pairs = Object.entries(parameters).map((pair) => pair.map(encode).join('='));
        const fields = { 'content-length': `${Buffer.byteLength(pairs.join('&'))}` };

        const { json } = await requestToken({ parameters, fields });

        expect(json['error']).not.toBe('invalid_request');
      },
    ),
  );
});

describe('a parameter or header that may occur once', () => {
  test.each(['grant_type', 'scope', 'client_id', 'client_secret', 'unknown'])(
    'is refused if it is repeated: %s',
    async (name) => {
      const query = { ...GRANT, [name]: ['a', 'b'] };
      const fields = { 'content-length': '999' };

      const { status, json } = await requestToken({
        authorization: name === 'client_secret' ? undefined : AUTHORIZATION,
        parameters: {},
        query,
        fields,
      });

      expect([status, json['error']]).toEqual([400, 'invalid_request']);
    },
  );

  test.each([
    ['an object', { a: 1 }],
    ['an object that cannot be made a text', { toString: 1, valueOf: 1 }],
    ['an object without a prototype', Object.create(null)],
    ['an array of arrays', JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))],
    ['a number', 1],
    ['null', null],
  ])('is refused if it is not text: %s', async (_what, scope) => {
    const fields = { 'content-length': '999' };

    const { status } = await requestToken({
      authorization: AUTHORIZATION,
      query: { scope },
      fields,
    });

    expect(status).toBe(400);
  });
});

test('a name is measured once for any number of values', async () => {
  const measure = jest.spyOn(Buffer, 'byteLength');
  const name = '\u6697'.repeat(1_000);

  await requestToken({ authorization: AUTHORIZATION, query: { [name]: ['', '', ''] } });

  expect(measure.mock.calls.filter(([measured]) => measured === name)).toHaveLength(1);
});

test('two ways to authenticate at once are refused, whether correct or wrong', async () => {
  for (const client_secret of [secret, 'wrong']) {
    const parameters = { ...withSecret, client_secret };
    const { status, json } = await requestToken({ authorization: AUTHORIZATION, parameters });

    expect([status, json['error']]).toEqual([400, 'invalid_request']);
  }
});

describe('a caller who overwrites event.request gets no token and causes no error', () => {
  test.each([
    ['?request=1', { request: '1' }],
    ['?request=a&request=b', { request: ['a', 'b'] }],
    ['null', { request: null }],
    ['no headers', { request: {} }],
    ['an array of arrays', { request: { headers: { authorization: [[AUTHORIZATION]] } } }],
    ['no object at all', 'request'],
    ['nothing', null],
  ])('%s', async (_what, given) => {
    const event = typeof given === 'object' && given !== null ? { ...withSecret, ...given } : given;
    const { error, status } = await invoke(handler, { event, variables: TOKEN_VARIABLES });

    expect(error).toBeNull();
    expect([400, 401]).toContain(status);
  });
});

describe('the throttle of the scheme', () => {
  const endpoint = () => open(tokenEndpoint({ clients: basic({ throttle: memoryThrottle() }) }));
  const wrong = basicAuthorization('crm', 'wrong');

  test('makes a client wait with 429 and Retry-After, in either way to authenticate', async () => {
    const braked = endpoint();
    const statuses: number[] = [];
    for (let tries = 0; tries < 30 && !statuses.includes(429); tries += 1) {
      statuses.push((await requestToken({ authorization: wrong }, braked)).status);
    }

    const answer = await requestToken(
      { parameters: { ...withSecret, client_secret: 'x' } },
      braked,
    );

    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
    expect([answer.status, answer.json['error']]).toEqual([429, 'temporarily_unavailable']);
    expect(answer.headers['Retry-After']).toMatch(/^[1-9]\d*$/);
    expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
  });

  test('does not count calls without credentials, nor those that are malformed', async () => {
    const consume = jest.fn(() => 0);
    const clients = basic({ throttle: { consume, refund: () => undefined } });
    const counted = open(tokenEndpoint({ clients }));

    await requestToken({}, counted);
    await requestToken({ authorization: wrong, parameters: { grant_type: 'password' } }, counted);
    expect(consume).not.toHaveBeenCalled();

    await requestToken({ authorization: wrong }, counted);
    expect(consume).toHaveBeenCalledTimes(1);
  });
});

test('a stored hash works like a plain secret', async () => {
  const variables = { BASIC_AUTH_CREDENTIALS: `crm:${await hashPassword(secret)}` };

  expect((await requestToken({ authorization: AUTHORIZATION, variables })).status).toBe(200);
  expect((await requestToken({ parameters: withSecret, variables })).status).toBe(200);
});

test('a scheme that fails refuses every client', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const clients = basic({
    variables: false,
    verify: () => {
      throw new Error('The database is away.');
    },
  });

  const answer = await requestToken(undefined, open(tokenEndpoint({ clients })));

  expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_client']);
  expect(error).toHaveBeenCalled();
});
