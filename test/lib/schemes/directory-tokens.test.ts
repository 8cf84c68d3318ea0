import { apiKey, bearer, type Scheme } from '../../../assets/auth.private';
import {
  ADMINISTRATOR,
  createDirectory,
  DEVELOPER,
  type TestDirectory,
} from '../../support/directory/directory';
import {
  addCredential,
  addServiceUser,
  inSeconds,
  membershipOf,
  type Owner,
  sha256,
} from '../../support/directory/directory-rows';
import { requestGuard } from '../../support/guard/request-guard';
import { lineOf, TOKEN } from '../../support/guard/tokens';

// bearer() accepts the directory's authtokens, and apiKey() accepts its API keys.

const REALM = 'realm="Authentication Required"';

/** A scheme and the way to present its credential. */
const WAYS = [
  {
    scheme: 'bearer',
    type: 'authtoken',
    other: 'api_key',
    make: (more: object = {}): Scheme => bearer({ directory: true, ...more }),
    headersOf: (token: string) => ({ authorization: `Bearer ${token}` }),
    challenge: `Bearer ${REALM}`,
    wrong: `Bearer ${REALM}, error="invalid_token"`,
    belongs: 'This is an API key. Present it in X-Api-Key',
  },
  {
    scheme: 'api_key',
    type: 'api_key',
    other: 'authtoken',
    make: (more: object = {}): Scheme => apiKey({ directory: true, ...more }),
    headersOf: (token: string) => ({ 'x-api-key': token }),
    challenge: `ApiKey ${REALM}, header="x-api-key"`,
    wrong: `ApiKey ${REALM}, header="x-api-key"`,
    belongs: 'This is an authtoken. Present it as a Bearer token.',
  },
] as const;

let directory: TestDirectory;
let [accountA, accountB, ada] = ['', '', ''];
let inA: Owner;
let inB: Owner;
let service: Owner;

beforeAll(async () => {
  directory = await createDirectory();
  const { database } = directory;
  accountA = await directory.addAccount('A');
  accountB = await directory.addAccount('B');
  ada = await directory.addUser('ada@example.com', {
    [accountA]: DEVELOPER,
    [accountB]: ADMINISTRATOR,
  });
  inA = { accountId: accountA, membershipId: await membershipOf(database, ada, accountA) };
  inB = { accountId: accountB, membershipId: await membershipOf(database, ada, accountB) };
  service = {
    accountId: accountA,
    serviceUserId: await addServiceUser(database, accountA, 'Deploys'),
  };
});
afterAll(() => directory.close());

const sql = (text: string, ...given: unknown[]) => directory.database.query(text, given);

