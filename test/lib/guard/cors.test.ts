import { basic, type Outcome, type PolicyOptions, withAuth } from '../../../assets/auth.private';
import { type Answer, type AnyHandler, invoke, toAnswer } from '../../support/guard/invoke';

const APP = 'https://app.example';
const OTHER = 'http://localhost:8080';
const SHARED = {
  'Access-Control-Allow-Origin': APP,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': 'WWW-Authenticate, Retry-After',
  Vary: 'Origin',
};

/** Returns a scheme with the same outcome for every request. */
function schemeWith(outcome: Outcome) {
  const challenge = 'Other realm="x"';
  return { name: 'other', configure: () => ({ challenge, authenticate: () => outcome }) };
}

const known = schemeWith({
  status: 'accepted',
  principal: { scheme: 'other', username: 'twilio' },
});

/** Returns a guarded handler's answer to a request with these headers, by default from a page of APP. */
function ask(
  handler: (...parameters: never[]) => unknown,
  headers: object = { origin: APP },
  options: Partial<PolicyOptions> = {},
): Promise<Answer> {
  const guarded = withAuth({ schemes: known, cors: [APP, OTHER], ...options }, handler as never);
  const event = { request: { headers, cookies: {} } };
  return invoke(guarded as AnyHandler, { event });
}

/** Returns the headers of an answer that the CORS protocol or a cache reads. */
function sharing({ headers }: Answer) {
  const names = Object.keys(headers).filter((name) => /^(?:access-control-|vary$)/i.test(name));
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

describe('a listed origin may read an answer that is', () => {
  test.each<[string, () => unknown]>([
    ['a text', () => 'Ahoy'],
    ['an empty text', () => ''],
    ['an object', () => ({ ahoy: 1 })],
    ['an array', () => [1, 2]],
    ['a number', () => 200],
    ['false', () => false],
    ['null', () => null],
    ['nothing', async () => undefined],
    ['bytes', () => Buffer.from([0, 255])],
    ['TwiML', () => new Twilio.twiml.VoiceResponse()],
    ['a Response', () => new Twilio.Response().setBody('Ahoy')],
    ['a Response with bytes', () => new Twilio.Response().setBody(Buffer.from([255]))],
    ['a redirect', () => new Twilio.Response().setStatusCode(302).appendHeader('Location', '/')],
  ])('%s', async (_kind, handler) => {
    const answer = await ask(handler);

    expect(answer.error).toBeNull();
    expect(sharing(answer)).toEqual(SHARED);
  });
});

// test/service/cors-payloads.test.ts compares these with the responses without the option.
test.each<[unknown, string | undefined, unknown]>([
  ['Ahoy', 'text/plain; charset=utf-8', 'Ahoy'],
  [{ ahoy: 1 }, 'application/json; charset=utf-8', { ahoy: 1 }],
  [5, 'application/json; charset=utf-8', 5],
  [null, undefined, null],
  [Buffer.from('Ahoy'), 'application/octet-stream', Buffer.from('Ahoy')],
  [
    new Twilio.twiml.VoiceResponse(),
    'text/xml; charset=utf-8',
    '<?xml version="1.0" encoding="UTF-8"?><Response/>',
  ],
])('with cors, %j has the Content-Type that the platform gives it', async (payload, type, body) => {
  const answer = await ask(() => payload);

  expect(answer).toMatchObject({ status: 200, body });
  expect(answer.headers['Content-Type']).toBe(type);
});

describe('a listed origin may read a refusal with', () => {
  test.each<[number, Outcome, object]>([
    [400, { status: 'refused', code: 'REQUEST_INVALID', httpStatus: 400 }, {}],
    [401, { status: 'absent' }, { 'WWW-Authenticate': 'Other realm="x"' }],
    [
      401,
      { status: 'refused', code: 'CREDENTIALS_INVALID' },
      { 'WWW-Authenticate': 'Other realm="x"' },
    ],
    [403, { status: 'refused', code: 'SCOPE_INSUFFICIENT', httpStatus: 403 }, {}],
    [429, { status: 'refused', code: 'THROTTLED', retryAfterSeconds: 5 }, { 'Retry-After': '5' }],
  ])('%d for %o', async (status, outcome, fields) => {
    const answer = await ask(() => 'in', { origin: APP }, { schemes: schemeWith(outcome) });

    expect(answer.status).toBe(status);
    expect(sharing(answer)).toEqual(SHARED);
    expect(answer.headers).toMatchObject({ 'Cache-Control': 'no-store', ...fields });
  });

  test('403 from authorize', async () => {
    const answer = await ask(() => 'in', { origin: APP }, { authorize: () => false });

    expect(answer.status).toBe(403);
    expect(sharing(answer)).toEqual(SHARED);
  });

  test('500 for settings that are missing', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const event = { request: { headers: { origin: APP }, cookies: {} } };
    const guarded = withAuth({ schemes: basic(), cors: [APP] }, () => 'in');

    const answer = await invoke(guarded, { event, variables: {} });

    expect(answer.status).toBe(500);
    expect(sharing(answer)).toEqual(SHARED);
  });
});

