import { X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { type Caller, useDirectory } from '../../support/directory/directory';
import { addTeam, lastEvent, type Team } from '../../support/directory/team';
import {
  encodeResponse,
  makeSigningKeys,
  metadataOf,
  partsFor,
  type ResponseParts,
  responseXml,
  sharedSamlProvider,
  signElement,
} from '../../support/saml/saml-provider';
import { addDomain } from '../../support/sso/sso-account';

const directory = useDirectory();
let team: Team;
let provider: Provider;

type Certificate = Readonly<Record<'fingerprint' | 'expiresAt' | 'lastUsedAt', string | null>>;

interface Provider {
  readonly id: string;
  readonly issuer: string;
  readonly saml: {
    readonly entityId: string;
    readonly acsUrl: string;
    readonly metadataUrl: string;
    readonly loginUrl: string;
    readonly certificates: readonly Certificate[];
  };
}

const asAdmin = async (path: string, input: object) =>
  (await team.session('admin')).call(`admin/${path}`, input);

async function addSamlProvider(): Promise<Provider> {
  const { provider: idp } = await sharedSamlProvider();
  const input = { name: 'Example SAML', metadata: metadataOf(idp) };
  const created = (await asAdmin('create-saml-provider', input)).json as Provider;
  await asAdmin('update-identity-provider', { id: created.id, active: true });
  return created;
}

beforeEach(async () => {
  jest.spyOn(console, 'error').mockReturnValue();
  team = await addTeam(directory, ['admin']);
  await directory.database.query('delete from account_domains', []);
  await addDomain(directory, team.account, 'example.com');
  await directory.database.query("update accounts set provisioning = 'jit' where id = $1", [
    team.account,
  ]);
  provider = await addSamlProvider();
});

interface Login {
  readonly caller: Caller;
  readonly attempt: string;
  readonly state: string;
  readonly requestId: string;
}

/** Starts a login, as the page does. */
async function start(caller = directory.caller(), of = provider): Promise<Login> {
  const { body } = await caller.call('session/start-sso', { identityProvider: of.id });
  const { attempt, url } = body as { readonly attempt: string; readonly url: string };
  const { searchParams } = new URL(url);
  const request = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64'));
  const [, requestId = ''] = / ID="([^"]+)"/.exec(request.toString()) ?? [];
  return { caller, attempt, state: searchParams.get('RelayState') ?? '', requestId };
}

interface Response {
  readonly requestId: string | null;
  readonly changes?: Partial<ResponseParts>;
  readonly subject?: string;
  readonly of?: Provider;
}

/** Returns what the provider's page posts. */
async function responseFor({ requestId, changes, subject, of = provider }: Response) {
  const { provider: idp, keys } = await sharedSamlProvider();
  const parts = partsFor(idp, { ...of.saml, requestId }, subject);
  return encodeResponse(signElement(responseXml({ ...parts, ...changes }), { keys }));
}

/** Posts a response as the browser does, without a cookie and from the provider's origin. */
async function post(SAMLResponse: unknown, RelayState: unknown) {
  const reply = await directory
    .caller()
    .call('session/return-saml', { SAMLResponse, RelayState }, { origin: 'https://idp.example' });
  const [page, fragment = ''] = `${reply.headers['Location']}`.split('#');
  return { ...reply, page, fragment: Object.fromEntries(new URLSearchParams(fragment)) };
}

async function logIn(changes: Partial<ResponseParts> = {}, subject?: string) {
  const login = await start();
  const response = await responseFor({
    requestId: login.requestId,
    changes,
    ...(subject && { subject }),
  });
  const { fragment } = await post(response, login.state);
  return { login, response, fragment, ...(await finish(login, fragment)) };
}

function finish({ caller, attempt, state }: Login, { result }: Record<string, string>) {
  return caller.call('session/finish-sso', { attempt, state, ...(result && { result }) });
}

async function certificates(): Promise<readonly Certificate[]> {
  const { json } = await asAdmin('list-identity-providers', {});
  return (json as { readonly items: readonly Provider[] }).items[0]?.saml.certificates ?? [];
}

const failure = async () => (await lastEvent(directory, team.account, 'sso_failed'))['object'];

test('a provider of SAML is added by its metadata, and shows what to enter there', async () => {
  const { provider: idp } = await sharedSamlProvider();

  expect(provider).toMatchObject({
    type: 'saml',
    issuer: idp.entityId,
    saml: {
      entityId: expect.stringMatching(new RegExp(`/session/saml/${provider.id}$`)),
      acsUrl: expect.stringMatching(/\/session\/return-saml$/),
      loginUrl: idp.loginUrl,
      certificates: [
        { fingerprint: expect.any(String), expiresAt: expect.any(String), lastUsedAt: null },
      ],
    },
  });
});