describe.each(WAYS)(
  '$scheme',
  ({ scheme, type, other, make, headersOf, challenge, wrong, belongs }) => {
    type Columns = Parameters<typeof addCredential>[3];
    const add = (owner: Owner = inA, columns?: Columns) =>
      addCredential(directory.database, type, owner, columns);
    const present = (token: string, more: object = {}, schemes: Scheme = make()) =>
      requestGuard(schemes, {
        variables: { ...directory.variables, ...more },
        headers: headersOf(token),
      });

    test('authenticates a user in the account of the credential', async () => {
      const { token, id } = await add(inB);

      const { status, auth } = await present(token);

      expect(status).toBe(200);
      expect(auth).toEqual({
        scheme,
        username: 'ada@example.com',
        credentialId: id,
        directory: {
          accountId: accountB,
          accountName: 'B',
          userId: ada,
          membershipId: inB.membershipId,
          credentialId: id,
          name: 'ada@example.com',
          roles: ADMINISTRATOR,
        },
      });
      expect(Object.isFrozen(auth)).toBe(true);
    });

    test('authenticates a service user', async () => {
      const { token, id } = await add(service);

      const { status, auth } = await present(token);

      expect(status).toBe(200);
      expect(auth).toMatchObject({
        username: 'Deploys',
        credentialId: id,
        directory: {
          accountId: accountA,
          serviceUserId: service.serviceUserId,
          roles: { developer: 'read-write', team: 'read-only', administrator: false },
        },
      });
    });

    test('requires a credential if the caller presents none', async () => {
      const answer = await requestGuard(make(), { variables: directory.variables });

      expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_MISSING' });
      expect(answer.headers['WWW-Authenticate']).toBe(challenge);
    });

    test.each<[string, (token: string) => string, string]>([
      ['with another id', (token) => token.replace(/_.{12}_/, '_000000000000_'), 'MALFORMED'],
      [
        'with a typing error',
        (token) => `${token.slice(0, -1)}${token.endsWith('0') ? 1 : 0}`,
        'MALFORMED',
      ],
      ['that ends too early', (token) => token.slice(0, -8), 'MALFORMED'],
      ['that is only its id', (token) => token.slice(0, 16), 'MALFORMED'],
      ['of another form', () => 'x'.repeat(40), 'INVALID'],
    ])('the scheme refuses a token %s', async (_what, change, code) => {
      const { token } = await add();

      const answer = await present(change(token));

      expect(answer).toMatchObject({ status: 401, code: `CREDENTIALS_${code}`, auth: undefined });
    });

    test('refuses an unknown token of the right format', async () => {
      const { token, id } = await add();
      await sql('delete from credentials where id = $1', id);

      expect(await present(token)).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
    });

    test("refuses a token with the id of one, and another's secret", async () => {
      const { token } = await add(inA, { secret_hash: sha256('another') });

      expect(await present(token)).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
    });

    test('accepts the token from before a rotation until the grace period ends', async () => {
      const { token, id } = await add();
      const rotate = (seconds: number) =>
        sql(
          `update credentials set secret_hash = $1, previous_secret_hash = $2,
          previous_expires_at = now() + make_interval(secs => $3) where id = $4`,
          sha256('next'),
          sha256(token),
          seconds,
          id,
        );

      await rotate(60);
      const within = await present(token);
      await rotate(-1);

      expect(within.status).toBe(200);
      expect(await present(token)).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
    });

    test('refuses an expired token, and the log says so', async () => {
      const { token } = await add(inA, { expires_at: inSeconds(-1) });

      const answer = await present(token);

      expect(answer).toMatchObject({
        status: 401,
        body: 'Unauthorized',
        code: 'CREDENTIALS_EXPIRED',
      });
    });

    test.each([
      ['/reports', 200],
      ['/hooks/a', 200],
      ['/hooks/a/b', 200],
      ['/hooks', 403],
      ['/other', 403],
      ['/hooks/../other', 403],
      [undefined, 403],
    ])('a token for /reports and /hooks/* on %s', async (PATH, status) => {
      const { token } = await add(inA, { paths: ['/reports', '/hooks/*'] });

      const answer = await present(token, { PATH });

      expect(answer.status).toBe(status);
      if (status === 403)
        expect(answer).toMatchObject({ code: 'SCOPE_INSUFFICIENT', auth: undefined });
    });

    test('a disabled membership ends its credentials at the next request, and those of no other account', async () => {
      const { token } = await add();
      const other = await add(inB);
      const set = (active: boolean) =>
        sql('update memberships set active = $1 where id = $2', active, inA.membershipId);
      expect(await present(token)).toMatchObject({ status: 200 });

      await set(false);
      const disabled = await present(token);
      const elsewhere = await present(other.token);
      await set(true);

      expect(disabled).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID', auth: undefined });
      expect(elsewhere).toMatchObject({ status: 200 });
      expect(await present(token)).toMatchObject({ status: 200 });
    });

    test('a disabled service user is refused at the next request, and comes back when enabled', async () => {
      const { token } = await add(service);
      const set = (active: boolean) =>
        sql('update service_users set active = $1 where id = $2', active, service.serviceUserId);
      expect(await present(token)).toMatchObject({ status: 200 });

      await set(false);
      const disabled = await present(token);
      await set(true);

      expect(disabled).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
      expect(await present(token)).toMatchObject({ status: 200 });
    });

    test('a removed membership deletes its credentials, but not those of other accounts', async () => {
      const bob = await directory.addUser(`bob-${scheme}@example.com`, {
        [accountA]: DEVELOPER,
        [accountB]: DEVELOPER,
      });
      const ownerIn = async (accountId: string) => ({
        accountId,
        membershipId: await membershipOf(directory.database, bob, accountId),
      });
      const here = await add(await ownerIn(accountA));
      const there = await add(await ownerIn(accountB));

      await sql('delete from memberships where user_id = $1 and account_id = $2', bob, accountA);

      expect(await present(here.token)).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
      expect(await present(there.token)).toMatchObject({ status: 200 });
    });

    test('an account that requires a second factor refuses users who have none', async () => {
      const strict = await directory.addAccount('Strict', { mfaRequired: true });
      const eve = await directory.addUser(`eve-${scheme}@example.com`, { [strict]: DEVELOPER });
      const membershipId = await membershipOf(directory.database, eve, strict);
      const { token } = await add({ accountId: strict, membershipId });

      const before = await present(token);
      await sql('update users set totp_confirmed_at = now() where id = $1', eve);

      expect(before).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
      expect(await present(token)).toMatchObject({ status: 200 });
    });

    test(`names the type ${other} of a credential and where it is accepted`, async () => {
      const { token } = await addCredential(directory.database, other, inA);

      const answer = await present(token);

      expect(answer).toMatchObject({
        status: 401,
        body: 'Unauthorized',
        code: 'CREDENTIAL_TYPE_MISMATCH',
      });
      expect(answer.headers['WWW-Authenticate']).toContain(`${challenge}, error="invalid_token"`);
      expect(answer.headers['WWW-Authenticate']).toContain(`error_description="${belongs}`);
    });

    test('says the same about an invented token of the other type, so it is no oracle', async () => {
      const { token, id } = await addCredential(directory.database, other, inA);
      const live = await present(token);
      await sql('delete from credentials where id = $1', id);

      const gone = await present(token);

      expect(gone).toMatchObject({ status: live.status, headers: live.headers, code: live.code });
    });

    test("names the type of an SSH key's id", async () => {
      const answer = await present('tfs_4kTz0cB9vXw2LmQe');

      expect(answer).toMatchObject({ status: 401, code: 'CREDENTIAL_TYPE_MISMATCH' });
      expect(answer.headers['WWW-Authenticate']).toMatch(
        /error_description="This is the id of an SSH key/,
      );
    });

    test('reveals nothing about a refused token', async () => {
      const { token, id } = await add();
      await sql('delete from credentials where id = $1', id);

      const { headers } = await present(token);

      expect(headers['WWW-Authenticate']).toBe(wrong);
    });

    test('tokens of the variables are ignored with the directory', async () => {
      const more = { BEARER_TOKENS: lineOf('ci', TOKEN) };

      expect(await present(TOKEN, more)).toMatchObject({ status: 401, auth: undefined });
    });

    test('tokens of the options are accepted in addition to the directory', async () => {
      const both = make({ tokens: lineOf('ci', TOKEN) });
      const { token } = await add();

      expect(await present(TOKEN, {}, both)).toMatchObject({
        status: 200,
        auth: { username: 'ci' },
      });
      expect(await present(token, {}, both)).toMatchObject({
        auth: { username: 'ada@example.com' },
      });
    });

    test('directory must be true or false', async () => {
      jest.spyOn(console, 'error').mockImplementation();

      const answer = await present(
        TOKEN,
        {},
        make({ directory: 'yes', tokens: lineOf('ci', TOKEN) }),
      );

      expect(answer).toMatchObject({ status: 500, code: 'NOT_CONFIGURED' });
    });

    test('no response and no log line contains a presented secret', async () => {
      const { token, id } = await add();
      await sql('delete from credentials where id = $1', id);
      const lines = ['log', 'warn', 'error'] as const;
      const spies = lines.map((name) => jest.spyOn(console, name).mockImplementation());

      const { headers, body, decision } = await present(token);

      const said = JSON.stringify([headers, body, decision, spies.map(({ mock }) => mock.calls)]);
      expect(said).not.toContain(token.slice(17));
    });
  },
);