test.each([APP, OTHER])(
  'the answer names the origin of the request if several are listed: %s',
  async (origin) => {
    const answer = await ask(() => 'Ahoy', { origin });

    expect(sharing(answer)).toEqual({ ...SHARED, 'Access-Control-Allow-Origin': origin });
  },
);

describe('no other caller may read an answer, and Vary names Origin for caches', () => {
  const origins: [string, unknown][] = [
    ['no origin', undefined],
    ['an origin that is not listed', 'https://evil.example'],
    ['the opaque origin', 'null'],
    ['another case', 'https://APP.example'],
    ['the default port', `${APP}:443`],
    ['another port', `${APP}:8443`],
    ['another protocol', 'http://app.example'],
    ['a slash at the end', `${APP}/`],
    ['a listed origin as a prefix', `${APP}.evil.example`],
    ['a host below', 'https://sub.app.example'],
    ['a wildcard', '*'],
    ['two origins in one', `${APP}, ${OTHER}`],
    ['an empty origin', ''],
    ['a repeated origin', [APP, APP]],
    ['one origin in an array', [APP]],
    ['an object that reads like an origin', { toString: () => APP }],
  ];

  test.each(origins)('on success with %s', async (_what, origin) => {
    expect(sharing(await ask(() => 'Ahoy', { origin }))).toEqual({ Vary: 'Origin' });
  });

  test.each(origins)('on refusal with %s', async (_what, origin) => {
    const answer = await ask(() => 'in', { origin }, { schemes: schemeWith({ status: 'absent' }) });

    expect(answer.status).toBe(401);
    expect(sharing(answer)).toEqual({ Vary: 'Origin' });
  });

  test.each([['1'], [{}], [{ headers: APP }], [null], [{ headers: null }]])(
    'with event.request overwritten by %j',
    async (request) => {
      const guarded = withAuth({ schemes: known, cors: [APP] }, () => 'Ahoy');

      expect(sharing(await invoke(guarded, { event: { request } }))).toEqual({ Vary: 'Origin' });
    },
  );
});

describe('a Response keeps', () => {
  const respond = () => new Twilio.Response();

  test('its status, body, headers and cookies', async () => {
    const response = respond()
      .setStatusCode(201)
      .setBody('{}')
      .appendHeader('content-type', 'application/problem+json')
      .appendHeader('X-Many', ['a', 'b'] as never)
      .appendHeader('X-Number', 5 as never)
      .setCookie('one', '1', ['Path=/'])
      .setCookie('two', '2');

    const answer = await ask(() => response);

    expect(answer.status).toBe(201);
    expect(answer.body).toBe('{}');
    expect(answer.headers).toEqual({
      ...SHARED,
      'content-type': 'application/problem+json',
      'X-Many': ['a', 'b'],
      'X-Number': 5,
      'Set-Cookie': ['one=1;Path=/', 'two=2'],
    });
  });

  test('its missing Content-Type, which the platform sets', async () => {
    const { headers } = await ask(() => respond().setBody('Ahoy'));

    expect(Object.keys(headers)).not.toContain('Content-Type');
  });

  test('its body if it has no headers', async () => {
    const bare = Object.assign(respond().setBody('Ahoy'), { headers: undefined });

    const answer = await ask(() => bare);

    expect(answer.body).toBe('Ahoy');
    expect(sharing(answer)).toEqual(SHARED);
  });

  test.each(['Vary', 'vary'])('its own %s, merged with Origin into one header', async (name) => {
    const answer = await ask(() => respond().appendHeader(name, 'Accept'));

    expect(sharing(answer)).toEqual({ ...SHARED, Vary: 'Accept, Origin' });
  });

  test('the headers that it exposes', async () => {
    const answer = await ask(() =>
      respond().appendHeader('Access-Control-Expose-Headers', ['X-Total', 'ETag'] as never),
    );

    expect(sharing(answer)['Access-Control-Expose-Headers']).toBe(
      'X-Total, ETag, WWW-Authenticate, Retry-After',
    );
  });

  test.each(['Access-Control-Allow-Origin', 'access-control-allow-origin'])(
    'its own %s, because the handler decides who may read that answer',
    async (name) => {
      const answer = await ask(() => respond().appendHeader(name, 'https://own.example'));

      expect(sharing(answer)).toEqual({ [name]: 'https://own.example', Vary: 'Origin' });
    },
  );

  test('one Access-Control-Allow-Credentials header if the handler set one too', async () => {
    const answer = await ask(() =>
      respond().appendHeader('access-control-allow-credentials', 'true'),
    );

    expect(sharing(answer)).toEqual(SHARED);
  });

  test('its subclass', async () => {
    class Page extends Twilio.Response {
      readonly own = 'kept';
    }

    const { payload } = await ask(() => new Page().setBody('Ahoy'));

    expect(payload).toBeInstanceOf(Page);
    expect(payload).toMatchObject({ own: 'kept', body: 'Ahoy' });
  });
});