test('the metadata of the service is public, and other ids have none', async () => {
  const read = (identityProvider: unknown) =>
    directory.caller().call('session/saml-metadata', { identityProvider }, { method: 'GET' });
  const { status, headers, body } = await read(provider.id);

  expect(status).toBe(200);
  expect(headers['Content-Type']).toMatch(/^application\/samlmetadata\+xml/);
  expect(body).toContain(`entityID="${provider.saml.entityId}"`);
  expect((await read('idp_unknown')).status).toBe(404);
  expect((await read(["'"])).status).toBe(404);
});

test('a login by SAML starts a session of the account', async () => {
  const { status, body, fragment, login } = await logIn();

  expect(fragment).toEqual({
    sso: '',
    state: login.state,
    result: expect.stringMatching(/^\w{30}$/),
  });
  expect([status, body]).toEqual([200, { status: 'authenticated', test: null }]);
  expect((await login.caller.call('session/show')).body).toMatchObject({
    user: { email: 'ada@example.com', name: 'Ada Lovelace', hasPassword: false },
    account: { id: team.account },
  });
});

test('a second login finds the same user by the subject, also with another address', async () => {
  await logIn();
  const { login } = await logIn({ attributes: '' });

  expect((await login.caller.call('session/show')).body).toMatchObject({
    user: { email: 'ada@example.com' },
  });
});

describe('threat 19: a response that the profile refuses', () => {
  test('logs nobody in, and the audit log has the failed check', async () => {
    const other = partsFor((await sharedSamlProvider()).provider, {
      ...provider.saml,
      acsUrl: 'https://other.example/acs',
      requestId: '_1',
    });
    const { code } = await logIn({ subject: other.subject });

    expect(code).toBe('SSO_RESPONSE_INVALID');
    expect(await failure()).toMatchObject({ code: 'SSO_RESPONSE_INVALID', reason: 'Recipient' });
  });

  test('of another key logs nobody in', async () => {
    const login = await start();
    const { provider: idp } = await sharedSamlProvider();
    const parts = partsFor(idp, { ...provider.saml, requestId: login.requestId });
    const forged = signElement(responseXml(parts), { keys: await makeSigningKeys() });
    const { fragment } = await post(encodeResponse(forged), login.state);

    expect((await finish(login, fragment)).code).toBe('SSO_RESPONSE_INVALID');
    expect(await failure()).toMatchObject({ reason: 'Signature' });
  });

  test('with a refusal of the provider is SSO_REFUSED', async () => {
    const status = '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/>';

    expect((await logIn({ status })).code).toBe('SSO_REFUSED');
  });
});

describe('threat 20: a replay', () => {
  test('of the response in the same login is not read', async () => {
    const { login, response } = await logIn();
    const { fragment } = await post(response, login.state);

    expect(fragment).toEqual({ sso: '', state: login.state });
    expect((await finish(login, fragment)).code).toBe('SSO_ATTEMPT_INVALID');
  });

  test('of the response in a new login fails, because it answers another request', async () => {
    const { response } = await logIn();
    const second = await start();
    const { fragment } = await post(response, second.state);

    expect((await finish(second, fragment)).code).toBe('SSO_RESPONSE_INVALID');
    expect(await failure()).toMatchObject({ reason: 'InResponseTo' });
  });

  test('of an assertion fails even if the request were the same', async () => {
    const { login, response } = await logIn();
    const again = await start();
    await directory.database.query('update sso_attempts set nonce = $1', [login.requestId]);
    const { fragment } = await post(response, again.state);

    expect((await finish(again, fragment)).code).toBe('SSO_RESPONSE_INVALID');
    expect(await failure()).toMatchObject({ reason: 'replay' });
  });

  test('of a response at the same moment has one winner', async () => {
    const login = await start();
    const response = await responseFor(login);
    const replies = await Promise.all(Array.from({ length: 8 }, () => post(response, login.state)));
    const results = replies.flatMap(({ fragment }) => fragment['result'] ?? []);

    expect(results).toHaveLength(1);
    expect((await finish(login, { result: results[0] ?? '' })).status).toBe(200);
  });
});

describe('threat 21: an assertion for another provider', () => {
  test('of the same account is none for this one', async () => {
    const other = await addSamlProvider();
    const login = await start();
    const response = await responseFor({ requestId: login.requestId, of: other });
    const { fragment } = await post(response, login.state);

    expect((await finish(login, fragment)).code).toBe('SSO_RESPONSE_INVALID');
    expect(await failure()).toMatchObject({ reason: 'Audience' });
  });
});

describe('threat 22: a response that nobody asked for', () => {
  test('logs nobody in, and leads to the login', async () => {
    const response = await responseFor({ requestId: null });

    expect(await post(response, undefined)).toMatchObject({
      status: 303,
      page: '/account',
      fragment: {},
    });
    expect(await post(response, 'unknown')).toMatchObject({
      fragment: { sso: '', state: 'unknown' },
    });
  });

  test('with the id of a provider as RelayState offers a login there, which needs a click', async () => {
    const response = await responseFor({ requestId: null });

    expect((await post(response, provider.id)).fragment).toEqual({ 'sso-of': provider.id });
  });
});

