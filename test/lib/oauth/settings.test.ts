import { basic, type Decision, open } from '../../../assets/auth.private';
import { jwksEndpoint, tokenEndpoint } from '../../../assets/jwt.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { AUTHORIZATION, GRANT, requestToken } from '../../support/guard/request-token';
import { type Jwk, signingKey } from '../../support/guard/signing-key';

const jwks = open(jwksEndpoint());
const jwk = (change: Jwk, alg: 'EdDSA' | 'ES256' = 'EdDSA') =>
  JSON.stringify({ ...JSON.parse(signingKey('test', alg)), ...change });

/** Expects a 500 and returns the log line. */
async function complaint(variables: Readonly<Record<string, string | undefined>>) {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await requestToken({ authorization: AUTHORIZATION, variables });
  expect(answer).toMatchObject({
    status: 500,
    json: { error: 'server_error', error_description: 'Tokens are not configured.' },
  });
  expect(error).toHaveBeenCalledTimes(1);
  return `${error.mock.calls.flat().join(' ')}`;
}

describe('an invalid key is named by its variable', () => {
  test.each<[string, string | undefined, string]>([
    ['none', undefined, 'is required: npm run credentials -- signing-key creates one'],
    ['an empty one', '', 'is required: npm run credentials -- signing-key creates one'],
    ['no JSON', 's3cr3t', 'must be a JSON Web Key in JSON'],
    ['a JSON text', '"s3cr3t"', 'must be a JSON Web Key in JSON'],
    ['an array', '[]', 'must be a JSON Web Key in JSON'],
    ['no alg', jwk({ alg: undefined }), 'must have the alg EdDSA or ES256'],
    ['alg none', jwk({ alg: 'none' }), 'must have the alg EdDSA or ES256'],
    ['a symmetric alg', jwk({ alg: 'HS256' }), 'must have the alg EdDSA or ES256'],
    ['alg toString', jwk({ alg: 'toString' }), 'must have the alg EdDSA or ES256'],
    ['another kty', jwk({ kty: 'EC' }), 'must be a key for its alg, which requires Ed25519'],
    ['another curve', jwk({ crv: 'X25519' }), 'must be a key for its alg, which requires Ed25519'],
    [
      'the alg of another key',
      jwk({ alg: 'ES256' }),
      'must be a key for its alg, which requires P-256',
    ],
    ['no kid', jwk({ kid: undefined }), 'must have a kid of 1 to 128 printable ASCII characters'],
    ['a kid that is no text', jwk({ kid: 1 }), 'must have a kid of'],
    ['a kid with a line break', jwk({ kid: 'a\nb' }), 'must have a kid of'],
    ['a public key', jwk({ d: undefined }), 'must be a private key, because it signs tokens'],
    ['no x', jwk({ x: undefined }), 'is damaged: its parts belong to different keys'],
    ['a short d', jwk({ d: 's3cr3t' }), 'is damaged: its parts belong to different keys'],
    [
      'halves of two keys',
      jwk({ x: JSON.parse(signingKey())['x'] }),
      'is damaged: its parts belong to different keys',
    ],
    [
      'halves of two keys for ES256',
      jwk({ d: JSON.parse(signingKey('test', 'ES256'))['d'] }, 'ES256'),
      'is damaged: its parts belong to different keys',
    ],
  ])('%s', async (_what, JWT_SIGNING_KEY, problem) => {
    const logged = await complaint({ JWT_SIGNING_KEY });

    expect(logged).toContain(`authentication is not configured: JWT_SIGNING_KEY ${problem}`);
    expect(logged).not.toContain('s3cr3t');
  });

  test('an invalid previous key is named as well', async () => {
    const logged = await complaint({ JWT_SIGNING_KEY_PREVIOUS: jwk({ alg: 'none' }) });

    expect(logged).toContain('JWT_SIGNING_KEY_PREVIOUS must have the alg');
  });

  test('two keys with the same kid are named', async () => {
    const logged = await complaint({ JWT_SIGNING_KEY_PREVIOUS: signingKey('test') });

    expect(logged).toContain(
      'JWT_SIGNING_KEY and JWT_SIGNING_KEY_PREVIOUS must have different kids',
    );
  });
});

describe('other wrong settings', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['a line without a colon', { OAUTH_SCOPES: 'crm:a\ncrm' }, 'line 2 of OAUTH_SCOPES must be'],
    ['a line without a client', { OAUTH_SCOPES: ':a' }, 'line 1 of OAUTH_SCOPES must be'],
    ['a line without a scope', { OAUTH_SCOPES: 'crm: ' }, 'line 1 of OAUTH_SCOPES must be'],
    ['a scope with a quote', { OAUTH_SCOPES: 'crm:a"b' }, 'line 1 of OAUTH_SCOPES must be'],
    ['a scope beyond ASCII', { OAUTH_SCOPES: 'crm:å' }, 'line 1 of OAUTH_SCOPES must be'],
    ['an issuer with a space', { JWT_ISSUER: 'a b' }, 'JWT_ISSUER must be a URL or a name'],
    ['an issuer with a lone colon', { JWT_ISSUER: ':' }, 'JWT_ISSUER must be a URL or a name'],
    ['an audience beyond ASCII', { JWT_AUDIENCE: 'å' }, 'JWT_AUDIENCE must be a URL or'],
    ['no domain and no issuer', { DOMAIN_NAME: undefined }, 'JWT_ISSUER is required'],
  ])('are logged and answered with 500: %s', async (_what, variables, problem) => {
    expect(await complaint(variables)).toContain(problem);
  });

  test('are logged all at once, with those of the scheme', async () => {
    const logged = await complaint({
      BASIC_AUTH_CREDENTIALS: 'no colon',
      JWT_SIGNING_KEY: '{}',
      JWT_ISSUER: 'a b',
      OAUTH_SCOPES: 'crm',
    });

    for (const name of [
      'BASIC_AUTH_CREDENTIALS',
      'JWT_SIGNING_KEY',
      'JWT_ISSUER',
      'OAUTH_SCOPES',
    ]) {
      expect(logged).toContain(name);
    }
  });

  test('no longer apply after they are fixed, without a restart', async () => {
    await complaint({ JWT_SIGNING_KEY: '' });

    expect((await requestToken()).status).toBe(200);
  });
});

