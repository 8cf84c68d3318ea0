import { setTimeout as delay } from 'node:timers/promises';
import {
  authorizationUrl,
  type LoginRequest,
  newLoginSecrets,
  type ProviderClient,
  redeemCode,
} from '../../../lib/sso/index';
import { type Claims, hs256, p256, rawToken, rsa, seconds, tokenOf } from '../../support/guard/jwt';
import { type ProviderServer, startProviderServer } from '../../support/sso/provider-server';

const REDIRECT_URI = 'https://service.example/session/return-sso';
const CLIENT_SECRET = 'a secret of-the/service+with%signs';
const ADA = { sub: 'ada', email: 'ada@example.com', email_verified: true, name: 'Ada' };

let provider: ProviderServer;
beforeEach(async () => {
  jest.spyOn(console, 'error').mockReturnValue();
  provider = await startProviderServer();
});
afterEach(() => provider.close());

const limits = () => ({ endsAt: performance.now() + 6000, allowLoopback: true });

interface Changes {
  readonly client?: Partial<ProviderClient>;
  readonly request?: Partial<LoginRequest>;
  /** Changes of the parameters with which the browser comes back. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly redeemed?: Partial<LoginRequest>;
}

/** Logs a user in, with the changes of the test. */
async function logIn(user: Claims = ADA, changes: Changes = {}) {
  const client = { ...provider.client, ...changes.client };
  const secrets = newLoginSecrets();
  const request = { ...secrets, redirectUri: REDIRECT_URI, isStepUp: false, ...changes.request };
  const url = await authorizationUrl(client, request, limits());
  if (typeof url !== 'string') return url;
  const given = { ...provider.logIn(url, user), ...changes.parameters };
  const parameters = Object.fromEntries(
    Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined),
  );
  return redeemCode(client, { ...request, ...changes.redeemed, parameters }, limits());
}

test('a login proves the subject, the address and the name', async () => {
  expect(await logIn()).toMatchObject({
    subject: 'ada',
    email: 'ada@example.com',
    isEmailVerified: true,
    name: 'Ada',
    amr: [],
  });
});

test('how and when the user was authenticated is passed through', async () => {
  const proven = { amr: ['pwd', 'otp'], acr: 'high', auth_time: 1700000000, sid: 'session' };

  expect(await logIn({ ...ADA, ...proven })).toMatchObject({
    amr: ['pwd', 'otp'],
    acr: 'high',
    authTime: 1700000000,
    sessionId: 'session',
  });
});

test('the secret can be sent in HTTP Basic', async () => {
  const client = { clientAuthentication: 'basic' } as const;

  expect(await logIn(ADA, { client })).toMatchObject({ subject: 'ada' });
});

test.each([rsa, p256])('a token signed by %p is accepted', async (newSigner) => {
  const signer = newSigner('of this test');
  Object.assign(provider, { signer, published: [signer] });

  expect(await logIn()).toMatchObject({ subject: 'ada' });
});

test('an audience may be a list with the client alone', async () => {
  expect(await logIn({ ...ADA, aud: ['service'] })).toMatchObject({ subject: 'ada' });
});

test.each([
  ['true', false],
  [1, false],
  [undefined, false],
  [false, false],
  [true, true],
])('an address with email_verified %p is verified: %p', async (email_verified, isVerified) => {
  expect(await logIn({ ...ADA, email_verified })).toMatchObject({ isEmailVerified: isVerified });
});

test.each([
  [{ email_verified: true }, false],
  [{ xms_edov: 'true' }, false],
  [{ xms_edov: true }, true],
])('with Entra, an address with %j is verified: %p', async (given, isVerified) => {
  const { email_verified: _verified, ...user } = ADA;
  const client = { type: 'entra' } as const;

  expect(await logIn({ ...user, ...given }, { client })).toMatchObject({
    isEmailVerified: isVerified,
  });
});

test('UserInfo is requested only if the ID token has no address', async () => {
  provider.faults = { userInfo: { sub: 'ada', email: 'ada@example.com', email_verified: true } };
  await logIn();
  expect(provider.paths()).not.toContain('/userinfo');

  expect(await logIn({ sub: 'ada' })).toMatchObject({
    email: 'ada@example.com',
    isEmailVerified: true,
  });
});

