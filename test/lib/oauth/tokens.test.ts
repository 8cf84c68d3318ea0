import { basic, open } from '../../../assets/auth.private';
import { jwksEndpoint, tokenEndpoint } from '../../../assets/jwt.private';
import { invoke } from '../../support/guard/invoke';
import { AUTHORIZATION, requestToken, TOKEN_VARIABLES } from '../../support/guard/request-token';
import { type Jwk, signingKey } from '../../support/guard/signing-key';
import { verifyToken } from '../../support/guard/verify-token';

const NOW = new Date('2026-01-02T03:04:05.678Z');
const jwks = open(jwksEndpoint());
const endpoint = open(tokenEndpoint({ clients: basic(), lifetimeSeconds: 3600 }));

/** Requests a token and the published keys with these variables. */
async function issue(variables: Readonly<Record<string, string>> = {}) {
  const { json } = await requestToken({ authorization: AUTHORIZATION, variables }, endpoint);
  const { body } = await invoke(jwks, { variables: { ...TOKEN_VARIABLES, ...variables } });
  return { token: `${json['access_token']}`, keySet: JSON.stringify(body) };
}

async function claimsOf(variables: Readonly<Record<string, string>> = {}): Promise<Jwk> {
  const { token, keySet } = await issue(variables);
  return verifyToken(token, keySet).claims;
}

beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

describe.each(['EdDSA', 'ES256'] as const)('a token signed with %s', (alg) => {
  const JWT_SIGNING_KEY = signingKey('the one', alg);

  test('verifies against the published key that its header names', async () => {
    const { token, keySet } = await issue({ JWT_SIGNING_KEY });

    expect(verifyToken(token, keySet).header).toEqual({ typ: 'at+jwt', alg, kid: 'the one' });
  });

  test('is refused if one character is changed', async () => {
    const { token, keySet } = await issue({ JWT_SIGNING_KEY });
    const [header, payload = '', signature] = token.split('.');
    const other = `${payload.startsWith('eyJ') ? 'fyJ' : 'eyJ'}${payload.slice(3)}`;

    expect(() => verifyToken([header, other, signature].join('.'), keySet)).toThrow('signature');
  });
});

describe('the claims are those of RFC 9068 section 2.2:', () => {
  test('all of them are present', async () => {
    const iat = Math.floor(NOW.getTime() / 1000);

    expect(await claimsOf()).toEqual({
      iss: 'https://service-1234.twil.io',
      aud: 'https://service-1234.twil.io',
      sub: 'crm',
      client_id: 'crm',
      iat,
      exp: iat + 3600,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      scope: 'messages:read messages:write',
    });
  });

  test('scope is missing if the client has no scopes', async () => {
    expect(await claimsOf({ OAUTH_SCOPES: '' })).not.toHaveProperty('scope');
  });

  test('every token has its own id', async () => {
    expect((await claimsOf())['jti']).not.toBe((await claimsOf())['jti']);
  });

  test('issuer and audience are those of the variables', async () => {
    const variables = { JWT_ISSUER: 'https://auth.example', JWT_AUDIENCE: 'crm-api' };

    expect(await claimsOf(variables)).toMatchObject({
      iss: 'https://auth.example',
      aud: 'crm-api',
    });
  });

  test('the issuer is the default audience', async () => {
    const variables = { JWT_ISSUER: 'https://auth.example' };

    expect(await claimsOf(variables)).toMatchObject({ aud: 'https://auth.example' });
  });
});

describe('a rotation', () => {
  const [old, fresh] = [signingKey('old'), signingKey('new', 'ES256')];
  const publicHalf = (text: string) => {
    const { d: _, ...half } = JSON.parse(text);
    return JSON.stringify(half);
  };

  test.each([
    ['whole', old],
    ['its public half', publicHalf(old)],
  ])('keeps tokens of the previous key valid: %s', async (_what, previous) => {
    const before = await issue({ JWT_SIGNING_KEY: old });
    const after = await issue({ JWT_SIGNING_KEY: fresh, JWT_SIGNING_KEY_PREVIOUS: previous });

    expect(verifyToken(before.token, after.keySet).header['kid']).toBe('old');
    expect(verifyToken(after.token, after.keySet).header['kid']).toBe('new');
  });

  test.each(['', 'none'])('that has ended leaves one key: %j', async (previous) => {
    const { token } = await issue({ JWT_SIGNING_KEY: old });
    const { keySet } = await issue({
      JWT_SIGNING_KEY: fresh,
      JWT_SIGNING_KEY_PREVIOUS: previous,
    });

    expect(() => verifyToken(token, keySet)).toThrow('There is no key old');
  });
});
