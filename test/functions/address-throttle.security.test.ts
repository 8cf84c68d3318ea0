import { basic, withAuth } from '../../assets/auth.private';
import {
  type Authenticator,
  addPasskey,
  makeAuthenticator,
  type Options,
  passkeyLogin,
} from '../support/directory/authenticator';
import { PASSWORD, useDirectory } from '../support/directory/directory';
import { addTeam, type Team } from '../support/directory/team';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';
import { basicAuthorization, invoke } from '../support/guard/invoke';
import { VARIABLES } from '../support/services/service';

// One password tried on many names stays below the limit of each name. The edge reports the address that tries it.

const LIMIT = 100;
const { token, line } = makeEdgeToken();
const directory = useDirectory({ EDGE_TOKENS: line });
let team: Team;
beforeEach(async () => {
  team = await addTeam(directory);
  await directory.database.query('delete from throttles');
});

const edge = (address: string) => ({ 'x-edge': edgeField(token, { address }) });
const nameOf = (index: number) => `user-${index}@example.com`;

describe('session/log-in', () => {
  const logIn = (email: string, password: string, address: string) =>
    directory.caller().call('session/log-in', { email, password, json: true }, edge(address));

  test('makes an address wait after 100 names, and no name with it (threat 31)', async () => {
    for (let index = 0; index < LIMIT; index += 1) {
      expect((await logIn(nameOf(index), 'spring-2027-spring', '198.51.100.9')).status).toBe(401);
    }
    const refused = await logIn(team.email('reader'), PASSWORD, '198.51.100.9');
    const elsewhere = await logIn(team.email('reader'), PASSWORD, '203.0.113.7');

    expect([refused.code, elsewhere.status]).toEqual(['THROTTLED', 200]);
    expect(refused.headers['Retry-After']).toMatch(/^(?:60|5\d)$/);
  });
});

test('a passkey login makes an address wait after 100 passkeys that are not known', async () => {
  const address = '198.51.100.10';
  const unknown = makeAuthenticator();
  unknown.create(
    (await (await team.session('reader')).call('account/start-passkey')).body as Options,
  );
  const { authenticator } = await addPasskey(await team.session('other'));
  const logIn = async (key: Authenticator, from: string) => {
    const caller = directory.caller();
    const input = { json: true, ...(await passkeyLogin(caller, key)) };
    return caller.call('session/log-in-with-passkey', input, edge(from));
  };
  for (let index = 0; index < LIMIT; index += 1) {
    if (index === 50) expect((await logIn(authenticator, address)).status).toBe(200);
    expect((await logIn(unknown, address)).code).toBe('PASSKEY_UNKNOWN');
  }

  expect((await logIn(authenticator, address)).code).toBe('THROTTLED');
  expect((await logIn(authenticator, '203.0.113.8')).status).toBe(200);
});

/** Calls a Function with Basic credentials through the edge. */
function callBasic(
  options: object,
  [username, password]: readonly [string, string],
  address: string,
) {
  const handler = withAuth(basic(options), () => 'in');
  const headers = { authorization: basicAuthorization(username, password), ...edge(address) };
  const variables = { ...VARIABLES, ...directory.variables };
  return invoke(handler, { variables, event: { request: { headers } } });
}

describe.each([
  ['basic() with its own users', {}, () => [VARIABLES.USERNAME, VARIABLES.PASSWORD] as const],
  [
    'basic() with the directory',
    { directory: true },
    () => [team.email('reader'), PASSWORD] as const,
  ],
])('%s', (_name, options, right) => {
  // An address for each, because the counters of a process last.
  const [ipv6, other] =
    'directory' in options ? ['2001:db8:1::', '2001:db8:2::'] : ['2001:db8:3::', '2001:db8:4::'];

  test('makes the /64 of an address wait after 100 names', async () => {
    for (let index = 0; index < LIMIT; index += 1) {
      const address = `${ipv6}${index.toString(16)}`;
      expect((await callBasic(options, [nameOf(index), 'spring-2027'], address)).status).toBe(401);
    }
    const refused = await callBasic(options, right(), `${ipv6}ffff`);
    const elsewhere = await callBasic(options, right(), `${other}1`);

    expect([refused.status, elsewhere.status]).toEqual([429, 200]);
    expect((await callBasic(options, [nameOf(LIMIT), 'spring-2027'], `${ipv6}1`)).status).toBe(429);
    expect((await callBasic(options, [nameOf(0), 'spring-2027'], `${other}1`)).status).toBe(401);
  });
});

test('right passwords are not counted, however many there are', async () => {
  for (let index = 0; index < LIMIT + 5; index += 1) {
    const { status } = await callBasic(
      { directory: true },
      [team.email('reader'), PASSWORD],
      '192.0.2.1',
    );
    expect(status).toBe(200);
  }
});
