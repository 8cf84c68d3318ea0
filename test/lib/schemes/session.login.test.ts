import fc from 'fast-check';
import {
  basic,
  type PolicyOptions,
  type Scheme,
  type SessionOptions,
  session,
} from '../../../assets/auth.private';
import { createDirectory, DEVELOPER, type TestDirectory } from '../../support/directory/directory';
import { addSession, inSeconds } from '../../support/directory/directory-rows';
import { anyCharacter } from '../../support/guard/any-character';
import { basicAuthorization } from '../../support/guard/invoke';
import { type GuardResponse, requestGuard } from '../../support/guard/request-guard';

// The option login sends people to a page where they log in. Programs still get the status of the refusal.

const NAME = '__Secure-session';
const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const LOG_IN = '/account#/log-in?next=%2Freport';

let directory: TestDirectory;
let account = '';
let ada = '';

beforeAll(async () => {
  directory = await createDirectory();
  account = await directory.addAccount('A');
  ada = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
});
afterAll(() => directory.close());

type Columns = Parameters<typeof addSession>[2];

interface Asking {
  readonly scheme?: Scheme | readonly Scheme[];
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly parameters?: object;
  readonly secret?: string;
  readonly path?: unknown;
  readonly options?: Omit<PolicyOptions, 'schemes'>;
}

/** Requests a Function, by default as a browser does that opens its page. */
function ask(asking: Asking = {}): Promise<GuardResponse> {
  const { scheme = session({ login: true }), headers = NAVIGATION, parameters = {} } = asking;
  const { secret, path = '/report', options = {} } = asking;
  const cookies = secret === undefined ? {} : { [NAME]: secret };
  return requestGuard(scheme, {
    variables: { USERNAME: 'ada', PASSWORD: 'ahoy there!', ...directory.variables, PATH: path },
    event: { ...parameters, request: { headers, cookies } },
    options,
  });
}

async function secretOf(columns: Columns = {}): Promise<string> {
  const { secret } = await addSession(
    directory.database,
    { userId: ada, accountId: account },
    columns,
  );
  return secret;
}

/** Returns the query parameter `next` of the page to which a browser goes. */
function nextOf({ headers }: GuardResponse): string | null {
  const { hash } = new URL(`${headers['Location']}`, 'https://service.example');
  return new URL(hash.slice(1), 'https://service.example').searchParams.get('next');
}

test('a browser without a session is redirected to the login page, and no cache keeps the answer', async () => {
  const answer = await ask({ parameters: { month: '2026-11' } });

  expect(answer).toMatchObject({ status: 303, body: 'Log in', auth: undefined });
  expect(answer.headers).toEqual({
    Location: '/account#/log-in?next=%2Freport%3Fmonth%3D2026-11',
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
    Vary: 'Accept, Cookie, Sec-Fetch-Mode, Sec-Fetch-Dest',
    'Set-Cookie': [],
  });
});

test('the decision names the reason of the refusal and the redirect', async () => {
  const { decision } = await ask();

  expect(decision).toEqual({
    decision: 'block',
    code: 'CREDENTIALS_MISSING',
    scheme: 'session',
    username: undefined,
    path: '/report',
    enforced: true,
    redirected: true,
  });
});

test('login can name another page', async () => {
  const { headers } = await ask({ scheme: session({ login: '/people/log-in' }) });

  expect(headers['Location']).toBe('/people/log-in#/log-in?next=%2Freport');
});

test('without the option, a browser gets 401', async () => {
  const answer = await ask({ scheme: session() });

  expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
  expect(answer.decision).not.toHaveProperty('redirected');
});

test('the login page itself is never redirected, because the redirects would not end', async () => {
  expect(await ask({ path: '/account' })).toMatchObject({ status: 401 });
});

describe('a redirect answers a request', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['that browsers mark as a navigation', { ...NAVIGATION, accept: '*/*' }],
    ['that accepts HTML, if nothing marks navigations', { accept: 'text/html,*/*;q=0.8' }],
    ['that accepts HTML in capital letters', { accept: 'TEXT/HTML' }],
    [
      'that is a navigation with credentials of another scheme',
      { ...NAVIGATION, authorization: 'x' },
    ],
  ])('%s', async (_what, headers) => {
    expect((await ask({ headers })).headers['Location']).toBe(LOG_IN);
  });
});