test('a UserInfo of another subject is refused', async () => {
  provider.faults = { userInfo: { sub: 'eve', email: 'ada@example.com', email_verified: true } };

  expect(await logIn({ sub: 'ada' })).toEqual({ problem: 'invalid', reason: 'sub' });
});

// A key with a secret that the attacker knows.
const byOther = (claims: Claims) => tokenOf(p256('first'), claims);

test.each<[string, Parameters<typeof Object.assign>[1], string]>([
  ['another nonce', { claims: { nonce: 'another' } }, 'nonce'],
  ['no nonce', { claims: { nonce: undefined } }, 'response'],
  ['another audience', { claims: { aud: 'another' } }, 'aud'],
  ['an audience in addition', { claims: { aud: ['service', 'another'] } }, 'aud'],
  ['another authorized party', { claims: { aud: ['service', 'another'], azp: 'another' } }, 'azp'],
  ['another issuer', { claims: { iss: 'https://another.example' } }, 'iss'],
  ['no issuer', { claims: { iss: undefined } }, 'response'],
  ['no subject', { claims: { sub: undefined } }, 'response'],
  ['an empty subject', { claims: { sub: '' } }, 'sub'],
  ['a subject that is a number', { claims: { sub: 7 } }, 'response'],
  ['a subject of 256 characters', { claims: { sub: 'a'.repeat(256) } }, 'sub'],
  ['a subject with a line break', { claims: { sub: 'ada\n' } }, 'sub'],
  ['an expiry in the past', { claims: { exp: seconds(-61) } }, 'exp'],
  ['no expiry', { claims: { exp: undefined } }, 'response'],
  ['a time in the future', { claims: { iat: seconds(120) } }, 'iat'],
  ['a time of an hour ago', { claims: { iat: seconds(-3600) } }, 'iat'],
  ['no time', { claims: { iat: undefined } }, 'response'],
  ['a begin in the future', { claims: { nbf: seconds(120) } }, 'nbf'],
  ['a kid that is not published', { header: { kid: 'unknown' } }, 'kid'],
  ['an unknown extension', { header: { crit: ['exp'] } }, 'response'],
  ['the signature of another key', { idToken: byOther }, 'signature'],
  [
    'no signature',
    { idToken: (given: Claims) => rawToken({ alg: 'none' }, given, () => Buffer.of()) },
    'alg',
  ],
  [
    'the client secret as its key',
    {
      idToken: (given: Claims) => hs256(given, { secret: CLIENT_SECRET }),
    },
    'alg',
  ],
  ['five parts', { idToken: () => 'a.b.c.d.e' }, 'response'],
  ['no text', { idToken: () => '' }, 'response'],
])('an ID token with %s is refused', async (_name, faults, reason) => {
  await logIn();
  provider.faults = faults as ProviderServer['faults'];

  expect(await logIn()).toEqual({ problem: 'invalid', reason });
});

test('a clock that is 50 seconds off is accepted', async () => {
  provider.faults = { claims: { iat: seconds(50), exp: seconds(-50) } };

  expect(await logIn()).toMatchObject({ subject: 'ada' });
});

test.each<[string, Changes, object]>([
  ['another state', { parameters: { state: 'another' } }, { problem: 'invalid' }],
  ['no state', { parameters: { state: undefined } }, { problem: 'invalid' }],
  [
    'the iss of another provider',
    { parameters: { iss: 'https://b.example' } },
    { problem: 'invalid' },
  ],
  ['no iss, which was announced', { parameters: { iss: undefined } }, { problem: 'invalid' }],
  [
    'the error access_denied',
    { parameters: { code: undefined, error: 'access_denied' } },
    { problem: 'refused', reason: 'access_denied' },
  ],
  [
    'an error that is a text',
    { parameters: { code: undefined, error: '<b>Log in at evil.example</b>' } },
    { problem: 'refused', reason: 'error' },
  ],
  ['no code', { parameters: { code: undefined } }, { problem: 'invalid' }],
  ['an unknown code', { parameters: { code: 'unknown' } }, { reason: 'invalid_grant' }],
  [
    'the PKCE verifier of another login',
    { redeemed: { verifier: newLoginSecrets().verifier } },
    { problem: 'invalid', reason: 'invalid_grant' },
  ],
  [
    'another redirect URI',
    { redeemed: { redirectUri: 'https://evil.example' } },
    { problem: 'invalid', reason: 'invalid_grant' },
  ],
])('an answer with %s is refused', async (_name, changes, problem) => {
  expect(await logIn(ADA, changes)).toMatchObject(problem);
});

