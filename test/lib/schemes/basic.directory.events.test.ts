import { basic } from '../../../assets/auth.private';
import {
  createDirectory,
  DEVELOPER,
  PASSWORD,
  type TestDirectory,
} from '../../support/directory/directory';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';

// A request with a password is a login, and the audit log records it as one.

const EMAIL = 'ada@example.com';
let directory: TestDirectory;
let account: string;
let userId: string;

beforeEach(async () => {
  directory = await createDirectory();
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
});
afterEach(() => directory.close());

const policy = basic({ directory: true });
const present = (username: string, password: string) =>
  requestGuard(policy, {
    variables: directory.variables,
    headers: { authorization: basicAuthorization(username, password) },
  });
const events = () => directory.database.query('select * from events order by seq');

test('a correct password is logged in the account once while it is cached', async () => {
  await present(EMAIL, PASSWORD);
  await present(EMAIL, PASSWORD);

  expect(await events()).toMatchObject([
    {
      type: 'login_succeeded',
      account_id: account,
      source: 'basic',
      principal_type: 'user',
      principal_id: userId,
      object_id: userId,
    },
  ]);
});

test.each([
  [
    'that is wrong',
    () => EMAIL,
    () => ({ account_id: account, object_id: userId }),
    'CREDENTIALS_INVALID',
  ],
  [
    'of no known user',
    () => 'mallory@example.com',
    () => ({ account_id: null, object_id: null }),
    'CREDENTIALS_INVALID',
  ],
])('a password %s is logged without the typed text', async (_what, name, of, reason) => {
  await present(name(), 'correct horse battery');

  const log = await events();
  expect(log).toMatchObject([
    {
      type: 'login_failed',
      source: 'basic',
      principal_type: 'nobody',
      object: { reason },
      ...of(),
    },
  ]);
  expect(JSON.stringify(log)).not.toMatch(/mallory|correct horse/);
});

test.each([
  ['SECOND_FACTOR_REQUIRED', 'update users set totp_confirmed_at = now()', () => account],
  // The log of an account in which the user is disabled has no event of theirs.
  ['CREDENTIALS_INVALID', 'update memberships set active = false', () => null],
])('a correct but insufficient password is logged: %s', async (reason, change, of) => {
  await directory.database.query(change);

  await present(EMAIL, PASSWORD);

  expect(await events()).toMatchObject([
    { type: 'login_failed', account_id: of(), object_id: userId, object: { reason } },
  ]);
});
