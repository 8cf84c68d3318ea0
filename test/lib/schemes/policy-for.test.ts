import { open, policyFor, type Scheme, withAuth } from '../../../assets/auth.private';
import { endpoint, operations } from '../../../assets/directory.private';
import {
  ANY_MEMBER,
  ANY_SESSION,
  FULL_SESSION,
  requireRole,
} from '../../../lib/directory/api/access';
import {
  ADMINISTRATOR,
  createDirectory,
  DEVELOPER,
  type TestDirectory,
} from '../../support/directory/directory';
import { addCredential, addSession, membershipOf } from '../../support/directory/directory-rows';
import { requestGuard } from '../../support/guard/request-guard';

// An operation declares its access, and the policy of its Function is built from that.

const NAME = '__Secure-session';
let directory: TestDirectory;
let account = '';

beforeAll(async () => {
  directory = await createDirectory();
  account = await directory.addAccount('A');
});
afterAll(() => directory.close());

const namesOf = ({ schemes }: { readonly schemes: readonly Scheme[] }) =>
  schemes.map(({ name }) => name);

test.each([
  ['a person', FULL_SESSION, { names: ['session'], authorize: undefined }],
  ['any session', ANY_SESSION, { names: ['session'], authorize: undefined }],
  ['a member', ANY_MEMBER, { names: ['session', 'api_key'], authorize: undefined }],
  [
    'a manager',
    requireRole('team:manager'),
    { names: ['session', 'api_key'], authorize: { role: 'team:manager' } },
  ],
] as const)('for %s', (_who, access, { names, authorize }) => {
  const policy = policyFor({ name: 'test', access });

  expect(namesOf(policy)).toEqual(names);
  expect(policy.authorize).toEqual(authorize);
});

test('policyFor throws when the file loads for an operation that is open to every caller', () => {
  expect(() => policyFor(operations.session.logIn)).toThrow(TypeError);
  expect(() => policyFor(operations.session.logIn)).toThrow(
    /session\/log-in is open to every caller: use open/,
  );
});

test('the types of a policy and an endpoint are compatible', () => {
  expect(
    withAuth(policyFor(operations.session.logOut), endpoint(operations.session.logOut)),
  ).toEqual(expect.any(Function));
  expect(withAuth(policyFor(operations.session.show), endpoint(operations.session.show))).toEqual(
    expect.any(Function),
  );
  expect(open(endpoint(operations.session.logIn))).toEqual(expect.any(Function));
});

describe('a policy for administrators', () => {
  const { schemes, authorize } = policyFor({ name: 'test', access: requireRole('administrator') });
  const enter = (request: object) =>
    requestGuard(schemes, {
      variables: directory.variables,
      ...request,
      options: authorize === undefined ? {} : { authorize },
    });

  test.each([
    ['an administrator', ADMINISTRATOR, 200],
    ['a developer', DEVELOPER, 403],
  ])('and %s, by a session or an API key', async (who, roles, status) => {
    const { database } = directory;
    const userId = await directory.addUser(`${who.replace(/ /g, '-')}@example.com`, {
      [account]: roles,
    });
    const { secret } = await addSession(database, { userId, accountId: account });
    const membershipId = await membershipOf(database, userId, account);
    const owner = { accountId: account, membershipId };
    const key = await addCredential(database, 'api_key', owner);
    const authtoken = await addCredential(database, 'authtoken', owner);

    expect((await enter({ cookies: { [NAME]: secret } })).status).toBe(status);
    expect((await enter({ headers: { 'x-api-key': key.token } })).status).toBe(status);
    expect(await enter({ headers: { 'x-api-key': authtoken.token } })).toMatchObject({
      status: 401,
      code: 'CREDENTIAL_TYPE_MISMATCH',
    });
  });

  test('requires either credential if the caller presents none', async () => {
    const { status, headers } = await enter({});

    expect(status).toBe(401);
    expect(headers['WWW-Authenticate']).toBe(
      'Session realm="Authentication Required", ApiKey realm="Authentication Required", header="x-api-key"',
    );
  });

  test('an invalid session is refused even with a valid API key', async () => {
    const answer = await enter({
      cookies: { [NAME]: 'a'.repeat(30) },
      headers: { 'x-api-key': 'whatever' },
    });

    expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
    expect(answer.decision?.scheme).toBe('session');
  });
});

test('the logout removes the cookie even if the session was renewed', async () => {
  await directory.addUser('renewed@example.com', { [account]: DEVELOPER });
  const caller = await directory.logIn('renewed@example.com');
  await directory.database.query("update sessions set last_seen_at = now() - interval '1 hour'");

  const reply = await caller.call('session/log-out');

  expect(reply.status).toBe(200);
  expect(caller.cookies).toEqual({});
  expect([reply.headers['Set-Cookie']].flat()).toEqual([expect.stringContaining('Max-Age=0')]);
});
