import type { EdgeProgram } from '../../cli/edge/edge-configuration';
import { createDirectory, DEVELOPER, type TestDirectory } from '../support/directory/directory';
import { addRow } from '../support/directory/directory-rows';
import {
  EDGE_ORIGIN,
  type EdgeAnswer,
  type EdgeBrowser,
  openEdgeBrowser,
} from '../support/edge/edge-browser';
import { makeEdgeToken } from '../support/edge/edge-tokens';
import { type RunningEdge, startEdge } from '../support/edge/start-edge';
import { makeSigningKeys } from '../support/saml/saml-provider';
import { type SimpleSamlPhp, startSimpleSamlPhp } from '../support/saml/simplesamlphp';
import { type DeployedService, deployToSimulator } from '../support/services/deploy-to-simulator';
import { ACS_URL, logInByOidc, logInBySaml, RETURN_URI } from '../support/sso/edge-logins';
import { type PublicProvider, startPublicProvider } from '../support/sso/public-provider';
import { addDomain, addProvider } from '../support/sso/sso-account';

// Members log in to the deployed service behind each of the configurations in docs/edge. Its own name is that of the edge.

const EMAIL = 'ada@example.com';
const SAML = 'idp_simplesamlphp';
const ENTITY_ID = `${EDGE_ORIGIN}/session/saml/${SAML}`;
const { token, line } = makeEdgeToken('edge');

let directory: TestDirectory;
let service: DeployedService;
let provider: PublicProvider;
let idp: SimpleSamlPhp;
let account: string;
let identityProvider: string;

beforeAll(async () => {
  const keys = await makeSigningKeys();
  [directory, provider, idp] = await Promise.all([
    createDirectory(),
    startPublicProvider(RETURN_URI),
    startSimpleSamlPhp({ keys, clients: [{ entityId: ENTITY_ID, acsUrl: ACS_URL }] }),
  ]);
  const { DATABASE_URL = '', DIRECTORY_KEY = '' } = directory.variables;
  const own = { DATABASE_URL, DIRECTORY_KEY, PUBLIC_URL: EDGE_ORIGIN, EDGE_TOKENS: line };
  service = await deployToSimulator({ variables: { ...own, ...provider.variables } });

  account = await directory.addAccount('Example Inc.');
  await addDomain(directory, account, 'example.com');
  await directory.addUser(EMAIL, { [account]: DEVELOPER });
  const { issuer, clientId, clientSecret } = provider;
  const more = { clientAuthentication: 'post', scopes: [] } as const;
  const client = { type: 'oidc', issuer, clientId, clientSecret, ...more } as const;
  identityProvider = await addProvider(directory, { client }, { account_id: account });
  await addRow(directory.database, 'identity_providers', {
    id: SAML,
    account_id: account,
    type: 'saml',
    name: 'Example SAML',
    issuer: `${idp.url}/idp`,
    client_id: ENTITY_ID,
    client_secret: '',
    client_authentication: 'post',
    scopes: [],
    active: true,
    login_url: `${idp.url}/saml2/idp/SSOService.php`,
    certificates: [keys.cert],
  });
});
afterAll(async () => {
  await service.close();
  await Promise.all([directory.close(), provider.stop(), idp.stop()]);
});

/** Restricts the dashboard to one block of addresses. */
async function restrictTo(cidr: string): Promise<void> {
  const { database } = directory;
  await database.query("update accounts set dashboard_ip_mode = 'enforced' where id = $1", [
    account,
  ]);
  await addRow(database, 'ip_rules', { account_id: account, type: 'dashboard', block: cidr });
}

const LOG_INS: readonly (readonly [string, (browser: EdgeBrowser) => Promise<EdgeAnswer>])[] = [
  ['OIDC', (browser) => logInByOidc(browser, provider, { identityProvider, email: EMAIL })],
  ['SAML', (browser) => logInBySaml(browser, idp, { identityProvider: SAML, email: EMAIL })],
];

describe.each<EdgeProgram>(['nginx', 'caddy', 'haproxy'])('%s', (program) => {
  let edge: RunningEdge;
  beforeAll(async () => {
    edge = await startEdge(program, service, token);
  });
  afterAll(() => edge.close());
  afterEach(async () => {
    await directory.database.query('delete from ip_rules');
    await directory.database.query('update accounts set dashboard_ip_mode = null');
  });

  describe.each(LOG_INS)('a login by %s', (_protocol, logIn) => {
    test("starts a session by a cookie of the edge's own name", async () => {
      const browser = openEdgeBrowser(edge);
      expect(await logIn(browser)).toMatchObject({
        status: 200,
        json: { status: 'authenticated' },
      });

      expect(await browser.call('session/show')).toMatchObject({
        status: 200,
        json: { user: { email: EMAIL }, account: { id: account } },
      });
    });

    test('starts a session from an address that the account allows', async () => {
      await restrictTo('127.0.0.0/8');

      expect((await logIn(openEdgeBrowser(edge))).status).toBe(200);
    });

    test('starts no session from another address', async () => {
      await restrictTo('203.0.113.0/24');
      const browser = openEdgeBrowser(edge);

      expect(await logIn(browser)).toMatchObject({ status: 403, code: 'ADDRESS_REFUSED' });
      expect((await browser.call('session/show')).status).toBe(401);
    });
  });

  test('the code of a login is in no log of the service', async () => {
    const codes: string[] = [];
    const follow: PublicProvider['follow'] = async (...given) => {
      const answer = await provider.follow(...given);
      codes.push(answer['code'] ?? '');
      return answer;
    };
    const login = { identityProvider, email: EMAIL };
    expect((await logInByOidc(openEdgeBrowser(edge), { follow }, login)).status).toBe(200);

    expect(codes).toEqual([expect.stringMatching(/^\S{20,}$/)]);
    expect(service.logs()).not.toContain(codes[0]);
  });
});