describe('the key set', () => {
  test.each([
    ['EdDSA', ['kty', 'crv', 'x', 'kid', 'alg', 'use']],
    ['ES256', ['kty', 'crv', 'x', 'y', 'kid', 'alg', 'use']],
  ] as const)('has public parts only, for %s', async (alg, names) => {
    const variables = { JWT_SIGNING_KEY: signingKey('a', alg) };
    const { status, headers, body } = await invoke(jwks, { variables });
    const { keys } = JSON.parse(JSON.stringify(body));

    expect(status).toBe(200);
    expect(keys.map(Object.keys)).toEqual([names]);
    expect(keys[0]).toMatchObject({ kid: 'a', alg, use: 'sig' });
    expect(headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    });
  });

  test('is an uncached 500 if a key is missing or wrong', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);

    const { status, headers, body } = await invoke(jwks, { variables: {} });

    expect([status, headers['Cache-Control']]).toEqual([500, 'no-store']);
    expect(JSON.parse(JSON.stringify(body))).toMatchObject({ error: 'server_error' });
    expect(error.mock.calls.join()).toContain('JWT_SIGNING_KEY is required');
  });

  test('needs no settings except the keys', async () => {
    const variables = { JWT_SIGNING_KEY: signingKey(), OAUTH_SCOPES: 'wrong' };

    expect((await invoke(jwks, { variables })).status).toBe(200);
  });
});

describe('a decision', () => {
  const decisions: Decision[] = [];
  const onDecision = (decision: Decision) => decisions.push(decision);
  const endpoint = open(tokenEndpoint({ clients: basic(), onDecision }));
  beforeEach(() => {
    decisions.length = 0;
  });

  test.each([
    ['a token', AUTHORIZATION, GRANT, 'allow', 'CREDENTIALS_ACCEPTED', 'crm'],
    ['no credentials', undefined, GRANT, 'block', 'CREDENTIALS_MISSING', undefined],
    [
      'a wrong secret',
      basicAuthorization('crm', 'wrong'),
      GRANT,
      'block',
      'CREDENTIALS_INVALID',
      'crm',
    ],
    [
      'an unknown client',
      basicAuthorization('eve', 'wrong'),
      GRANT,
      'block',
      'CREDENTIALS_INVALID',
      undefined,
    ],
    [
      'another grant',
      AUTHORIZATION,
      { grant_type: 'password' },
      'block',
      'REQUEST_INVALID',
      undefined,
    ],
    [
      'another scope',
      AUTHORIZATION,
      { ...GRANT, scope: 'admin' },
      'block',
      'SCOPE_INSUFFICIENT',
      'crm',
    ],
  ])('is reported: %s', async (_what, authorization, parameters, decision, code, username) => {
    await requestToken({ authorization, parameters }, endpoint);

    const rest = { scheme: 'token', path: '/token', enforced: true };
    expect(decisions).toEqual([{ decision, code, username, ...rest }]);
  });

  test('is reported if the endpoint is not configured', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);

    await requestToken({ variables: { JWT_SIGNING_KEY: '' } }, endpoint);

    expect(decisions).toMatchObject([{ decision: 'block', code: 'NOT_CONFIGURED' }]);
  });

  test('is one line in the log by default, without a secret or a token', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);

    const { json } = await requestToken();

    const lines = log.mock.calls.flat().map(String);
    expect(lines).toEqual([
      expect.stringMatching(/^\{"token_auth":\{"decision":"allow","username":"crm"\},/),
    ]);
    expect(lines.join()).not.toContain(`${json['access_token']}`);
  });

  test('does not change the response if onDecision fails', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const failing = open(
      tokenEndpoint({ clients: basic(), onDecision: () => Promise.reject(new Error('no')) }),
    );

    expect((await requestToken(undefined, failing)).status).toBe(200);
  });
});

describe('invalid options throw a TypeError when the file loads', () => {
  const clients = basic();

  test.each([
    ['nothing', undefined, /clients must be a scheme/],
    ['no clients', {}, /clients must be a scheme/],
    ['clients that are no scheme', { clients: { name: 'basic' } }, /clients must be a scheme/],
    ['an unknown option', { clients, lifetime: 60 }, /there is no option "lifetime"/],
    ['a lifetime of 59 seconds', { clients, lifetimeSeconds: 59 }, /from 60 to 86400/],
    ['a lifetime of over a day', { clients, lifetimeSeconds: 86_401 }, /from 60 to 86400/],
    ['a lifetime of part of a second', { clients, lifetimeSeconds: 60.5 }, /from 60 to 86400/],
    ['scopes in one text', { clients, scopes: { crm: 'a b' } }, /scopes must be/],
    ['a scope with a space', { clients, scopes: { crm: ['a b'] } }, /scopes must be/],
    ['scopes that are null', { clients, scopes: null }, /scopes must be/],
    ['a client without a name', { clients, scopes: { '': ['a'] } }, /scopes must be/],
    ['onDecision that is no function', { clients, onDecision: true }, /onDecision must be/],
  ])('%s', (_what, options, message) => {
    const make = tokenEndpoint as (options: unknown) => unknown;

    expect(() => make(options)).toThrow(TypeError);
    expect(() => make(options)).toThrow(message);
  });
});
