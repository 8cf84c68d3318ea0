import { apiKey, bearer, session } from '../../../assets/auth.private';
import { makeToken } from '../../../lib/tokens/token-format';
import {
  type Caller,
  createDirectory,
  type TestDirectory,
} from '../../support/directory/directory';
import { addTeam } from '../../support/directory/team';
import { requestGuard } from '../../support/guard/request-guard';
import { startTempPostgres, type TempPostgres } from '../../support/postgres/temp-postgres';
import { selfSigned } from '../../support/servers/self-signed';

// A database whose certificate Node.js does not trust, such as that of a private authority or an expired one.
// Its failure must not decide about any session.

const CA = '/database-ca.pem';

let postgres: TempPostgres;
let directory: TestDirectory;
let admin: Caller;
let url: string;
let logged: jest.SpyInstance;

beforeAll(async () => {
  const certified = await selfSigned();
  postgres = await startTempPostgres({ certified });
  directory = await createDirectory({}, postgres.database);
  admin = await (await addTeam(directory, ['admin'])).session('admin');
  url = `${postgres.database.url.replace('127.0.0.1', 'localhost')}?sslmode=verify-full`;
  Object.assign(Runtime.getAssets(), {
    [CA]: { path: CA, open: () => certified.cert },
    '/no-ca.pem': { path: '/no-ca.pem', open: () => 'canary' },
  });
});
afterAll(() => directory.close());
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => {
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  delete process.env['PGSSLMODE'];
  Object.assign(directory.variables, { DATABASE_URL: postgres.database.url });
});

const verified = (more: object = {}) => ({
  ...directory.variables,
  DATABASE_URL: url,
  ...more,
});

test.each<[string, Parameters<typeof requestGuard>[0], () => object]>([
  ['a live session', session(), () => ({ cookies: admin.cookies })],
  [
    'a token',
    bearer({ directory: true }),
    () => ({ headers: { authorization: `Bearer ${makeToken('tfa').token}` } }),
  ],
  [
    'an API key',
    apiKey({ directory: true }),
    () => ({ headers: { 'x-api-key': makeToken('tfk').token } }),
  ],
])(
  '%s is answered with 503 if the certificate is invalid, and the log says why',
  async (_what, scheme, request) => {
    const answer = await requestGuard(scheme, { variables: verified(), ...request() });

    expect(answer).toMatchObject({ status: 503, code: 'DIRECTORY_UNAVAILABLE', auth: undefined });
    expect(answer.headers).toMatchObject({ 'Retry-After': '5' });
    expect(answer.headers['Set-Cookie'] ?? []).toEqual([]);
    expect(logged.mock.calls.join()).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
  },
);

test('an open endpoint answers 503 as well', async () => {
  Object.assign(directory.variables, { DATABASE_URL: url });

  const input = { email: 'ada@example.com', password: 'a wrong armadillo' };
  const reply = await directory.caller().call('session/log-in', input);

  expect(reply).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect(reply.headers['Set-Cookie'] ?? []).toEqual([]);
});

test('environment variables cannot disable a check', async () => {
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  process.env['PGSSLMODE'] = 'no-verify';

  const answer = await requestGuard(session(), { variables: verified(), cookies: admin.cookies });

  expect(answer).toMatchObject({ status: 503, code: 'DIRECTORY_UNAVAILABLE' });
});

test('DATABASE_CA names a private asset with a certificate authority', async () => {
  const variables = verified({ DATABASE_CA: CA });

  const answer = await requestGuard(session(), { variables, cookies: admin.cookies });

  expect(answer).toMatchObject({ status: 200, code: 'CREDENTIALS_ACCEPTED' });
});

test('a certificate of another name is refused, regardless of its issuer', async () => {
  const DATABASE_URL = url.replace('localhost', '127.0.0.1');

  const variables = verified({ DATABASE_CA: CA, DATABASE_URL });
  const answer = await requestGuard(session(), { variables, cookies: admin.cookies });

  expect(answer).toMatchObject({ status: 503, code: 'DIRECTORY_UNAVAILABLE' });
  expect(logged.mock.calls.join()).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
});

test.each([['/nowhere.pem'], ['/no-ca.pem'], ['canary']])(
  'DATABASE_CA=%s is a clear error without its value',
  async (DATABASE_CA) => {
    const variables = verified({ DATABASE_CA });

    const { status, code } = await requestGuard(session(), { variables, cookies: admin.cookies });

    expect({ status, code }).toEqual({ status: 500, code: 'NOT_CONFIGURED' });
    expect(logged.mock.calls.join()).toContain('DATABASE_CA must be the name of a private asset');
    expect(logged.mock.calls.join()).not.toContain('canary');
  },
);

test('a server without TLS is answered with 503', async () => {
  const plain = await startTempPostgres();
  const DATABASE_URL = `${plain.database.url}?sslmode=verify-full`;

  const answer = await requestGuard(session(), {
    variables: verified({ DATABASE_URL }),
    cookies: admin.cookies,
  });

  await plain.close();
  expect(answer).toMatchObject({ status: 503, code: 'DIRECTORY_UNAVAILABLE' });
});
