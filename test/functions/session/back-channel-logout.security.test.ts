import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { race } from '../../support/directory/race';
import { lastEvent } from '../../support/directory/team';
import { type Claims, p256, seconds } from '../../support/guard/jwt';
import { type OidcProvider, startOidcProvider } from '../../support/sso/oidc-provider';
import { addProvider, type StartedLogin } from '../../support/sso/sso-account';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
const PATH = 'session/back-channel-logout';
const GRACE = { ...ADA, sub: 'grace', email: 'grace@example.com' };
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
beforeEach(async () => {
  await sso.addUser(ADA.email, [sso.account]);
  await sso.addUser(GRACE.email, [sso.account]);
});

/** Sends a token as a provider does. */
const send = (logout_token: unknown, identityProvider: unknown = sso.identityProvider) =>
  sso.directory.caller().call(PATH, { identityProvider, logout_token }, { origin: null });

const isIn = async ({ caller }: Awaited<ReturnType<typeof sso.logIn>>) =>
  (await caller.call('session/show')).status === 200;

describe('a logout token of the provider', () => {
  test('with a sid ends that session only, and the audit log has it', async () => {
    const one = await sso.logIn({ ...ADA, sid: 'one' });
    const two = await sso.logIn({ ...ADA, sid: 'two' });
    const grace = await sso.logIn({ ...GRACE, sid: 'three' });
    const reply = await send(sso.provider.logoutToken({ sid: 'one', sub: ADA.sub }));

    expect(reply).toMatchObject({ status: 200, headers: { 'Cache-Control': 'no-store' } });
    expect([await isIn(one), await isIn(two), await isIn(grace)]).toEqual([false, true, true]);
    expect(await lastEvent(sso.directory, sso.account, 'session_deleted')).toMatchObject({
      source: 'identity_provider',
      principal_type: 'nobody',
      object: { reason: 'identity-provider', identityProvider: sso.identityProvider },
    });
  });

  test('with a sub alone ends all sessions that the user began there', async () => {
    const one = await sso.logIn({ ...ADA, sid: 'one' });
    const two = await sso.logIn(ADA);
    const grace = await sso.logIn(GRACE);
    await send(sso.provider.logoutToken({ sub: ADA.sub }));

    expect([await isIn(one), await isIn(two), await isIn(grace)]).toEqual([false, false, true]);
  });

  test('ends no session that began at another provider with the same sub and sid', async () => {
    const one = await sso.logIn({ ...ADA, sid: 'one' });
    const other = await addProvider(sso.directory, sso.provider, { account_id: sso.account });
    await send(sso.provider.logoutToken({ sub: ADA.sub, sid: 'one' }), other);

    expect(await isIn(one)).toBe(true);
  });

  test('for an unknown session is accepted', async () => {
    expect((await send(sso.provider.logoutToken({ sid: 'unknown' }))).status).toBe(200);
  });
});

