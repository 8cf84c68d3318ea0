import {
  ADMINISTRATOR,
  createDirectory,
  PASSWORD,
  type TestDirectory,
} from '../support/directory/directory';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { EDGE_ORIGIN, type EdgeBrowser, openEdgeBrowser } from '../support/edge/edge-browser';
import { makeEdgeToken } from '../support/edge/edge-tokens';
import { sendRaw } from '../support/edge/raw-request';
import { type RunningEdge, startEdge } from '../support/edge/start-edge';
import { makeSigningKeys } from '../support/saml/saml-provider';
import { type SimpleSamlPhp, startSimpleSamlPhp } from '../support/saml/simplesamlphp';
import { PATCH_OP, USER } from '../support/scim/scim-fixture';
import { type DnsServer, envOfDns, startDnsServer } from '../support/servers/dns-server';
import { type DeployedService, deployToSimulator } from '../support/services/deploy-to-simulator';
import { ACS_URL, logInByOidc, logInBySaml, RETURN_URI } from '../support/sso/edge-logins';
import { type PublicProvider, startPublicProvider } from '../support/sso/public-provider';

// The story of an account with single sign-on, from its domain to a member who left the company. The service is deployed and
// behind nginx, and every step is a request to nginx. Each test is a chapter, and needs those before it.

const GRACE = 'grace@example.com';
const ADA = 'ada@example.com';
const SAML_ORIGIN = 'https://saml.example.net';
const GUARDED = {
  'guarded.js': `
    const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(bearer({ directory: true }), (context) => context.auth.username);`,
};
const { token: edgeToken, line } = makeEdgeToken('edge');

let directory: TestDirectory;
let dns: DnsServer;
let oidc: PublicProvider;
let saml: SimpleSamlPhp;
let service: DeployedService;
let edge: RunningEdge;
let account: string;
let ssh: SshKey;

// What the story makes on its way.
let grace: EdgeBrowser;
const ada = {} as { byOidc: EdgeBrowser; bySaml: EdgeBrowser };
const providers = { oidc: '', saml: '' };
const credentials = { scim: '', authtoken: '', apiKey: '', bySsh: '' };
let user: string;

beforeAll(async () => {
  ssh = makeSshKey(['-t', 'ed25519']);
  const keys = await makeSigningKeys();
  [directory, dns, oidc, saml] = await Promise.all([
    createDirectory(),
    startDnsServer(),
    startPublicProvider(RETURN_URI),
    startSimpleSamlPhp({ keys, origin: SAML_ORIGIN }),
  ]);
  const { DATABASE_URL = '', DIRECTORY_KEY = '' } = directory.variables;
  const own = { DATABASE_URL, DIRECTORY_KEY, PUBLIC_URL: EDGE_ORIGIN, EDGE_TOKENS: line };
  const variables = { ...own, ...envOfDns(dns), ...oidc.variables };
  service = await deployToSimulator({ functions: GUARDED, variables });
  edge = await startEdge('nginx', service, edgeToken);
  account = await directory.addAccount('Example Inc.');
  await directory.addUser(GRACE, { [account]: ADMINISTRATOR });
});
afterAll(async () => {
  await edge.close();
  await service.close();
  await Promise.all([directory.close(), dns.close(), oidc.stop(), saml.stop()]);
  ssh.remove();
});

/** Calls an endpoint that must succeed. @returns its output. */
async function done(browser: EdgeBrowser, path: string, input: object = {}) {
  const { status, json } = await browser.call(path, input);
  expect({ path, status, json }).toMatchObject({ path, status: 200 });
  return json;
}

/** Sends a request of a program, which has no cookies. */
async function send(fields: readonly string[], target: string, input?: object) {
  const body = input === undefined ? {} : { method: 'POST', body: JSON.stringify(input) };
  return sendRaw(edge, { target, ...body, fields: ['Content-Type: application/json', ...fields] });
}

/** Sends a request of the identity provider for provisioning. */
async function provision(method: string, target: string, input: object) {
  const fields = [
    'Content-Type: application/scim+json',
    `Authorization: Bearer ${credentials.scim}`,
  ];
  const body = JSON.stringify(input);
  const response = await sendRaw(edge, { method, target: `/scim/v2${target}`, fields, body });
  return { status: response.status, json: JSON.parse(response.body) };
}

