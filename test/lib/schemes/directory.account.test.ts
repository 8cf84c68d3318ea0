import {
  apiKey,
  basic,
  bearer,
  type PolicyOptions,
  type Scheme,
  session,
} from '../../../assets/auth.private';
import {
  ADMINISTRATOR,
  createDirectory,
  DEVELOPER,
  PASSWORD,
  type TestDirectory,
} from '../../support/directory/directory';
import { addCredential, addSession, membershipOf } from '../../support/directory/directory-rows';
import { basicAuthorization } from '../../support/guard/invoke';
import { type GuardRequest, requestGuard } from '../../support/guard/request-guard';
import { lineOf, TOKEN } from '../../support/guard/tokens';

// A Function can limit its callers to one account, with the option `account` of each scheme that uses the
// directory, or with `authorize: { account }`.

let directory: TestDirectory;
let [own, other] = ['', ''];
const presented = new Map<string, Readonly<Record<Kind, Partial<GuardRequest>>>>();

type Kind = 'a session' | 'an authtoken' | 'an API key' | 'a password' | 'an authtoken by Basic';
type Options = { readonly account?: string };

const SCHEMES: Readonly<Record<Kind, (options: Options) => Scheme>> = {
  'a session': (options) => session(options),
  'an authtoken': (options) => bearer({ directory: true, ...options }),
  'an API key': (options) => apiKey({ directory: true, ...options }),
  'a password': (options) => basic({ directory: true, ...options }),
  'an authtoken by Basic': (options) => basic({ directory: true, ...options }),
};
const KINDS = Object.keys(SCHEMES) as Kind[];

beforeAll(async () => {
  directory = await createDirectory();
  own = await directory.addAccount('Ahoy');
  // The names of accounts are not unique, so another account may have the same name.
  other = await directory.addAccount('Ahoy');
  for (const account of [own, other]) presented.set(account, await credentialsIn(account));
});
afterAll(() => directory.close());

/** Returns the credentials of an administrator of an account. */
async function credentialsIn(
  account: string,
): Promise<Readonly<Record<Kind, Partial<GuardRequest>>>> {
  const { database } = directory;
  const email = `${account.replace('_', '')}@example.com`;
  const userId = await directory.addUser(email, { [account]: ADMINISTRATOR });
  const owner = { accountId: account, membershipId: await membershipOf(database, userId, account) };
  const { secret } = await addSession(database, { userId, accountId: account });
  const authtoken = await addCredential(database, 'authtoken', owner);
  const key = await addCredential(database, 'api_key', owner);
  const basicPair = (password: string) => ({
    headers: { authorization: basicAuthorization(email, password) },
  });
  return {
    'a session': { cookies: { '__Secure-session': secret } },
    'an authtoken': { headers: { authorization: `Bearer ${authtoken.token}` } },
    'an API key': { headers: { 'x-api-key': key.token } },
    'a password': basicPair(PASSWORD),
    'an authtoken by Basic': basicPair(authtoken.token),
  };
}

const enter = (scheme: Scheme, request: Partial<GuardRequest> = {}, options = {}) =>
  requestGuard(scheme, { variables: directory.variables, ...request, options });

describe.each(KINDS)('%s', (kind) => {
  test('of the named account is accepted', async () => {
    const answer = await enter(SCHEMES[kind]({ account: own }), presented.get(own)?.[kind]);

    expect(answer).toMatchObject({ status: 200, auth: { directory: { accountId: own } } });
  });

  test('of another account is refused like an unknown one', async () => {
    const scheme = SCHEMES[kind]({ account: own });
    const answer = await enter(scheme, presented.get(other)?.[kind]);

    expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID', auth: undefined });
    expect(answer.body).toBe('Unauthorized');
  });

  test('of another account is accepted if no account is named', async () => {
    const answer = await enter(SCHEMES[kind]({}), presented.get(other)?.[kind]);

    expect(answer).toMatchObject({ status: 200, auth: { directory: { accountId: other } } });
  });

  test('is checked by authorize, which names the refused caller', async () => {
    const options = { authorize: { account: own, role: 'administrator' } } as const;
    const stranger = await enter(SCHEMES[kind]({}), presented.get(other)?.[kind], options);
    const member = await enter(SCHEMES[kind]({}), presented.get(own)?.[kind], options);

    expect(stranger).toMatchObject({ status: 403, code: 'FORBIDDEN', auth: undefined });
    expect(stranger.decision?.username).toMatch(/@example\.com$/);
    expect(member).toMatchObject({ status: 200 });
  });

  test.each<[string, unknown]>([
    ['a name', 'Ahoy'],
    ['an id of something else', 'usr_4kTz0cB9vXw2LmQe'],
    ['an empty text', ''],
    ['undefined, as of a variable that is not set', undefined],
    ['null', null],
    ['a list', ['ac_4kTz0cB9vXw2LmQe']],
    ['an id with a line break after it', 'ac_4kTz0cB9vXw2LmQe\n'],
  ])('is refused if the account is %s', async (_what, account) => {
    const log = jest.spyOn(console, 'error').mockReturnValue();

    const answer = await enter(SCHEMES[kind]({ account } as never), presented.get(other)?.[kind]);

    expect(answer).toMatchObject({ status: 500, auth: undefined });
    expect(log).toHaveBeenCalledWith(
      expect.stringContaining('account must be the id of an account, such as ac_4kTz0cB9vXw2LmQe'),
    );
  });
});

test.each<[string, Scheme]>([
  ['bearer()', bearer({ account: 'ac_4kTz0cB9vXw2LmQe' })],
  ['apiKey()', apiKey({ account: 'ac_4kTz0cB9vXw2LmQe' })],
  ['basic()', basic({ account: 'ac_4kTz0cB9vXw2LmQe' })],
])('%s has no account without directory: true', (_name, scheme) => {
  expect(scheme.configure(directory.variables)).toMatchObject({
    problems: expect.arrayContaining(['account requires directory: true']),
  });
});

test('an account does not limit tokens that are not of the directory', async () => {
  const scheme = bearer({ directory: true, account: own, tokens: lineOf('crm', TOKEN) });

  const answer = await enter(scheme, { headers: { authorization: `Bearer ${TOKEN}` } });

  expect(answer).toMatchObject({ status: 200, auth: { username: 'crm' } });
});

test('a session without an account is refused if an account is named', async () => {
  const userId = await directory.addUser('nowhere@example.com', {});
  const { secret } = await addSession(directory.database, { userId, accountId: null });
  const request = { cookies: { '__Secure-session': secret } };

  const answer = await enter(
    session({ account: own, status: ['no_account', 'authenticated'] }),
    request,
  );

  expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
});

test('a session of another account does not learn the required status', async () => {
  const userId = await directory.addUser('halfway@example.com', { [other]: DEVELOPER });
  const { secret } = await addSession(
    directory.database,
    { userId, accountId: other },
    { second_factor_due: true },
  );

  const answer = await enter(session({ account: own }), {
    cookies: { '__Secure-session': secret },
  });

  expect(answer).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
});

test.each<[string, PolicyOptions['authorize']]>([
  ['an account only', { account: 'ac_4kTz0cB9vXw2LmQe' }],
  ['an account and scopes', { account: 'ac_4kTz0cB9vXw2LmQe', scopes: ['read'] }],
])('%s refuses callers who are not in the directory', async (_what, authorize = {}) => {
  const scheme = bearer({ tokens: lineOf('crm', TOKEN, ' scopes=read') });

  const answer = await enter(
    scheme,
    { headers: { authorization: `Bearer ${TOKEN}` } },
    { authorize },
  );

  expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});
