import { randomUUID } from 'node:crypto';
import { type BasicOptions, basic, hashPassword } from '../../../assets/auth.private';
import {
  ADMINISTRATOR,
  createDirectory,
  DEVELOPER,
  PASSWORD,
  type TestDirectory,
} from '../../support/directory/directory';
import {
  addCredential,
  addServiceUser,
  inSeconds,
  membershipOf,
  type Owner,
} from '../../support/directory/directory-rows';
import { basicAuthorization } from '../../support/guard/invoke';
import { requestGuard } from '../../support/guard/request-guard';

// basic({ directory: true }) accepts users with a password or a token, and service users with a token.

const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';
const REFUSED = { status: 401, body: 'Unauthorized', auth: undefined };

let directory: TestDirectory;
let [accountA, accountB] = ['', ''];

beforeAll(async () => {
  directory = await createDirectory();
  accountA = await directory.addAccount('A');
  accountB = await directory.addAccount('B');
});
afterAll(() => directory.close());

const sql = (text: string, ...given: unknown[]) => directory.database.query(text, given);
const present = (
  username: string,
  password: string,
  options: BasicOptions = {},
  variables: object = {},
) =>
  requestGuard(basic({ directory: true, ...options }), {
    variables: { ...directory.variables, ...variables },
    headers: { authorization: basicAuthorization(username, password) },
  });

/** Adds a user with a new address to these accounts. */
async function addUser(...accounts: readonly string[]) {
  const email = `${randomUUID()}@example.com`;
  const roles = accounts.map((account) => [account, DEVELOPER] as const);
  const id = await directory.addUser(email, Object.fromEntries(roles));
  return { email, id };
}

async function ownerOf(id: string, accountId: string): Promise<Owner> {
  return { accountId, membershipId: await membershipOf(directory.database, id, accountId) };
}

describe("a user's email address and password", () => {
  test('authenticate the user in their only account', async () => {
    const email = 'Ada@example.com';
    const id = await directory.addUser(email, { [accountA]: ADMINISTRATOR });

    const { status, auth } = await present(email, PASSWORD);

    expect(status).toBe(200);
    expect(auth).toEqual({
      scheme: 'basic',
      username: email,
      directory: {
        accountId: accountA,
        accountName: 'A',
        userId: id,
        membershipId: await membershipOf(directory.database, id, accountA),
        name: email,
        roles: ADMINISTRATOR,
      },
    });
    expect(Object.isFrozen(auth)).toBe(true);
  });

  test('are accepted with the address in capital or small letters', async () => {
    const { email } = await addUser(accountA);

    expect(await present(email.toUpperCase(), PASSWORD)).toMatchObject({
      status: 200,
      auth: { username: email },
    });
  });

  test('are refused with 401 and a log entry if the user has several active accounts', async () => {
    const { email } = await addUser(accountA, accountB);

    const answer = await present(email, PASSWORD);

    expect(answer).toMatchObject({ ...REFUSED, code: 'ACCOUNT_AMBIGUOUS' });
    expect(answer.decision?.username).toBe(email);
    expect(answer.headers['WWW-Authenticate']).toBe(CHALLENGE);
  });

  test('are accepted for the account of the option', async () => {
    const { email } = await addUser(accountA, accountB);

    const answer = await present(email, PASSWORD, { account: accountB });

    expect(answer).toMatchObject({ status: 200, auth: { directory: { accountId: accountB } } });
  });

  test('are refused if the user is not in the account of the option', async () => {
    const { email } = await addUser(accountA);

    const answer = await present(email, PASSWORD, { account: accountB });

    expect(answer).toMatchObject({ ...REFUSED, code: 'CREDENTIALS_INVALID' });
  });

  test('are refused if the user has no account', async () => {
    const { email } = await addUser();

    expect(await present(email, PASSWORD)).toMatchObject({
      ...REFUSED,
      code: 'CREDENTIALS_INVALID',
    });
  });

  test('are accepted in the other account at the next request after one membership is disabled', async () => {
    const { email, id } = await addUser(accountA, accountB);
    const inA = { account: accountA };
    expect(await present(email, PASSWORD, inA)).toMatchObject({ status: 200 });

    const change = 'update memberships set active = $1 where user_id = $2 and account_id = $3';
    await sql(change, false, id, accountA);
    const disabled = await present(email, PASSWORD, inA);
    const other = await present(email, PASSWORD);
    await sql(change, true, id, accountA);

    expect(disabled).toMatchObject({ ...REFUSED, code: 'CREDENTIALS_INVALID' });
    expect(other).toMatchObject({ status: 200, auth: { directory: { accountId: accountB } } });
    expect(await present(email, PASSWORD, inA)).toMatchObject({ status: 200 });
  });

  test('are refused at the next request after the member is removed', async () => {
    const { email, id } = await addUser(accountA);
    expect(await present(email, PASSWORD)).toMatchObject({ status: 200 });

    await sql('delete from memberships where user_id = $1', id);

    expect(await present(email, PASSWORD)).toMatchObject({
      ...REFUSED,
      code: 'CREDENTIALS_INVALID',
    });
  });

  test('are refused with the old password and accepted with the new one at the next request after a change', async () => {
    const { email, id } = await addUser(accountA);
    expect(await present(email, PASSWORD)).toMatchObject({ status: 200 });

    await sql(
      'update users set password_hash = $1 where id = $2',
      await hashPassword('next one'),
      id,
    );

    expect(await present(email, PASSWORD)).toMatchObject({
      ...REFUSED,
      code: 'CREDENTIALS_INVALID',
    });
    expect(await present(email, 'next one')).toMatchObject({ status: 200 });
  });

  test('the roles are those at the time of the request', async () => {
    const { email, id } = await addUser(accountA);
    expect(await present(email, PASSWORD)).toMatchObject({
      auth: { directory: { roles: DEVELOPER } },
    });

    await sql('update memberships set administrator = true where user_id = $1', id);

    const { auth } = await present(email, PASSWORD);
    expect(auth).toMatchObject({ directory: { roles: { administrator: true } } });
  });
});

