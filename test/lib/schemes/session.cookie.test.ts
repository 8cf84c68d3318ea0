import fc from 'fast-check';
import { session } from '../../../assets/auth.private';
import { createDirectory, DEVELOPER, type TestDirectory } from '../../support/directory/directory';
import { addSession, inSeconds } from '../../support/directory/directory-rows';
import {
  type GuardRequest,
  type GuardResponse,
  requestGuard,
} from '../../support/guard/request-guard';

// The session's cookie, as callers send it and as responses set it.

const NAME = '__Secure-session';
// Nothing listens on the discard port, so a query of the database would change the response.
const NOWHERE = 'postgres://nobody:nothing@127.0.0.1:9/none';

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

const open = (columns?: Columns) =>
  addSession(directory.database, { userId: ada, accountId: account }, columns);
const present = (secret: string, more: Partial<GuardRequest> = {}) =>
  requestGuard(session(), { variables: directory.variables, cookies: { [NAME]: secret }, ...more });
const send = (event: unknown) => requestGuard(session(), { variables: directory.variables, event });

/** Returns the session cookies that an answer sets, each with its value and attributes. */
function sessionCookies({ headers }: GuardResponse): readonly (readonly string[])[] {
  return [headers['Set-Cookie'] ?? []]
    .flat()
    .filter((cookie) => cookie.startsWith(`${NAME}=`))
    .map((cookie) => cookie.slice(NAME.length + 1).split(/; ?/));
}

describe('a session that was not used for some minutes', () => {
  const STALE = { last_seen_at: inSeconds(-600) };

  test('is renewed in the database, and no answer sets a cookie', async () => {
    const { secret, id } = await open({ ...STALE, expires_at: inSeconds(60) });

    const answer = await present(secret);

    expect(answer.status).toBe(200);
    expect(sessionCookies(answer)).toEqual([]);
    const [row] = await directory.database.query<{ left: number; seen: number }>(
      `select extract(epoch from expires_at - now())::int as left,
        extract(epoch from now() - last_seen_at)::int as seen from sessions where id = $1`,
      [id],
    );
    expect(row?.left).toBeGreaterThan(86_000);
    expect(row?.seen).toBeLessThan(60);
  });

  test('leaves the response of the handler unchanged, so that a cache never stores the secret', async () => {
    const { secret } = await open(STALE);
    const given = new Twilio.Response()
      .appendHeader('Cache-Control', 'public, max-age=600')
      .setCookie('theme', 'dark');

    const answer = await present(secret, { answer: given });

    expect(answer.headers['Set-Cookie']).toEqual(['theme=dark']);
    expect(JSON.stringify(answer.headers)).not.toContain(secret);
  });

  test('is not renewed while it waits for the second factor', async () => {
    const { secret, id } = await open({ ...STALE, second_factor_due: true });

    const answer = await requestGuard(session({ status: ['mfa_required'] }), {
      variables: directory.variables,
      cookies: { [NAME]: secret },
    });

    expect(answer.status).toBe(200);
    const [row] = await directory.database.query<{ seen: number }>(
      'select extract(epoch from now() - last_seen_at)::int as seen from sessions where id = $1',
      [id],
    );
    expect(row?.seen).toBeGreaterThan(500);
  });
});

describe('without a cookie of that name', () => {
  test.each<[string, unknown]>([
    ['no cookies', { request: { headers: {}, cookies: {} } }],
    ['others', { request: { headers: {}, cookies: { session: 'a'.repeat(30) } } }],
    ['no list of cookies', { request: { headers: {} } }],
    ['a text in its place', { request: { headers: {}, cookies: `${NAME}=${'a'.repeat(30)}` } }],
    ['no request', {}],
    ['a text as the request', { request: '1' }],
    ['null as the request', { request: null }],
  ])('%s: no credentials were presented', async (_what, event) => {
    expect(await send(event)).toMatchObject({ status: 401, code: 'CREDENTIALS_MISSING' });
  });
});

describe('a malformed secret is refused without a lookup:', () => {
  test.each<[string, unknown]>([
    ['an empty text', ''],
    ['too short', 'a'.repeat(19)],
    ['too long', 'a'.repeat(65)],
    ['a space in it', `${'a'.repeat(15)} ${'a'.repeat(15)}`],
    ['in quotes', `"${'a'.repeat(30)}"`],
    ['a line break', `${'a'.repeat(30)}\n`],
    ['letters of others', 'ä'.repeat(30)],
    ['an object, as cookies of JSON are locally', { secret: 'a' }],
    ['a list', ['a'.repeat(30)]],
    ['a number', 1],
    ['null', null],
  ])('%s', async (_what, value) => {
    const variables = { ...directory.variables, DATABASE_URL: NOWHERE };
    const event = { request: { headers: {}, cookies: { [NAME]: value } } };

    const answer = await requestGuard(session(), { variables, event });

    expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_MALFORMED', auth: undefined });
  });
});

