import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { apiKey, basic, bearer, type Scheme, session } from '../../../assets/auth.private';
import { makeToken } from '../../../lib/tokens/token-format';
import {
  createDirectory,
  DEVELOPER,
  PASSWORD,
  type TestDirectory,
} from '../../support/directory/directory';
import { addCredential, addSession, membershipOf } from '../../support/directory/directory-rows';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';
import { createDatabase, type TestDatabase } from '../../support/postgres/database';
import { findFreePort } from '../../support/servers/free-port';

// If the database does not answer, every caller is refused with the advice to retry.

/** The credentials that are presented to a scheme. */
interface Way {
  readonly name: string;
  readonly scheme: Scheme;
  readonly request: { readonly headers?: object; readonly cookies?: object };
}

const WAYS: readonly Way[] = [
  {
    name: 'session()',
    scheme: session(),
    request: { cookies: { '__Secure-session': 'a'.repeat(30) } },
  },
  {
    name: 'bearer()',
    scheme: bearer({ directory: true }),
    request: { headers: { authorization: `Bearer ${makeToken('tfa').token}` } },
  },
  {
    name: 'apiKey()',
    scheme: apiKey({ directory: true }),
    request: { headers: { 'x-api-key': makeToken('tfk').token } },
  },
  {
    name: 'basic() with a password',
    scheme: basic({ directory: true }),
    request: { headers: { authorization: basicAuthorization('ada@example.com', PASSWORD) } },
  },
  {
    name: 'basic() with a token',
    scheme: basic({ directory: true }),
    request: {
      headers: { authorization: basicAuthorization('ada@example.com', makeToken('tfa').token) },
    },
  },
];

let directory: TestDirectory;
let logged: jest.SpyInstance;

beforeAll(async () => {
  directory = await createDirectory();
});
afterAll(() => directory.close());
let empty: TestDatabase;
beforeAll(async () => {
  empty = await createDatabase({ isEmpty: true });
});
afterAll(() => empty.close());
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockImplementation();
});

const ASKED_LATER = { status: 503, body: 'Service Unavailable', code: 'DIRECTORY_UNAVAILABLE' };
const present = ({ scheme, request }: Way, variables: object) =>
  requestGuard(scheme, {
    variables: { ...directory.variables, ...variables },
    ...request,
  } as never);

const changed = (parts: Partial<URL>) => Object.assign(new URL(directory.database.url), parts).href;
const wrongPassword = () => changed({ password: 'wrong' });
const noSuchDatabase = () => changed({ pathname: '/nowhere' });

describe.each(WAYS)('$name', (way) => {
  test('answers 503 with Retry-After if nothing listens', async () => {
    const url = new URL(directory.database.url);
    url.port = `${await findFreePort()}`;

    const answer = await present(way, { DATABASE_URL: url.href });

    expect(answer).toMatchObject({ ...ASKED_LATER, auth: undefined });
    expect(answer.headers).toMatchObject({ 'Retry-After': '5', 'Cache-Control': 'no-store' });
    expect(answer.headers).not.toHaveProperty('WWW-Authenticate');
    expect(logged.mock.calls.join()).toContain('ECONNREFUSED');
    expect(logged.mock.calls.join()).not.toContain(url.password);
  });

  test.each([
    ['the database refuses the password', wrongPassword, '28P01'],
    ['the database is not there', noSuchDatabase, '3D000'],
    ['the database was not migrated', () => empty.url, '42P01'],
  ])('%s: 503, and the log names it', async (_what, url, code) => {
    const answer = await present(way, { DATABASE_URL: url() });

    expect(answer).toMatchObject({ ...ASKED_LATER, auth: undefined });
    expect(logged.mock.calls.join()).toContain(code);
  });

  test('refuses presented credentials even if the policy is optional', async () => {
    const url = new URL(directory.database.url);
    url.port = `${await findFreePort()}`;
    const variables = { ...directory.variables, DATABASE_URL: url.href };

    const answer = await requestGuard(way.scheme, {
      variables,
      ...way.request,
      options: { optional: true },
    } as never);

    expect(answer).toMatchObject({ ...ASKED_LATER, auth: undefined });
  });

  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['no DATABASE_URL', { DATABASE_URL: undefined }, /DATABASE_URL is required/],
    [
      'a DATABASE_URL of something else',
      { DATABASE_URL: 'mysql://a@b/c' },
      /DATABASE_URL must be a URL/,
    ],
    ['no DIRECTORY_KEY', { DIRECTORY_KEY: '' }, /DIRECTORY_KEY/],
    [
      'a PUBLIC_URL without TLS',
      { PUBLIC_URL: 'http://service.example', DOMAIN_NAME: 'a.b' },
      /PUBLIC_URL/,
    ],
  ])('%s: 500, and the log says so', async (_what, variables, problem) => {
    const answer = await present(way, variables);

    expect(answer).toMatchObject({ status: 500, code: 'NOT_CONFIGURED', auth: undefined });
    expect(logged.mock.calls.join()).toMatch(problem);
  });
});

describe('a server that accepts connections and sends nothing', () => {
  let server: Server;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  test.each(WAYS)('$name gives up in time for a response', async (way) => {
    const { port } = server.address() as AddressInfo;
    const url = `postgres://nobody:nothing@127.0.0.1:${port}/none`;
    const late = new Promise((resolve) => setTimeout(resolve, 8000, 'late').unref());

    const first = await Promise.race([present(way, { DATABASE_URL: url }), late]);

    expect(first).toMatchObject(ASKED_LATER);
  });
});

test('a locked table is not waited for longer than the time limit of a Function', async () => {
  const account = await directory.addAccount('A');
  const ada = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
  const { database } = directory;
  const membershipId = await membershipOf(database, ada, account);
  const { secret } = await addSession(database, { userId: ada, accountId: account });
  const { token } = await addCredential(database, 'authtoken', {
    accountId: account,
    membershipId,
  });
  const held = database.query(
    'begin; lock table memberships in access exclusive mode; select pg_sleep(8); rollback',
  );
  await new Promise((resolve) => setTimeout(resolve, 300));

  const { variables } = directory;
  const answers = await Promise.all([
    requestGuard(session(), { variables, cookies: { '__Secure-session': secret } }),
    requestGuard(bearer({ directory: true }), {
      variables,
      headers: { authorization: `Bearer ${token}` },
    }),
  ]);
  await held;

  for (const answer of answers) expect(answer).toMatchObject(ASKED_LATER);
  expect(
    await requestGuard(session(), { variables, cookies: { '__Secure-session': secret } }),
  ).toMatchObject({
    status: 200,
  });
});