const withToken = (token: string) => send([`Authorization: Bearer ${token}`], '/guarded');
const withApiKey = (key: string) => send([`X-Api-Key: ${key}`], '/account/list-credentials', {});
const loginOf = (identityProvider: string, email = ADA) => ({ identityProvider, email });

async function exchangeSignature() {
  const { body } = await send([], '/token/ssh', { json: true });
  const { challenge } = JSON.parse(body) as { challenge: string };
  const message = `${EDGE_ORIGIN} ${challenge}`;
  const signature = ssh.sign(message, 'token@twilio-functions-auth');
  const response = await send([], '/token/ssh', { json: true, challenge, signature });
  return { status: response.status, json: JSON.parse(response.body) };
}

test('an administrator proves the domain of the account by a DNS record', async () => {
  grace = openEdgeBrowser(edge);
  await done(grace, 'session/log-in', { email: GRACE, password: PASSWORD });
  const domain = 'example.com';
  const { record } = await done(grace, 'admin/create-domain', { domain });
  expect((await grace.call('admin/verify-domain', { domain })).code).toBe('DOMAIN_RECORD_MISSING');
  dns.records.set(record.name, [record.value]);

  expect(await done(grace, 'admin/verify-domain', { domain })).toMatchObject({
    domain,
    verifiedAt: expect.any(String),
  });
});

test('she connects a provider by OIDC and one by SAML', async () => {
  const { issuer, clientId, clientSecret } = oidc;
  const input = { type: 'oidc', name: 'Example login', issuer, clientId, clientSecret };
  providers.oidc = (await done(grace, 'admin/create-identity-provider', input)).id;
  const metadata = await (await fetch(saml.metadataUrl)).text();
  const added = await done(grace, 'admin/create-saml-provider', { name: 'Example SAML', metadata });
  providers.saml = added.id;
  saml.addClients({ entityId: added.saml.entityId, acsUrl: added.saml.acsUrl });
  expect(added.saml.acsUrl).toBe(ACS_URL);
  for (const id of Object.values(providers)) {
    await done(grace, 'admin/update-identity-provider', { id, active: true });
  }

  const { identityProviders } = await done(grace, 'session/list-login-ways', { email: ADA });
  expect(identityProviders).toEqual([
    { id: providers.oidc, name: 'Example login', type: 'oidc' },
    { id: providers.saml, name: 'Example SAML', type: 'saml' },
  ]);
});

test('she logs in at the provider herself, and requires that of everyone', async () => {
  const required = { sso: 'enforced', withoutBreakGlass: true };
  expect((await grace.call('admin/update-account', required)).code).toBe('SSO_LOGIN_REQUIRED');
  const [byPassword, bySso] = [grace, openEdgeBrowser(edge)];
  const login = loginOf(providers.oidc, GRACE);
  expect(await logInByOidc(bySso, oidc, login)).toMatchObject({ status: 200 });
  await done(bySso, 'admin/update-account', required);
  grace = bySso;

  expect((await byPassword.call('session/show')).status).toBe(401);
  const password = { email: GRACE, password: PASSWORD };
  expect((await byPassword.call('session/log-in', password)).code).toBe('SSO_REQUIRED');
});

test('the provider creates a member by SCIM', async () => {
  await done(grace, 'admin/update-account', { provisioning: 'scim' });
  const service = { name: 'Provisioning', developer: 'read-only' };
  const { id: serviceUser } = await done(grace, 'admin/create-service-user', service);
  const input = { type: 'scim_token', owner: { serviceUser } };
  credentials.scim = (await done(grace, 'admin/create-credential', input)).token;
  const name = { givenName: 'Ada', familyName: 'Lovelace' };
  const created = await provision('POST', '/Users', { schemas: [USER], userName: ADA, name });
  user = created.json.id;

  expect(created).toMatchObject({ status: 201, json: { userName: ADA, active: true } });
});

