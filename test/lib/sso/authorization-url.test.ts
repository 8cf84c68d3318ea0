import { hash } from 'node:crypto';
import { authorizationUrl, findEndpoints, newLoginSecrets } from '../../../lib/sso/index';
import { issuerProblem } from '../../../lib/sso/provider-url';
import { type ProviderServer, startProviderServer } from '../../support/sso/provider-server';

const REQUEST = {
  ...newLoginSecrets(),
  redirectUri: 'https://service.example/session/return-sso',
  isStepUp: false,
};

let provider: ProviderServer;
beforeEach(async () => {
  provider = await startProviderServer();
});
afterEach(() => provider.close());

const limits = () => ({ endsAt: performance.now() + 6000, allowLoopback: true });

async function parametersOf(more: object = {}, client: object = {}) {
  const url = await authorizationUrl(
    { ...provider.client, ...client },
    { ...REQUEST, ...more },
    limits(),
  );
  return Object.fromEntries(new URL(`${url}`).searchParams);
}

test('the URL has the state, the nonce and the challenge, and no secret', async () => {
  expect(await parametersOf()).toEqual({
    client_id: 'service',
    redirect_uri: REQUEST.redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: REQUEST.state,
    nonce: REQUEST.nonce,
    code_challenge: hash('sha256', REQUEST.verifier, 'base64url'),
    code_challenge_method: 'S256',
  });
});

test('an address is the login hint, and a step-up requires a new authentication', async () => {
  expect(await parametersOf({ loginHint: 'ada@example.com', isStepUp: true })).toMatchObject({
    login_hint: 'ada@example.com',
    prompt: 'login',
    max_age: '0',
  });
});

test('scopes are added, each of them once', async () => {
  expect(await parametersOf({}, { scopes: ['groups', 'email'] })).toMatchObject({
    scope: 'openid email profile groups',
  });
});

test('the query of the endpoint remains', async () => {
  provider.faults = { metadata: { authorization_endpoint: `${provider.issuer}/authorize?p=1` } };

  expect(await parametersOf()).toMatchObject({ p: '1', client_id: 'service' });
});

test('GitHub gets its own scopes and no nonce', async () => {
  const { nonce, ...sent } = await parametersOf({}, { type: 'github' });

  expect(nonce).toBeUndefined();
  expect(sent).toMatchObject({ scope: 'read:user user:email', code_challenge_method: 'S256' });
});

test('the discovery document is read once in ten minutes', async () => {
  await parametersOf();
  await parametersOf();
  expect(provider.paths()).toHaveLength(1);

  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10 * 60_000 + 1);
  await parametersOf();
  expect(provider.paths()).toHaveLength(2);
});

test('the page that ends the session of the provider is known', async () => {
  expect(await findEndpoints(provider.client, limits())).toEqual({
    authorization: `${provider.issuer}/authorize`,
    endSession: `${provider.issuer}/end`,
  });
});

test.each([
  ['authorization_endpoint', 'javascript:alert(1)'],
  ['authorization_endpoint', 'http://login.example.com/authorize'],
  ['end_session_endpoint', 'javascript:alert(1)'],
  ['end_session_endpoint', 42],
])('a provider whose %s is %s is refused, because pages open it', async (name, url) => {
  provider.faults = { metadata: { [name]: url } };
  const refused = { problem: 'settings', reason: 'endpoint' };

  expect(await findEndpoints(provider.client, limits())).toEqual(refused);
  expect(await authorizationUrl(provider.client, REQUEST, limits())).toEqual(refused);
});

test('secrets are never the same twice', () => {
  const values = [newLoginSecrets(), newLoginSecrets()].flatMap((one) => Object.values(one));

  expect(new Set(values).size).toBe(6);
});

test.each([
  ['okta', 'https://example.okta.com'],
  ['okta', 'https://example.okta.com/oauth2/aus1'],
  ['entra', 'https://login.microsoftonline.com/8b1c7a52-0000-4000-8000-000000000000/v2.0'],
  ['google', 'https://accounts.google.com'],
  ['github', 'https://github.com'],
  ['oidc', 'https://login.example.com/realms/one/'],
] as const)('%s at %s can be used', (type, issuer) => {
  expect(issuerProblem(type, issuer, false)).toBeUndefined();
});

test.each([
  'http://login.example.com',
  'https://localhost',
  'https://localhost.',
  'https://a.localhost',
  'https://127.0.0.1',
  'https://127.1',
  'https://2130706433',
  'https://0x7f.1',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://10.0.0.5',
  'https://169.254.169.254',
  'https://intranet',
  'https://printer.local',
  'https://db.internal',
  'https://user:secret@login.example.com',
  'https://login.example.com?query',
  'https://login.example.com?',
  'https://login.example.com#fragment',
  `https://login.example.com/${'a'.repeat(255)}`,
  'file:///etc/passwd',
  'login.example.com',
  '',
])('%s cannot be an issuer', (issuer) => {
  expect(issuerProblem('oidc', issuer, false)).toMatch(/^must /);
});

test.each([
  ['google', 'https://accounts.example.com'],
  ['github', 'https://github.com/example'],
  ['entra', 'https://login.microsoftonline.com/common/v2.0'],
  ['entra', 'https://login.microsoftonline.com/organizations/v2.0'],
  ['entra', 'https://login.microsoftonline.com/consumers/v2.0'],
  ['entra', 'https://login.example.com/tenant/v2.0'],
] as const)('%s cannot be at %s', (type, issuer) => {
  expect(issuerProblem(type, issuer, false)).toMatch(/^must /);
});

test('a provider on this machine can be used only where a test or a developer allows it', () => {
  expect(issuerProblem('oidc', 'http://127.0.0.1:3000', true)).toBeUndefined();
  expect(issuerProblem('oidc', 'http://127.0.0.1:3000', false)).toMatch(/^must /);
});
