import '../support/jest/built-assets';
import crypto from 'node:crypto';
import { apiKey, bearer, type JwtOptions, type Policy, withAuth } from '../../assets/auth.private';
import { BY_SECRET } from '../support/guard/bearer';
import { type Answer, invoke } from '../support/guard/invoke';
import { claims, encoded, hs256, rawToken, SECRET, seconds } from '../support/guard/jwt';
import { IN_BODY, requestToken } from '../support/guard/request-token';
import { hashOf, lineOf, TOKEN } from '../support/guard/tokens';

// These faults were found in other guards that accept tokens; old-bugs.test.ts has those of Basic. The title
// says what that guard did.

const VARIABLES = { BEARER_TOKENS: lineOf('ci', TOKEN) };

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

const hs512 = (input: string) => crypto.createHmac('sha512', SECRET).update(input).digest();
const byJwt = (more: Partial<JwtOptions> = {}) => bearer({ jwt: { ...BY_SECRET, ...more } });

function call(
  policy: Policy,
  headers: Readonly<Record<string, unknown>>,
  { variables = VARIABLES as object, parameters = {} } = {},
): Promise<Answer> {
  const handler = withAuth(policy, () => 'in');
  return invoke(handler, {
    variables: variables as never,
    event: { request: { headers }, ...parameters },
  });
}

const callBy = (token: string, policy: Policy = byJwt()) =>
  call(policy, { authorization: `Bearer ${token}` });

describe('Twilio’s JSON Web Token quickstart', () => {
  test('accepted the username and password in the query', async () => {
    const asked = await requestToken({ query: IN_BODY, fields: { 'content-length': '29' } });
    const renamed = await requestToken({
      query: { username: IN_BODY.client_id, password: IN_BODY.client_secret },
    });

    expect(asked).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    expect(renamed.status).toBe(401);
  });

  test('sent the token in a header of its answer', async () => {
    const { status, headers, json } = await requestToken();

    expect(status).toBe(200);
    expect(JSON.stringify(headers)).not.toContain(json['access_token']);
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store' });
  });

  test('signed with a secret of ten characters', async () => {
    const secret = 'secret_key';

    expect((await callBy(hs256({}, { secret }), byJwt({ secret }))).status).toBe(500);
  });

  test.each([
    ['any algorithm that uses a secret', rawToken({ alg: 'HS512' }, claims(), hs512)],
    ['tokens of any issuer', hs256({ iss: 'https://other.example' })],
    ['tokens without an issuer', hs256({ iss: undefined })],
    ['tokens for any audience', hs256({ aud: 'https://other.example' })],
    ['tokens without an audience', hs256({ aud: undefined })],
  ])('accepted %s', async (_what, token) => {
    expect((await callBy(token)).status).toBe(401);
    expect((await callBy(hs256())).status).toBe(200);
  });

  test('caught an error of the handler and refused its caller as unauthorized', async () => {
    const broken = withAuth(byJwt(), () => {
      throw new Error('of the handler');
    });

    const { error } = await invoke(broken, { authorization: `Bearer ${hs256()}` });

    expect(error).toEqual(new Error('of the handler'));
  });
});

describe('function templates', () => {
  test('read a token without verifying its signature', async () => {
    const [header, , signature] = hs256().split('.');
    const forged = `${header}.${encoded(claims({ sub: 'admin' }))}.${signature}`;

    expect((await callBy(forged)).status).toBe(401);
    expect((await callBy(hs256({}, { secret: 'b'.repeat(40) }))).status).toBe(401);
  });

  test('made tokens that never expire', async () => {
    expect((await callBy(hs256({ exp: undefined }))).status).toBe(401);
    expect((await callBy(hs256({ exp: seconds(-60) }))).status).toBe(401);
    const { json } = await requestToken();
    expect(json['expires_in']).toBe(900);
  });

  test.each([
    ['no header', {}],
    ['an empty header', { authorization: '', 'x-api-key': '' }],
    ['the text undefined', { authorization: 'Bearer undefined', 'x-api-key': 'undefined' }],
    ['the hash of the text undefined', { authorization: `Bearer ${hashOf('undefined')}` }],
  ])('accepted a caller who sent %s if the secret was not set', async (_what, headers) => {
    for (const policy of [bearer(), apiKey(), bearer({ jwt: { algorithms: ['HS256'] } })]) {
      for (const variables of [{}, { BEARER_TOKENS: '', JWT_SECRET: '' }]) {
        expect((await call(policy, headers, { variables })).status).toBe(500);
      }
    }
  });

  test.each(['passcode', 'token', 'Token', 'access_token', 'x-api-key'])(
    'accepted the secret in the query or the body, which are logged: %s',
    async (name) => {
      const parameters = { [name]: TOKEN };

      expect((await call([bearer(), apiKey()], {}, { parameters })).status).toBeGreaterThan(399);
    },
  );
});

describe('@fastify/bearer-auth', () => {
  test('accepted a token that follows the scheme without a space', async () => {
    expect((await call(bearer(), { authorization: `Bearer${TOKEN}` })).status).toBe(401);
  });

  test('refused the scheme in another case', async () => {
    expect((await call(bearer(), { authorization: `bearer ${TOKEN}` })).status).toBe(200);
  });

  test('sent no challenge', async () => {
    expect((await call(bearer(), {})).headers['WWW-Authenticate']).toBeDefined();
  });
});

test('hono accepted a key without a scheme if its prefix was empty', async () => {
  expect((await call(bearer(), { authorization: TOKEN })).status).toBe(401);
  expect((await call(bearer(), { authorization: `Basic ${TOKEN}` })).status).toBe(401);
});

test('passport-http-bearer accepted tokens in the body and the query', async () => {
  const parameters = { access_token: TOKEN };

  expect((await call(bearer(), {}, { parameters })).status).toBe(400);
});

describe('hono and @fastify/bearer-auth compared one key after another, but here', () => {
  const tokens = Array.from({ length: 10_000 }, (_, n) => lineOf(`t${n}`, `token-number-${n}`));
  const policies = [bearer({ tokens, variables: false }), apiKey({ tokens, variables: false })];

  test.each([
    ['the first token', 'token-number-0', 200],
    ['the last token', 'token-number-9999', 200],
    ['a prefix of a token', 'token-number-', 401],
    ['an unknown token', 'x', 401],
  ])('%s costs one digest', async (_what, token, status) => {
    for (const policy of policies) {
      const headers = { authorization: `Bearer ${token}`, 'x-api-key': token };
      await call(policy, headers);
      const digests = jest.spyOn(crypto, 'hash');

      expect((await call(policy, headers)).status).toBe(status);
      expect(digests).toHaveBeenCalledTimes(1);
      digests.mockRestore();
    }
  });
});