describe('a second factor is never bypassed:', () => {
  test('a user with a second factor is refused with the correct password at the next request', async () => {
    const { email, id } = await addUser(accountA);
    expect(await present(email, PASSWORD)).toMatchObject({ status: 200 });

    await sql('update users set totp_confirmed_at = now() where id = $1', id);
    const answer = await present(email, PASSWORD);

    expect(answer).toMatchObject({ ...REFUSED, code: 'SECOND_FACTOR_REQUIRED' });
    expect(answer.headers['WWW-Authenticate']).toBe(CHALLENGE);
  });

  test('an account that requires a second factor refuses passwords', async () => {
    const strict = await directory.addAccount('Strict', { mfaRequired: true });
    const { email } = await addUser(strict);

    expect(await present(email, PASSWORD)).toMatchObject({
      ...REFUSED,
      code: 'SECOND_FACTOR_REQUIRED',
    });
  });

  test('the requirement of another account does not apply', async () => {
    const strict = await directory.addAccount('Strict', { mfaRequired: true });
    const { email } = await addUser(strict, accountA);

    expect(await present(email, PASSWORD, { account: accountA })).toMatchObject({ status: 200 });
    expect(await present(email, PASSWORD, { account: strict })).toMatchObject(REFUSED);
  });

  test('a wrong password is refused in the same way with and without a second factor', async () => {
    const { email, id } = await addUser(accountA);
    await sql('update users set totp_confirmed_at = now() where id = $1', id);

    expect(await present(email, 'wrong')).toMatchObject({
      ...REFUSED,
      code: 'CREDENTIALS_INVALID',
    });
  });

  test("a user's authtoken is accepted, because it was created after the second factor was given", async () => {
    const { email, id } = await addUser(accountA);
    const { token } = await addCredential(
      directory.database,
      'authtoken',
      await ownerOf(id, accountA),
    );
    await sql('update users set totp_confirmed_at = now() where id = $1', id);

    expect(await present(email, token)).toMatchObject({ status: 200 });
  });
});

describe('is refused like any other:', () => {
  test.each<[string, (email: string) => readonly [string, string]]>([
    ['a wrong password', (email) => [email, 'wrong']],
    ['an empty password', (email) => [email, '']],
    ['a known address with a space in it', (email) => [email.replace('@', ' @'), PASSWORD]],
    ['an unknown address', () => ['nobody@example.com', PASSWORD]],
    ['no address', () => ['nobody', PASSWORD]],
    ['no name', () => ['', PASSWORD]],
    ["the user's id", (email) => [`usr_${email}`, PASSWORD]],
    ['a percent sign', () => ['%@example.com', PASSWORD]],
  ])('%s', async (_what, pairOf) => {
    const { email } = await addUser(accountA);

    const answer = await present(...pairOf(email));

    expect(answer).toMatchObject({ ...REFUSED, code: 'CREDENTIALS_INVALID' });
    expect(answer.headers['WWW-Authenticate']).toBe(CHALLENGE);
  });

  test('a user without a password', async () => {
    const { email, id } = await addUser(accountA);
    await sql('update users set password_hash = null where id = $1', id);

    expect(await present(email, '')).toMatchObject({ ...REFUSED, code: 'CREDENTIALS_INVALID' });
    expect(await present(email, PASSWORD)).toMatchObject(REFUSED);
  });

  test('the decision does not contain text of an unknown caller', async () => {
    const { decision } = await present('my password', PASSWORD);

    expect(decision?.username).toBeUndefined();
  });
});