describe('a live secret next to another cookie of that name', () => {
  const twice = (secret: string) => `${NAME}=${secret}; ${NAME}=${'b'.repeat(30)}`;

  test.each<[string, (secret: string) => unknown]>([
    ['in one header', twice],
    ['without a space', (secret) => twice(secret).replace('; ', ';')],
    ['the same again', (secret) => `${NAME}=${secret}; ${NAME}=${secret}`],
    ['in two headers', (secret) => twice(secret).split('; ')],
    ['among others', (secret) => `a=1; ${twice(secret)}; b=2`],
    ['without a value', (secret) => `${NAME}; ${NAME}=${secret}`],
    ['in a header that is not text', () => ({ toString: 1 })],
    ['in a list with no text', (secret) => [twice(secret), null]],
  ])('%s is ignored', async (_what, fieldOf) => {
    const { secret } = await open();
    const cookies = { [NAME]: secret };

    const answer = await send({ request: { headers: { cookie: fieldOf(secret) }, cookies } });

    expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_MALFORMED', auth: undefined });
  });

  test('is accepted next to a cookie whose name only begins like it', async () => {
    const { secret } = await open();
    const cookie = `${NAME}=${secret}; ${NAME}-2=x; x${NAME}=y`;

    const answer = await send({ request: { headers: { cookie }, cookies: { [NAME]: secret } } });

    expect(answer.status).toBe(200);
  });
});

describe('the response to two cookies of the name clears the stray ones', () => {
  const cookie = `${NAME}=${'a'.repeat(30)}; ${NAME}=x`;
  const answerAt = (variables: Readonly<Record<string, string>>) =>
    requestGuard(session(), {
      variables: { ...directory.variables, ...variables },
      event: { request: { headers: { cookie }, cookies: { [NAME]: 'a'.repeat(30) } } },
    });
  const cleared = (answer: GuardResponse) =>
    sessionCookies(answer).map(([value, ...attributes]) => {
      expect([value, attributes[0]]).toEqual(['', 'Max-Age=0']);
      return attributes.filter((one) => /^(?:Path|Domain)=/.test(one)).join(' ');
    });

  test('for each domain above the service and each path above the Function', async () => {
    const answer = await answerAt({ DOMAIN_NAME: 'example-1234.twil.io', PATH: '/account/show' });

    expect(answer.status).toBe(401);
    expect(answer.headers['Cache-Control']).toBe('no-store');
    expect(cleared(answer)).toEqual([
      'Path=/account',
      'Path=/account/',
      'Path=/account/show',
      'Path=/account Domain=example-1234.twil.io',
      'Path=/account/ Domain=example-1234.twil.io',
      'Path=/account/show Domain=example-1234.twil.io',
      'Path=/ Domain=twil.io',
      'Path=/account Domain=twil.io',
      'Path=/account/ Domain=twil.io',
      'Path=/account/show Domain=twil.io',
    ]);
  });

  test("for the domain of the service's PUBLIC_URL", async () => {
    const variables = { PUBLIC_URL: 'https://app.example.co.uk', PATH: '/show' };

    expect(cleared(await answerAt(variables))).toContain('Path=/ Domain=example.co.uk');
  });

  test.each(['/a;b', 'show', '', '/a//b', '/\n'])('for no path but / if it is %j', async (path) => {
    const answer = await answerAt({ DOMAIN_NAME: 'example-1234.twil.io', PATH: path });

    expect(cleared(answer)).toEqual(['Path=/ Domain=twil.io']);
  });
});

test('no event of any shape is accepted or causes an error', async () => {
  const shapes = fc.record(
    {
      headers: fc.oneof(fc.anything(), fc.record({ cookie: fc.anything() })),
      cookies: fc.oneof(fc.anything(), fc.record({ [NAME]: fc.anything() })),
    },
    { requiredKeys: [] },
  );
  const events = fc.oneof(fc.object(), fc.record({ request: fc.oneof(fc.anything(), shapes) }));

  await fc.assert(
    fc.asyncProperty(events, async (event) => {
      const { status, code } = await send(event);
      expect(status).toBe(401);
      expect(['CREDENTIALS_MISSING', 'CREDENTIALS_MALFORMED', 'CREDENTIALS_INVALID']).toContain(
        code,
      );
    }),
  );
});