test('the member logs in by OIDC and by SAML, as the same user', async () => {
  [ada.byOidc, ada.bySaml] = [openEdgeBrowser(edge), openEdgeBrowser(edge)];
  expect(await logInByOidc(ada.byOidc, oidc, loginOf(providers.oidc))).toMatchObject({
    status: 200,
    json: { status: 'authenticated' },
  });
  expect(await logInBySaml(ada.bySaml, saml, loginOf(providers.saml))).toMatchObject({
    status: 200,
    json: { status: 'authenticated' },
  });

  const first = await done(ada.byOidc, 'session/show');
  expect(first).toMatchObject({ user: { email: ADA }, account: { id: account } });
  expect((await done(ada.bySaml, 'session/show')).user.id).toBe(first.user.id);
  expect((await ada.bySaml.open('/team')).status).toBe(200);
});

test('the member makes an authtoken, an API key and an SSH key, and all of them work', async () => {
  const make = (input: object) => done(ada.byOidc, 'account/create-credential', input);
  credentials.authtoken = (await make({ type: 'authtoken' })).token;
  credentials.apiKey = (await make({ type: 'api_key' })).token;
  const { challenge } = await done(ada.byOidc, 'token/ssh');
  const message = `${EDGE_ORIGIN} ${account} ${challenge}`;
  const signature = ssh.sign(message, 'key@twilio-functions-auth');
  await make({ type: 'ssh_key', publicKey: ssh.publicLine, challenge, signature });

  expect(await withToken(credentials.authtoken)).toMatchObject({ status: 200, body: ADA });
  expect(await withApiKey(credentials.apiKey)).toMatchObject({ status: 200 });
  const exchanged = await exchangeSignature();
  credentials.bySsh = exchanged.json.token;
  expect(await withToken(credentials.bySsh)).toMatchObject({ status: 200, body: ADA });
});

describe('after the provider has disabled the member by SCIM', () => {
  beforeAll(async () => {
    const Operations = [{ op: 'replace', path: 'active', value: false }];
    const disabled = await provision('PATCH', `/Users/${user}`, {
      schemas: [PATCH_OP],
      Operations,
    });
    expect(disabled).toMatchObject({ status: 200, json: { active: false } });
  });

  test.each([
    ['OIDC', 'byOidc'],
    ['SAML', 'bySaml'],
  ] as const)('the session by %s has ended, in the dashboard and on a page', async (_by, name) => {
    expect((await ada[name].call('session/show')).status).toBe(401);
    expect((await ada[name].open('/team')).status).toBe(401);
  });

  test.each([
    ['authtoken', 'authtoken'],
    ['token that the SSH key got before', 'bySsh'],
  ] as const)('the %s is refused', async (_what, name) => {
    expect((await withToken(credentials[name])).status).toBe(401);
  });

  test('the API key is refused', async () => {
    expect((await withApiKey(credentials.apiKey)).status).toBe(401);
  });

  test('the SSH key gets no token', async () => {
    expect(await exchangeSignature()).toMatchObject({
      status: 401,
      json: { error: { code: 'SIGNATURE_INVALID' } },
    });
  });

  test('a login at either provider is refused', async () => {
    const unavailable = { status: 403, code: 'ACCOUNT_UNAVAILABLE' };
    const byOidc = await logInByOidc(openEdgeBrowser(edge), oidc, loginOf(providers.oidc));
    expect(byOidc).toMatchObject(unavailable);
    const bySaml = await logInBySaml(openEdgeBrowser(edge), saml, loginOf(providers.saml));
    expect(bySaml).toMatchObject(unavailable);
  });

  test('the audit log of the account tells the story', async () => {
    const { items } = await done(grace, 'admin/list-events', { limit: 100 });
    const types = (items as readonly { readonly type: string }[]).map(({ type }) => type);

    // The service of this test sends no mail.
    expect(types.toReversed().filter((type) => type !== 'mail_failed')).toEqual([
      ...['login_succeeded', 'domain_created', 'domain_verified'],
      ...['identity_provider_created', 'identity_provider_created'],
      ...['identity_provider_updated', 'identity_provider_updated'],
      ...['identity_linked', 'login_succeeded', 'sso_enforced', 'login_failed'],
      ...['account_updated', 'service_user_created', 'credential_created', 'membership_created'],
      ...['identity_linked', 'login_succeeded', 'identity_linked', 'login_succeeded'],
      ...['credential_created', 'credential_created', 'credential_created', 'credential_exchanged'],
      ...['membership_disabled', 'credential_exchange_failed', 'sso_failed', 'sso_failed'],
    ]);
  });
});