describe('an authtoken in place of the password', () => {
  test('authenticates its user in the account of the token', async () => {
    const { email, id } = await addUser(accountA, accountB);
    const owner = await ownerOf(id, accountB);
    const credential = await addCredential(directory.database, 'authtoken', owner);

    const { auth } = await present(email.toUpperCase(), credential.token);

    expect(auth).toMatchObject({
      scheme: 'basic',
      username: email,
      credentialId: credential.id,
      directory: { accountId: accountB, userId: id },
    });
  });

  test('authenticates its service user by name', async () => {
    const serviceUserId = await addServiceUser(directory.database, accountA, 'Nightly Job');
    const owner = { accountId: accountA, serviceUserId };
    const { token } = await addCredential(directory.database, 'authtoken', owner);

    expect(await present(' nightly  job', token)).toMatchObject({
      status: 200,
      auth: { username: 'Nightly Job', directory: { serviceUserId } },
    });
    expect(await present('another job', token)).toMatchObject(REFUSED);
    expect(await present('nightly job', PASSWORD)).toMatchObject(REFUSED);
  });

  test('is refused with the name of another user', async () => {
    const [one, other] = [await addUser(accountA), await addUser(accountA)];
    const owner = await ownerOf(one.id, accountA);
    const { token } = await addCredential(directory.database, 'authtoken', owner);

    const answer = await present(other.email, token);

    expect(answer).toMatchObject({ ...REFUSED, code: 'CREDENTIALS_INVALID' });
    expect(await present('', token)).toMatchObject(REFUSED);
  });

  test('is valid for its paths until it expires or its membership is disabled', async () => {
    const { email, id } = await addUser(accountA);
    const owner = await ownerOf(id, accountA);
    const limited = await addCredential(directory.database, 'authtoken', owner, { paths: ['/a'] });
    const over = await addCredential(directory.database, 'authtoken', owner, {
      expires_at: inSeconds(-1),
    });

    const within = await present(email, limited.token, {}, { PATH: '/a' });
    const outside = await present(email, limited.token, {}, { PATH: '/b' });
    const expired = await present(email, over.token);
    await sql('update memberships set active = false where user_id = $1', id);

    expect(within.status).toBe(200);
    expect(outside).toMatchObject({ status: 403, code: 'SCOPE_INSUFFICIENT' });
    expect(expired).toMatchObject({ ...REFUSED, code: 'CREDENTIALS_EXPIRED' });
    expect(await present(email, limited.token, {}, { PATH: '/a' })).toMatchObject(REFUSED);
  });

  test('is refused if it belongs to an account other than that of the option', async () => {
    const { email, id } = await addUser(accountA, accountB);
    const owner = await ownerOf(id, accountA);
    const { token } = await addCredential(directory.database, 'authtoken', owner);

    expect(await present(email, token, { account: accountA })).toMatchObject({ status: 200 });
    expect(await present(email, token, { account: accountB })).toMatchObject(REFUSED);
  });

  test('cannot be an API key', async () => {
    const { email, id } = await addUser(accountA);
    const owner = await ownerOf(id, accountA);
    const { token } = await addCredential(directory.database, 'api_key', owner);

    const answer = await present(email, token);

    expect(answer).toMatchObject({ ...REFUSED, code: 'CREDENTIAL_TYPE_MISMATCH' });
  });
});

describe('other sources in addition to the directory', () => {
  const VARIABLES = { USERNAME: 'twilio', PASSWORD: 'ahoy there!' };

  test('are ignored by default, and so are the variables', async () => {
    expect(await present('twilio', 'ahoy there!', {}, VARIABLES)).toMatchObject(REFUSED);
  });

  test('are used if the options name them', async () => {
    const { email } = await addUser(accountA);
    const named: BasicOptions = {
      variables: true,
      credentials: 'grace:password 1',
      verify: (username, password) =>
        username === 'joan' && password === 'password 2' ? { scheme: 'basic', username } : null,
    };
    const pairs = [
      ['twilio', 'ahoy there!'],
      ['grace', 'password 1'],
      ['joan', 'password 2'],
      [email, PASSWORD],
      ['joan', 'password 1'],
    ] as const;

    const answers = pairs.map(([username, password]) =>
      present(username, password, named, VARIABLES),
    );

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([
      ...Array(4).fill(200),
      401,
    ]);
  });
});

test.each<[string, object, RegExp]>([
  ['an invalid account', { account: 'A' }, /account must be the id/],
  [
    'an account without the directory',
    { directory: false, account: 'ac_1' },
    /account requires directory/,
  ],
  ['neither true nor false', { directory: 1 }, /directory must be/],
])('%s: 500', async (_what, options, problem) => {
  const logged = jest.spyOn(console, 'error').mockImplementation();

  expect(await present('a', 'b', options)).toMatchObject({ status: 500, code: 'NOT_CONFIGURED' });
  expect(logged.mock.calls.join()).toMatch(problem);
});
