import fc from 'fast-check';
import { session } from '../../../assets/auth.private';
import { type Asked, type Asking, ask } from '../../support/ask-guard';
import { createDirectory, DEVELOPER, type TestDirectory } from '../../support/directory';
import { addSession, inSeconds } from '../../support/directory-rows';

// The session's cookie: what is read of what callers send, and when it is set again.

const NAME = '__Secure-session';
// The discard port, on which nothing answers: who asks the database gets another answer.
const NOWHERE = 'postgres://nobody:nothing@127.0.0.1:9/none';
const ATTRIBUTES = ['Max-Age=86400', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'];

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
const present = (secret: string, more: Partial<Asking> = {}) =>
  ask(session(), { variables: directory.variables, cookies: { [NAME]: secret }, ...more });
const send = (event: unknown) => ask(session(), { variables: directory.variables, event });

/** The session's cookies that an answer sets, each as its value and attributes. */
function sessionCookies({ headers }: Asked): readonly (readonly string[])[] {
  return [headers['Set-Cookie'] ?? []]
    .flat()
    .filter((cookie) => cookie.startsWith(`${NAME}=`))
    .map((cookie) => cookie.slice(NAME.length + 1).split(/; ?/));
}

describe('a session that was not used for some minutes', () => {
  const STALE = { last_seen_at: inSeconds(-600) };

  test('is renewed, and so is its cookie', async () => {
    const { secret, id } = await open({ ...STALE, expires_at: inSeconds(60) });

    const answer = await present(secret);

    expect(sessionCookies(answer)).toEqual([[secret, ...ATTRIBUTES]]);
    const [row] = await directory.database.query<{ left: number; seen: number }>(
      `select extract(epoch from expires_at - now())::int as left,
        extract(epoch from now() - last_seen_at)::int as seen from sessions where id = $1`,
      [id],
    );
    expect(row).toEqual({ left: expect.any(Number), seen: expect.any(Number) });
    expect(row?.left).toBeGreaterThan(86_000);
    expect(row?.seen).toBeLessThan(60);
  });

  test('is renewed once: the next answer sets no cookie', async () => {
    const { secret } = await open(STALE);

    await present(secret);

    expect(sessionCookies(await present(secret))).toEqual([]);
  });

  test.each<[string, unknown, unknown]>([
    ['a text', 'Ahoy', 'Ahoy'],
    ['an object', { ahoy: 1 }, { ahoy: 1 }],
    ['null', null, null],
  ])('gets its cookie with %s', async (_kind, given, body) => {
    const { secret } = await open(STALE);

    const answer = await present(secret, { answer: given });

    expect(answer).toMatchObject({ status: 200, body });
    expect(sessionCookies(answer)).toHaveLength(1);
  });

  test('keeps the status, the fields and the other cookies of the answer', async () => {
    const { secret } = await open(STALE);
    const given = new Twilio.Response()
      .setStatusCode(201)
      .appendHeader('X-Own', '1')
      .setCookie('theme', 'dark');

    const answer = await present(secret, { answer: given });

    expect(answer).toMatchObject({ status: 201, headers: { 'X-Own': '1' } });
    expect(answer.headers['Set-Cookie']).toEqual(['theme=dark', expect.stringContaining(NAME)]);
  });

  test.each<[string, () => unknown]>([
    ['another session', () => new Twilio.Response().setCookie(NAME, 'b'.repeat(30))],
    ['none', () => new Twilio.Response().setCookie(NAME, '', ['Max-Age=0'])],
    ['none, by removeCookie', () => new Twilio.Response().removeCookie(NAME)],
    [
      'one among others',
      () => new Twilio.Response().setCookie('a', '1').setCookie(NAME, '').setCookie('b', '2'),
    ],
  ])('does not get it back where the answer sets %s', async (_what, make) => {
    const { secret } = await open(STALE);

    const answer = await present(secret, { answer: make() });

    expect(sessionCookies(answer)).toHaveLength(1);
    expect(JSON.stringify(answer.headers)).not.toContain(secret);
  });

  test("is not the next caller's, where a handler has one Response for all", async () => {
    const shared = new Twilio.Response().setCookie('theme', 'dark');
    const { secret } = await open(STALE);

    await present(secret, { answer: shared });

    expect(JSON.stringify(shared)).not.toContain(secret);
  });

  test('that waits for its second factor is not renewed', async () => {
    const { secret } = await open({ ...STALE, second_factor_due: true });

    const answer = await ask(session({ stages: ['second-factor'] }), {
      variables: directory.variables,
      cookies: { [NAME]: secret },
    });

    expect(answer.status).toBe(200);
    expect(sessionCookies(answer)).toEqual([]);
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
  ])('%s: nothing was presented', async (_what, event) => {
    expect(await send(event)).toMatchObject({ status: 401, code: 'CREDENTIALS_MISSING' });
  });
});

describe('what is no secret is refused, and not looked up:', () => {
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

    const answer = await ask(session(), { variables, event });

    expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_MALFORMED', auth: undefined });
  });
});

describe('a live secret beside another of that name', () => {
  const twice = (secret: string) => `${NAME}=${secret}; ${NAME}=${'b'.repeat(30)}`;

  test.each<[string, (secret: string) => unknown]>([
    ['in one field', twice],
    ['without a space', (secret) => twice(secret).replace('; ', ';')],
    ['the same again', (secret) => `${NAME}=${secret}; ${NAME}=${secret}`],
    ['in two fields', (secret) => twice(secret).split('; ')],
    ['among others', (secret) => `a=1; ${twice(secret)}; b=2`],
    ['without a value', (secret) => `${NAME}; ${NAME}=${secret}`],
    ['in a field of no text', () => ({ toString: 1 })],
    ['in a list with no text', (secret) => [twice(secret), null]],
  ])('%s does not count', async (_what, fieldOf) => {
    const { secret } = await open();
    const cookies = { [NAME]: secret };

    const answer = await send({ request: { headers: { cookie: fieldOf(secret) }, cookies } });

    expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_MALFORMED', auth: undefined });
  });

  test('of a name that only begins like it counts', async () => {
    const { secret } = await open();
    const cookie = `${NAME}=${secret}; ${NAME}-2=x; x${NAME}=y`;

    const answer = await send({ request: { headers: { cookie }, cookies: { [NAME]: secret } } });

    expect(answer.status).toBe(200);
  });
});

test('no event of any shape gets in or fails', async () => {
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