test('a Response that a handler returns for several callers is never changed', async () => {
  const response = new Twilio.Response().setBody('Ahoy').appendHeader('Vary', 'Accept');
  const before = JSON.stringify(response);

  const answers = [await ask(() => response), await ask(() => response, { origin: OTHER })];
  const stranger = await ask(() => response, { origin: 'https://evil.example' });

  expect(answers.map((answer) => sharing(answer)['Access-Control-Allow-Origin'])).toEqual([
    APP,
    OTHER,
  ]);
  expect(sharing(stranger)).toEqual({ Vary: 'Accept, Origin' });
  expect(JSON.stringify(response)).toBe(before);
});

test('the origin is read before the handler runs, because a handler may write to the event', async () => {
  const answer = await ask((_context: never, event: { request: { headers: object } }) => {
    event.request.headers = { origin: 'https://evil.example' };
    return 'Ahoy';
  });

  expect(sharing(answer)).toEqual(SHARED);
});

test.each<[string, () => unknown, object]>([
  ['throws', () => Promise.reject(new Error('of the handler')), new Error('of the handler')],
  ['answers with a BigInt inside', () => ({ n: 1n }), expect.any(TypeError)],
  [
    'answers with a value whose toJSON throws',
    () => ({
      toJSON() {
        throw new Error('of toJSON');
      },
    }),
    new Error('of toJSON'),
  ],
])(
  'the error of a handler that %s is passed through unchanged',
  async (_what, handler, expected) => {
    const guarded = withAuth({ schemes: known, cors: [APP] }, handler);
    // The platform, too, encounters the error only when it serializes the answer.
    const answer = await new Promise<Answer>((resolve) => {
      guarded({} as never, {} as never, (error, payload) => {
        if (!error) JSON.stringify((payload as unknown as { body: unknown }).body);
        resolve(toAnswer(error, payload));
      });
    });

    expect(answer.error).toEqual(expected);
  },
);

test('without cors, the answer of a handler is unchanged', async () => {
  const answer = await invoke(
    withAuth({ schemes: known }, () => 'Ahoy'),
    { event: { request: { headers: { origin: APP } } } },
  );

  expect(answer).toMatchObject({ payload: 'Ahoy', headers: {} });
});

describe('an invalid cors option fails when the file loads', () => {
  test.each<[string, unknown]>([
    ['a text', APP],
    ['true', true],
    ['null', null],
    ['an empty list', []],
    ['a wildcard', ['*']],
    ['a wildcard in a host', ['https://*.example']],
    ['the opaque origin', ['null']],
    ['a slash at the end', [`${APP}/`]],
    ['a path', [`${APP}/app`]],
    ['a query', [`${APP}?a`]],
    ['the default port', [`${APP}:443`]],
    ['capitals', ['https://App.example']],
    ['letters that browsers encode', ['https://bücher.example']],
    ['a user', ['https://me@app.example']],
    ['no protocol', ['app.example']],
    ['a file', ['file:///app']],
    ['another protocol', ['wss://app.example']],
    ['two in one', [`${APP}, ${OTHER}`]],
    ['a list with one mistake', [APP, 5]],
    ['nothing in the list', [undefined]],
  ])('%s', (_what, cors) => {
    const policy = { schemes: known, cors } as PolicyOptions;

    expect(() => withAuth(policy, () => 'in')).toThrow(
      new TypeError(
        "withAuth: cors must be an array of origins, as in ['https://app.example'], without paths.",
      ),
    );
  });

  test.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:3',
    'https://xn--bcher-kva.example',
  ])('%s is a valid origin', (origin) => {
    expect(() => withAuth({ schemes: known, cors: [origin] }, () => 'in')).not.toThrow();
  });
});

test('a change of the list after the file has loaded has no effect', async () => {
  const cors = [APP];
  const guarded = withAuth({ schemes: known, cors }, () => 'Ahoy');
  cors.push('https://evil.example');

  const event = { request: { headers: { origin: 'https://evil.example' } } };
  expect(sharing(await invoke(guarded, { event }))).toEqual({ Vary: 'Origin' });
});