test('a wrong secret is a problem of the settings', async () => {
  const client = { clientSecret: 'wrong' };

  expect(await logIn(ADA, { client })).toEqual({ problem: 'settings', reason: 'invalid_client' });
});

test('a code is valid once', async () => {
  const secrets = newLoginSecrets();
  const request = { ...secrets, redirectUri: REDIRECT_URI, isStepUp: false };
  const url = await authorizationUrl(provider.client, request, limits());
  const parameters = provider.logIn(`${url}`, ADA);
  const redeem = () => redeemCode(provider.client, { ...request, parameters }, limits());
  await redeem();

  expect(await redeem()).toEqual({ problem: 'invalid', reason: 'invalid_grant' });
});

test('only users of the hosted domain are accepted', async () => {
  const client = { hostedDomain: 'example.com' };

  expect(await logIn({ ...ADA, hd: 'example.com' }, { client })).toMatchObject({ subject: 'ada' });
  expect(await logIn({ ...ADA, hd: 'b.example' }, { client })).toMatchObject({ reason: 'hd' });
  expect(await logIn(ADA, { client })).toMatchObject({ reason: 'hd' });
});

test('a new key is found, and no request is made for a second unknown one', async () => {
  await logIn();
  const next = p256('second');
  Object.assign(provider, { signer: next, published: [provider.signer, next] });
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
  expect(await logIn()).toMatchObject({ subject: 'ada' });

  provider.signer = p256('third');
  const requests = () => provider.paths().filter((path) => path === '/keys').length;
  const before = requests();
  expect(await logIn()).toEqual({ problem: 'invalid', reason: 'kid' });
  expect(requests()).toBe(before);
});

const PATHS = ['/.well-known/openid-configuration', '/token', '/keys'] as const;

test.each(
  PATHS.flatMap((path) => [
    [path, 'a redirect', { status: 302, location: 'http://127.0.0.1:1/' }] as const,
    [path, 'the status 500', { status: 500 }] as const,
    [path, 'more than 64 KiB', { status: 200, size: 64 * 1024 + 1 }] as const,
  ]),
)('at %s, %s means that the provider is unavailable', async (path, _name, given) => {
  const { status, ...more } = given;
  provider.faults = {
    at: {
      [path]: (response) => {
        const location = 'location' in more ? { location: more.location } : {};
        response.writeHead(status, location).end(' '.repeat('size' in more ? more.size : 0));
      },
    },
  };

  expect(await logIn()).toMatchObject({ problem: 'unavailable' });
});

test.each(PATHS)('an answer at %s that never ends takes three seconds', async (path) => {
  const write = async (response: Parameters<NonNullable<typeof fault>>[0]) => {
    response.writeHead(200);
    while (!response.destroyed) {
      response.write(' ');
      await delay(200);
    }
  };
  const fault: NonNullable<ProviderServer['faults']['at']>[string] = (response) => {
    void write(response);
  };
  provider.faults = { at: { [path]: fault } };
  const began = performance.now();

  expect(await logIn()).toMatchObject({ problem: 'unavailable' });
  expect(performance.now() - began).toBeLessThan(5000);
});

test('a provider that is down is unavailable', async () => {
  await provider.close();

  expect(await logIn()).toEqual({ problem: 'unavailable', reason: 'connection' });
  provider = await startProviderServer();
});

test.each([
  ['another issuer', { issuer: 'https://another.example' }],
  ['no token endpoint', { token_endpoint: undefined }],
  ['no keys', { jwks_uri: undefined }],
  ['no response type code', { response_types_supported: ['token'] }],
])('a discovery document with %s is a problem of the settings', async (_name, metadata) => {
  provider.faults = { metadata };

  expect(await logIn()).toMatchObject({ problem: 'settings' });
});

test.each([
  'http://token.example/',
  'https://127.0.0.1/',
  'https://localhost/',
  'https://a.internal/',
])('nothing is sent to a token endpoint at %s', async (token_endpoint) => {
  provider.faults = { metadata: { token_endpoint } };

  expect(await logIn()).toEqual({ problem: 'unavailable', reason: 'url' });
});
