import { useDirectory } from '../../support/directory/directory';
import { addTeam, lastEvent, type Team } from '../../support/directory/team';
import { type ProviderServer, startProviderServer } from '../../support/sso/provider-server';
import { addProvider } from '../../support/sso/sso-account';

const SECRET = 'the secret of the registration';
const SETTINGS = {
  type: 'oidc',
  name: 'Example login',
  issuer: 'https://login.example.com',
  clientId: 'service',
  clientSecret: SECRET,
} as const;

const directory = useDirectory();
let team: Team;
let provider: ProviderServer;
beforeAll(async () => {
  provider = await startProviderServer();
});
afterAll(() => provider.close());
beforeEach(async () => {
  team = await addTeam(directory, ['admin', 'other', 'manager']);
});

const asAdmin = async (path: string, input: object = {}) =>
  (await team.session('admin')).call(`admin/${path}`, input);
const create = async (more: object = {}) =>
  (await asAdmin('create-identity-provider', { ...SETTINGS, ...more })).json as { id: string };

test('a new provider is not active, and its secret is never shown', async () => {
  const { status, body } = await asAdmin('create-identity-provider', SETTINGS);

  expect({ status, body }).toEqual({
    status: 200,
    body: {
      id: expect.stringMatching(/^idp_/),
      type: 'oidc',
      issuer: SETTINGS.issuer,
      name: SETTINGS.name,
      clientId: 'service',
      clientAuthentication: 'post',
      scopes: [],
      hostedDomain: null,
      saml: null,
      logoutUri: expect.stringContaining('/session/back-channel-logout?identityProvider=idp_'),
      mfaClaim: 'none',
      acrValues: [],
      active: false,
      createdAt: expect.any(String),
    },
  });
});

test('the list has the redirect URI to register', async () => {
  const { id } = await create();

  expect((await asAdmin('list-identity-providers')).body).toMatchObject({
    items: [{ id }],
    redirectUri: 'http://localhost:3000/session/return-sso',
  });
});

test('the secret is encrypted in the database, and in no event', async () => {
  const { id } = await create();
  await asAdmin('update-identity-provider', { id, clientSecret: `${SECRET} 2` });
  const [row] = await directory.database.query<{ client_secret: string }>(
    'select client_secret from identity_providers where id = $1',
    [id],
  );
  const events = await directory.database.query('select object from events', []);

  expect(row?.client_secret).toMatch(/^v1\./);
  expect(JSON.stringify(events)).not.toContain(SECRET);
  expect(await lastEvent(directory, team.account, 'identity_provider_updated')).toMatchObject({
    object: { isSecretChanged: true },
  });
});

test('an update changes only what it names, and never the issuer', async () => {
  const { id } = await create({ scopes: ['groups'] });
  const changes = { id, active: true, mfaClaim: 'acr', acrValues: ['high'] };

  expect((await asAdmin('update-identity-provider', changes)).body).toMatchObject({
    ...changes,
    name: SETTINGS.name,
    scopes: ['groups'],
  });
  const other = { id, issuer: 'https://evil.example' };
  expect((await asAdmin('update-identity-provider', other)).code).toBe('INPUT_INVALID');
});

test('threat 15: an issuer at an address or a local name is refused with a reason', async () => {
  const input = { ...SETTINGS, issuer: 'https://169.254.169.254' };

  expect((await asAdmin('create-identity-provider', input)).body).toMatchObject({
    error: {
      code: 'IDENTITY_PROVIDER_INVALID',
      problems: ['issuer must be an https URL with a public host name'],
    },
  });
});

test('GitHub is of the whole service, so no account can add it', async () => {
  const input = { ...SETTINGS, type: 'github', issuer: 'https://github.com' };

  expect((await asAdmin('create-identity-provider', input)).code).toBe('INPUT_INVALID');
});

test('an account has at most ten providers', async () => {
  for (let count = 0; count < 10; count += 1) await create();

  expect((await asAdmin('create-identity-provider', SETTINGS)).code).toBe('LIMIT_REACHED');
});

test('a deleted provider is gone, with its identities', async () => {
  const id = await addProvider(directory, provider, { account_id: team.account });
  await directory.database.query(
    "insert into user_identities (idp_id, subject, user_id) select $1, 'a', id from users limit 1",
    [id],
  );

  expect((await asAdmin('delete-identity-provider', { id })).status).toBe(200);
  expect((await asAdmin('list-identity-providers')).body).toMatchObject({ items: [] });
  expect(await lastEvent(directory, team.account, 'identity_provider_deleted')).toMatchObject({
    object: { identities: 1, sessions: 0 },
  });
});

test.each(['update', 'delete', 'test'])(
  'a provider of another account cannot be used to %s',
  async (verb) => {
    const other = await addTeam(directory, ['admin']);
    const id = await addProvider(directory, provider, { account_id: other.account });

    expect((await asAdmin(`${verb}-identity-provider`, { id })).code).toBe('NOT_FOUND');
  },
);

test.each([
  ['update-identity-provider', { active: false }],
  ['delete-identity-provider', {}],
])(
  'threat 10: the caller’s own provider, and the last one that is required, refuse %s',
  async (path, more) => {
    const id = await addProvider(directory, provider, { account_id: team.account });
    await directory.database.query("update accounts set sso = 'enforced' where id = $1", [
      team.account,
    ]);
    await directory.database.query('update memberships set break_glass = true where id = $1', [
      await team.id('admin'),
    ]);
    expect((await asAdmin(path, { id, ...more })).code).toBe('IDENTITY_PROVIDER_IN_USE');

    await directory.database.query("update accounts set sso = 'mixed'", []);
    const admin = await team.session('admin');
    await directory.database.query('update sessions set idp_id = $1', [id]);
    expect(await admin.call(`admin/${path}`, { id, ...more })).toMatchObject({
      code: 'IDENTITY_PROVIDER_IN_USE',
    });
    expect((await asAdmin(path, { id, ...more })).status).toBe(200);
  },
);

describe('a test', () => {
  async function finish(changes: { readonly bySomeoneElse?: boolean } = {}) {
    const id = await addProvider(directory, provider, { account_id: team.account, active: false });
    const admin = await team.session('admin');
    const { json } = await admin.call('admin/test-identity-provider', { id });
    const { url, attempt } = json as { url: string; attempt: string };
    const user = { sub: 'ada', email: 'ada@example.com', groups: ['staff'], amr: ['otp'] };
    const input = { attempt, ...provider.logIn(url, user) };
    const caller = changes.bySomeoneElse === true ? await team.session('other') : admin;
    return caller.call('session/finish-sso', input);
  }

  test('shows what the provider sent, and logs nobody in', async () => {
    const { body, headers } = await finish();

    expect(body).toMatchObject({
      status: null,
      test: {
        subject: 'ada',
        email: 'ada@example.com',
        isEmailVerified: false,
        name: null,
        amr: ['otp'],
        acr: null,
        claims: { groups: ['staff'] },
      },
    });
    expect(headers['Set-Cookie']).toEqual([]);
    expect(await lastEvent(directory, team.account, 'identity_provider_tested')).toMatchObject({
      type: 'identity_provider_tested',
    });
  });

  test('can be finished only in the session that started it', async () => {
    expect((await finish({ bySomeoneElse: true })).code).toBe('SSO_ATTEMPT_INVALID');
  });
});