describe('the result of a response', () => {
  test('is of no use without the secret of the page that started the login', async () => {
    const login = await start();
    const { fragment } = await post(await responseFor(login), login.state);
    const attacker = await start();

    expect((await finish({ ...login, attempt: attacker.attempt }, fragment)).code).toBe(
      'SSO_ATTEMPT_INVALID',
    );
  });

  test.each([
    ['must be the right one', { result: 'x'.repeat(30) }],
    ['is needed', {}],
  ])('%s', async (_rule, fragment: Record<string, string>) => {
    const login = await start();
    await post(await responseFor(login), login.state);

    expect((await finish(login, fragment)).code).toBe('SSO_ATTEMPT_INVALID');
  });

  test('is valid for two minutes', async () => {
    const login = await start();
    const { fragment } = await post(await responseFor(login), login.state);
    await directory.database.query(
      "update sso_attempts set expires_at = expires_at - interval '121 seconds'",
      [],
    );

    expect((await finish(login, fragment)).code).toBe('SSO_ATTEMPT_INVALID');
  });
});

test.each([
  ['a list', ['x']],
  ['an object', { a: 1 }],
  ['a long text', 'A'.repeat(900_000)],
  ['a number', 7],
  ['nothing', undefined],
])('%s in place of a response leads to the login', async (_what, response) => {
  const { state } = await start();

  expect(await post(response, state)).toMatchObject({ status: 303, page: '/account' });
});

describe('threat 23: a change of certificates', () => {
  test('new metadata adds a certificate, and later removes the old one', async () => {
    const { provider: idp, keys } = await sharedSamlProvider();
    const next = await makeSigningKeys();
    const update = (certificates: readonly string[]) =>
      asAdmin('update-identity-provider', {
        id: provider.id,
        metadata: metadataOf({ ...idp, certificates }),
      });
    const signedBy = async (one: typeof keys) => {
      const login = await start();
      const parts = partsFor(idp, { ...provider.saml, requestId: login.requestId });
      const response = encodeResponse(signElement(responseXml(parts), { keys: one }));
      return (await finish(login, (await post(response, login.state)).fragment)).status;
    };

    expect([await signedBy(keys), await signedBy(next)]).toEqual([200, 400]);
    await update([keys.cert, next.cert]);
    expect([await signedBy(keys), await signedBy(next)]).toEqual([200, 200]);
    await update([next.cert]);
    expect([await signedBy(keys), await signedBy(next)]).toEqual([400, 200]);
  });

  test('the login and the provider name the certificate that verified the response', async () => {
    const { provider: idp, keys } = await sharedSamlProvider();
    const next = await makeSigningKeys();
    const metadata = metadataOf({ ...idp, certificates: [keys.cert, next.cert] });
    await asAdmin('update-identity-provider', { id: provider.id, metadata });
    await logIn();
    const [old, later] = [keys, next].map(({ cert }) => new X509Certificate(cert).fingerprint256);

    expect(await certificates()).toMatchObject([
      { fingerprint: old, lastUsedAt: expect.any(String) },
      { fingerprint: later, lastUsedAt: null },
    ]);
    const { object } = await lastEvent(directory, team.account, 'login_succeeded');
    expect(object).toMatchObject({ identityProvider: provider.id, certificate: old });
  });

  test('the time of its last use is renewed after an hour', async () => {
    await logIn();
    const [{ fingerprint }] = (await certificates()) as [Certificate];
    const logInAfter = async (minutes: number) => {
      await directory.database.query(
        `update identity_providers set certificate_uses =
         jsonb_build_object($1::text, now() - make_interval(mins => $2)) where id = $3`,
        [fingerprint, minutes, provider.id],
      );
      await logIn();
      const [{ lastUsedAt }] = (await certificates()) as [Certificate];
      return Math.round((Date.now() - Date.parse(`${lastUsedAt}`)) / 60_000);
    };

    expect([await logInAfter(59), await logInAfter(61)]).toEqual([59, 0]);
  });

  test('metadata of another provider is refused', async () => {
    const { provider: idp } = await sharedSamlProvider();
    const metadata = metadataOf({ ...idp, entityId: 'https://evil.example' });
    const { code, body } = await asAdmin('update-identity-provider', { id: provider.id, metadata });

    expect(code).toBe('IDENTITY_PROVIDER_INVALID');
    expect(JSON.stringify(body)).toContain('of another identity provider');
  });
});

test('an address as the subject counts only while its domain is verified', async () => {
  const nameId =
    '<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">ada@example.com</saml:NameID>';
  expect((await logIn({ nameId })).status).toBe(200);
  await directory.database.query('delete from account_domains', []);

  expect((await logIn({ nameId })).code).toBe('DOMAIN_UNVERIFIED');
});

test('an address of a domain that the account has not verified is refused', async () => {
  await directory.database.query('delete from account_domains', []);

  expect((await logIn()).code).toBe('DOMAIN_UNVERIFIED');
});