describe('threat 18: nobody is logged out by a token', () => {
  const tokens: readonly (readonly [string, () => unknown])[] = [
    [
      'of another key',
      () => ({ ...sso.provider }).logoutToken({ sub: ADA.sub }).replace(/[^.]+$/, 'AAAA'),
    ],
    [
      'without a signature',
      () => `${sso.provider.logoutToken({ sub: ADA.sub }).replace(/[^.]+$/, '')}`,
    ],
    ['for another audience', () => sso.provider.logoutToken({ sub: ADA.sub, aud: 'another' })],
    [
      'of another issuer',
      () => sso.provider.logoutToken({ sub: ADA.sub, iss: 'https://b.example' }),
    ],
    [
      'of three minutes ago',
      () => sso.provider.logoutToken({ sub: ADA.sub, iat: seconds() - 180 }),
    ],
    ['of the future', () => sso.provider.logoutToken({ sub: ADA.sub, iat: seconds() + 180 })],
    ['with a nonce', () => sso.provider.logoutToken({ sub: ADA.sub, nonce: 'n' })],
    ['without the event', () => sso.provider.logoutToken({ sub: ADA.sub, events: {} })],
    ['without a jti', () => sso.provider.logoutToken({ sub: ADA.sub, jti: undefined } as Claims)],
    ['without sub and sid', () => sso.provider.logoutToken({ sub: undefined } as Claims)],
    ['that is a list', () => [sso.provider.logoutToken({ sub: ADA.sub })]],
    ['that is missing', () => undefined],
    ['that is too long', () => 'a'.repeat(16_385)],
  ];

  test.each(tokens)('%s', async (_what, token) => {
    const login = await sso.logIn();

    expect(await send(token())).toMatchObject({
      status: 400,
      headers: { 'Cache-Control': 'no-store' },
      body: { error: 'invalid_request' },
    });
    expect(await isIn(login)).toBe(true);
  });

  test('that is signed with another key of the same name', async () => {
    const login = await sso.logIn();
    const { signer } = sso.provider;
    sso.provider.signer = p256('first');
    const token = sso.provider.logoutToken({ sub: ADA.sub });
    sso.provider.signer = signer;

    expect((await send(token)).status).toBe(400);
    expect(await isIn(login)).toBe(true);
  });

  test('that was used before', async () => {
    const token = sso.provider.logoutToken({ sub: ADA.sub });
    expect((await send(token)).status).toBe(200);
    const login = await sso.logIn();

    expect(await send(token)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await isIn(login)).toBe(true);
  });

  test('that 8 processes use at once, except for one of them', async () => {
    const token = sso.provider.logoutToken({ sub: ADA.sub });
    const input = { identityProvider: sso.identityProvider, logout_token: token };
    const finishes = await race(sso.directory, Array(8).fill({ path: PATH, input }));

    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('at an unknown provider, or a text that is no id', async () => {
    const token = sso.provider.logoutToken({ sub: ADA.sub });
    for (const id of ['idp_unknown', '', '\0', ['a']]) {
      expect((await send(token, id)).status).toBe(400);
    }
  });

  test('that is an ID token of the provider', async () => {
    const login = await sso.logIn();
    const claims = { sub: ADA.sub, nonce: 'n', exp: seconds() + 60, events: undefined };

    expect((await send(sso.provider.logoutToken(claims as Claims))).status).toBe(400);
    expect(await isIn(login)).toBe(true);
  });
});

test('a provider whose keys cannot be read gets an error that is not about the token', async () => {
  const login = await sso.logIn();
  sso.provider.faults = { at: { '/keys': (response) => response.writeHead(503).end() } };
  const token = sso.provider.logoutToken({ sub: ADA.sub, events: EVENTS }, { kid: 'new' });

  expect(await send(token)).toMatchObject({ status: 400 });
  expect(await isIn(login)).toBe(true);
});

describe('oidc-provider', () => {
  let provider: OidcProvider;
  const server = createServer();
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    provider = await startOidcProvider({
      REDIRECT_URI: 'http://localhost:3000/session/return-sso',
      LOGOUT_URI: `http://127.0.0.1:${port}/session/back-channel-logout`,
    });
  });
  afterAll(async () => {
    await provider.stop();
    server.close();
  });

  test('threat 18: its logout ends the session that began there, once', async () => {
    const { issuer, clientId, clientSecret } = provider;
    const client = { ...sso.provider.client, issuer, clientId, clientSecret };
    const columns = { account_id: sso.account };
    const identityProvider = await addProvider(sso.directory, { client }, columns);
    const caller = sso.directory.caller();
    const started = await caller.call('session/start-sso', { identityProvider, email: ADA.email });
    const { attempt, url } = started.body as StartedLogin;
    const browser = new Map<string, string>();
    const parameters = await provider.follow(
      url,
      'http://localhost:3000/session/return-sso',
      browser,
    );
    expect((await caller.call('session/finish-sso', { attempt, ...parameters })).status).toBe(200);

    const received = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const done = provider.logOut(browser);
    const [request, response] = await received;
    const form = new URLSearchParams(await text(request));
    response.end();
    await done;
    expect((await send(form.get('logout_token'), identityProvider)).status).toBe(200);
    expect((await caller.call('session/show')).status).toBe(401);
    expect((await send(form.get('logout_token'), identityProvider)).status).toBe(400);
  });
});