describe('the usual 401 answers a request', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['without headers', {}],
    ['that accepts anything, as curl sends it', { accept: '*/*' }],
    ['of a script, by fetch', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['of a script that accepts HTML', { 'sec-fetch-mode': 'same-origin', accept: 'text/html' }],
    ['for a frame', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['for an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['with half of the marks', { 'sec-fetch-mode': 'navigate', accept: 'text/html' }],
    ['with a repeated mark', { ...NAVIGATION, 'sec-fetch-mode': ['navigate', 'navigate'] }],
    ['that accepts HTML, with a token', { accept: 'text/html', authorization: 'Bearer x' }],
    ['that accepts HTML, with an API key', { accept: 'text/html', 'x-api-key': 'x' }],
    ['with a repeated Accept', { accept: ['text/html', 'text/html'] }],
  ])('%s', async (_what, headers) => {
    expect(await ask({ headers })).toMatchObject({ status: 401, body: 'Unauthorized' });
  });
});

describe('a browser with a session', () => {
  test('that has expired is redirected', async () => {
    const answer = await ask({ secret: await secretOf({ expires_at: inSeconds(-1) }) });

    expect(answer).toMatchObject({ status: 303, code: 'CREDENTIALS_INVALID' });
    expect(answer.headers['Location']).toBe(LOG_IN);
  });

  test('that is not a secret is redirected, and the answer clears the stray cookies', async () => {
    const answer = await ask({ secret: '*' });

    expect(answer).toMatchObject({ status: 303, code: 'CREDENTIALS_MALFORMED' });
    expect(answer.headers['Set-Cookie']).toContainEqual(
      expect.stringMatching(/^__Secure-session=;Max-Age=0;Path=\/report/),
    );
  });

  test('that lacks the second factor is redirected to continue the login', async () => {
    const answer = await ask({ secret: await secretOf({ second_factor_due: true }) });

    expect(answer).toMatchObject({ status: 303, code: 'SESSION_INCOMPLETE' });
    expect(answer.headers['Location']).toBe(LOG_IN);
    expect(answer.decision).toMatchObject({ username: 'ada@example.com', redirected: true });
  });

  test('that needs a step-up is redirected to the step-up', async () => {
    const answer = await ask({
      scheme: session({ login: true, maxAuthAgeSeconds: 60 }),
      secret: await secretOf({ stepped_up_at: inSeconds(-70) }),
    });

    expect(answer).toMatchObject({ status: 303, code: 'STEP_UP_REQUIRED' });
    expect(answer.headers['Location']).toBe('/account#/step-up?next=%2Freport');
  });

  test('that is complete gets the page', async () => {
    expect(await ask({ secret: await secretOf() })).toMatchObject({ status: 200, body: 'in' });
  });

  test('without the required role gets 403, because another login would not help', async () => {
    const options = { authorize: { role: 'administrator' } } as const;

    const answer = await ask({ secret: await secretOf(), options });

    expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('gets 503 while the database is unavailable', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const DATABASE_URL = 'postgres://nobody:nothing@127.0.0.1:9/none';

    const answer = await requestGuard(session({ login: true }), {
      variables: { ...directory.variables, DATABASE_URL },
      headers: NAVIGATION,
      cookies: { [NAME]: 'a'.repeat(30) },
    });

    expect(answer).toMatchObject({ status: 503, code: 'DIRECTORY_UNAVAILABLE' });
  });
});

describe('with other schemes', () => {
  const schemes = [basic(), session({ login: true })];

  test.each([[schemes], [schemes.toReversed()]])(
    'in any order, a browser without credentials is redirected and gets no login prompt',
    async (scheme) => {
      const answer = await ask({ scheme });

      expect(answer.headers['Location']).toBe(LOG_IN);
      expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
    },
  );

  test('a wrong password of Basic gets 401, also in a browser', async () => {
    const headers = { ...NAVIGATION, authorization: basicAuthorization('ada', 'ahoy?') };

    expect(await ask({ scheme: schemes, headers })).toMatchObject({
      status: 401,
      decision: { scheme: 'basic', code: 'CREDENTIALS_INVALID' },
    });
  });

  test('a throttled user of a custom scheme gets 429', async () => {
    const outcome = {
      status: 'refused',
      code: 'CREDENTIALS_INVALID',
      retryAfterSeconds: 5,
    } as const;
    const scheme = {
      name: 'custom',
      configure: () => ({ login: '/account', authenticate: () => outcome }),
    };

    expect(await ask({ scheme })).toMatchObject({ status: 429 });
  });
});

describe('in a policy', () => {
  test('optional accepts a browser without a session, and redirects one whose session has expired', async () => {
    const options = { optional: true };
    const secret = await secretOf({ expires_at: inSeconds(-1) });

    expect(await ask({ options })).toMatchObject({ status: 200, body: 'in' });
    expect(await ask({ options, secret })).toMatchObject({ status: 303 });
  });

  test('enforce: false redirects no caller', async () => {
    const answer = await ask({ options: { enforce: false } });

    expect(answer).toMatchObject({ status: 200, body: 'in' });
    expect(answer.decision).not.toHaveProperty('redirected');
  });

  test('cors adds its headers to the redirect', async () => {
    const headers = { ...NAVIGATION, origin: 'https://app.example' };

    const answer = await ask({ headers, options: { cors: ['https://app.example'] } });

    expect(answer).toMatchObject({ status: 303 });
    expect(answer.headers).toMatchObject({
      'Access-Control-Allow-Origin': 'https://app.example',
      Vary: 'Accept, Cookie, Sec-Fetch-Mode, Sec-Fetch-Dest, Origin',
    });
  });
});

describe('next', () => {
  const LONG = 'a'.repeat(2000);

  test.each<[string, Asking, string | null]>([
    ['the path alone without a query', {}, '/report'],
    ['lists of texts', { parameters: { id: ['1', '2'] } }, '/report?id=1&id=2'],
    [
      'no parameter that is not text',
      { parameters: { a: { b: '1' }, c: 1, d: [['1']], e: '1' } },
      '/report?e=1',
    ],
    [
      'a key that objects inherit',
      { parameters: JSON.parse('{"__proto__":"1","constructor":"2"}') },
      '/report?__proto__=1&constructor=2',
    ],
    [
      'the path alone with a body',
      { headers: { ...NAVIGATION, 'content-length': '5' }, parameters: { a: '1' } },
      '/report',
    ],
    [
      'the path alone with a body of unknown length',
      { headers: { ...NAVIGATION, 'transfer-encoding': 'chunked' }, parameters: { a: '1' } },
      '/report',
    ],
    [
      'the path alone with the type of a body',
      { headers: { ...NAVIGATION, 'content-type': 'application/json' }, parameters: { a: '1' } },
      '/report',
    ],
    [
      'the query with an empty body',
      { headers: { ...NAVIGATION, 'content-length': '0' }, parameters: { a: '1' } },
      '/report?a=1',
    ],
    ['the path alone if it would exceed 2,000 bytes', { parameters: { a: LONG } }, '/report'],
    ['nothing if the path exceeds 2,000 bytes', { path: `/${LONG}` }, null],
    ['nothing without a path', { path: null }, null],
    ['nothing if browsers would read a host in the path', { path: '//evil.example' }, null],
    ['nothing if the path does not start with a slash', { path: 'report' }, null],
  ])('has %s', async (_what, asking, next) => {
    const answer = await ask(asking);

    expect(answer.status).toBe(303);
    expect(nextOf(answer)).toBe(next);
  });

  test.each([
    [{ request: '1' }],
    [{ request: null }],
    [{ request: [{ headers: NAVIGATION }] }],
    [null],
    ['text'],
  ])('is not needed for an event that a caller has overwritten: %j', async (event) => {
    const { variables } = directory;

    const answer = await requestGuard(session({ login: true }), { variables, event });

    expect(answer).toMatchObject({ status: 401, error: null });
  });

  test('leads back to the same path with the same parameters, and never out of the header or the service', async () => {
    // At most 1,500 bytes of a URL: parameters of more than 2,000 are left out.
    const text = fc.string({ unit: anyCharacter, maxLength: 10 });
    const name = text.filter((one) => one !== 'request');
    const value = fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 }));
    const parameters = fc.dictionary(name, value, { maxKeys: 2 });

    await fc.assert(
      fc.asyncProperty(parameters, async (given) => {
        const answer = await ask({ parameters: given });

        const location = `${answer.headers['Location']}`;
        expect(location).toMatch(/^\/account#\/log-in\?next=[\w.*%~+-]+$/);
        const { origin, pathname, searchParams } = new URL(
          `${nextOf(answer)}`,
          'https://service.example',
        );
        expect([origin, pathname]).toEqual(['https://service.example', '/report']);
        for (const [key, expected] of Object.entries(given)) {
          expect(searchParams.getAll(key.toWellFormed())).toEqual(
            [expected].flat().map((one) => one.toWellFormed()),
          );
        }
      }),
    );
  });
});

describe('an invalid login causes 500, and the log says what is valid', () => {
  test.each<[unknown]>([
    [false],
    [''],
    ['account'],
    ['https://evil.example/account'],
    ['//evil.example'],
    ['/\\evil.example'],
    ['/a//b'],
    ['/../account'],
    ['/account/'],
    ['/account?next=1'],
    ['/account#log-in'],
    ['/account\r\nSet-Cookie: a=b'],
    ['javascript:alert(1)'],
    [['/account']],
    [null],
  ])('%j', async (login) => {
    const logged = jest.spyOn(console, 'error').mockImplementation();

    const answer = await ask({ scheme: session({ login } as SessionOptions) });

    expect(answer).toMatchObject({ status: 500, code: 'NOT_CONFIGURED' });
    expect(logged.mock.calls.flat().join()).toContain(
      'login must be true, or a path of this service such as /account',
    );
  });
});
