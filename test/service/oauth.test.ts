import { type Ask, askForToken } from '../support/clients/ask-for-token';
import { jsonFields, type RawRequest, sendRequest } from '../support/clients/send-request';
import { basicAuthorization } from '../support/guard/invoke';
import { signingKey } from '../support/guard/signing-key';
import { verifyToken } from '../support/guard/verify-token';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import { startLocalService } from '../support/services/local-service';
import type { Service } from '../support/services/service';

const CLIENT = { clientId: 'crm-søren', clientSecret: 'a b+c%d:e&f=g_h-i' };
const VARIABLES = {
  BASIC_AUTH_CREDENTIALS: `${CLIENT.clientId}:${CLIENT.clientSecret}\nplain:correct horse`,
  JWT_SIGNING_KEY: signingKey('current'),
  JWT_SIGNING_KEY_PREVIOUS: signingKey('previous', 'ES256'),
  OAUTH_SCOPES: `${CLIENT.clientId}:messages:read messages:write`,
};
const FORM = 'application/x-www-form-urlencoded';
const AUTHORIZATION = basicAuthorization('plain', 'correct+horse');
const GRANT = 'grant_type=client_credentials';
const SECRET = 'client_id=plain&client_secret=correct+horse';

// own-tokens.test.ts tests that Functions accept these tokens.
describe.each(ENVIRONMENTS)('the token endpoint, $environment', ({ start }) => {
  let service: Service;
  beforeAll(async () => {
    service = await start({ variables: VARIABLES });
  });
  afterAll(() => service.close());

  const ask = (given: Partial<Ask> & Pick<Ask, 'by'>) =>
    askForToken(service.url, { ...CLIENT, ...given });
  const post = (body: string, headers: Record<string, string> = {}, query = '') =>
    send(query, { method: 'POST', headers: form(body, headers), body });
  const send = async (query: string, request: RawRequest) => {
    const { body, ...answer } = await sendRequest(`${service.url}/token${query}`, request);
    return { ...answer, body, json: JSON.parse(body) };
  };
  const form = (body: string, headers: Record<string, string>) => ({
    'Content-Type': FORM,
    'Content-Length': `${Buffer.byteLength(body)}`,
    ...headers,
  });

  describe('an OAuth client library', () => {
    test.each(['basic', 'body'] as const)(
      'gets a token with credentials in %s, which a published key verifies',
      async (by) => {
        const result = await ask({ by });
        const { status, body } = await sendRequest(`${service.url}/jwks`);
        const { header, claims } = verifyToken(`${result['access_token']}`, body);

        expect(result).toMatchObject({
          token_type: 'bearer',
          expires_in: 900,
          scope: 'messages:read messages:write',
        });
        expect(status).toBe(200);
        expect(header).toEqual({ typ: 'at+jwt', alg: 'EdDSA', kid: 'current' });
        expect(claims).toMatchObject({
          iss: expect.stringMatching(/^https:\/\/[\w.:-]+$/),
          sub: CLIENT.clientId,
          client_id: CLIENT.clientId,
        });
      },
    );

    test('gets only the requested scopes that it may have', async () => {
      const result = await ask({ by: 'basic', scope: 'messages:read admin' });

      expect(result).toMatchObject({ scope: 'messages:read' });
    });

    test('gets the reason if there is no token', async () => {
      const scope = await ask({ by: 'body', scope: 'admin' });
      const secret = await ask({ by: 'basic', clientSecret: 'wrong' });

      expect(scope).toMatchObject({ error: 'invalid_scope', status: 400 });
      expect(secret).toMatchObject({
        name: 'WWWAuthenticateChallengeError',
        status: 401,
        challenges: ['basic'],
      });
    });
  });

  test('challenges a call without credentials and answers the next call', async () => {
    const first = await post(GRANT);
    const second = await post(GRANT, { Authorization: AUTHORIZATION });

    expect(first).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    expect(first.headers['www-authenticate']).toMatch(/^Basic realm="/);
    expect(second).toMatchObject({
      status: 200,
      json: { token_type: 'Bearer', expires_in: 900 },
      headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    });
    expect(second.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('accepts a secret in the body', async () => {
    expect(await post(`${GRANT}&${SECRET}`)).toMatchObject({ status: 200 });
  });

  test.each([
    ['the query of a POST', `?${SECRET}`, GRANT, 'POST', [FORM]],
    ['the query of a POST without a body', `?${GRANT}&${SECRET}`, '', 'POST', [FORM]],
    ['the query of a GET', `?${GRANT}&${SECRET}`, undefined, 'GET', []],
    ['the query of a GET with a type', `?${GRANT}&${SECRET}`, undefined, 'GET', [FORM]],
  ] as const)('refuses a secret in %s', async (_what, query, body, method, [type]) => {
    const headers = {
      ...(type === undefined ? {} : { 'Content-Type': type }),
      ...(body === undefined ? {} : { 'Content-Length': `${body.length}` }),
    };
    const answer = await send(query, { method, headers, ...(body === undefined ? {} : { body }) });

    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });

  test.each([
    ['JSON', '{"grant_type":"client_credentials"}', ['Authorization', AUTHORIZATION]],
    [
      'JSON with a request property',
      JSON.stringify({ request: { headers: { authorization: AUTHORIZATION } } }),
      [],
    ],
  ])('refuses %s', async (_what, body, fields) => {
    const headers = ['Host', 'localhost', ...fields, ...jsonFields(body)];

    const answer = await send('', { method: 'POST', headers, body });

    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });

  test.each([
    ['a parameter twice', `${GRANT}&scope=a&scope=b`],
    ['two ways to authenticate', `${GRANT}&${SECRET}`],
    ['a request parameter', `${GRANT}&request=1&${SECRET}`],
  ])('refuses %s', async (_what, body) => {
    const answer = await post(body, { Authorization: AUTHORIZATION });

    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });

  test('publishes both public keys with a cache lifetime of 5 minutes', async () => {
    const { headers, body } = await sendRequest(`${service.url}/jwks`);
    const { keys } = JSON.parse(body);

    expect(keys).toMatchObject([{ kid: 'current' }, { kid: 'previous' }]);
    expect(body).not.toContain('"d"');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
    });
  });

  test('logs the client that got a token, and no secret', async () => {
    await post(`${GRANT}&${SECRET}`);

    expect(service.logs()).toContain('{"token_auth":{"decision":"allow","username":"plain"}');
    expect(service.logs()).not.toContain('correct horse');
    expect(service.logs()).not.toContain(JSON.parse(VARIABLES.JWT_SIGNING_KEY).d);
  });
});

test('the token endpoint answers in JSON if the local server forks a process for each request, its default', async () => {
  const started = startLocalService({ variables: VARIABLES, forkProcess: true });
  await withService(started, async ({ url }) => {
    const token = await sendRequest(`${url}/token`, {
      method: 'POST',
      headers: {
        Authorization: AUTHORIZATION,
        'Content-Type': FORM,
        'Content-Length': `${GRANT.length}`,
      },
      body: GRANT,
    });
    const keys = await sendRequest(`${url}/jwks`);

    expect(JSON.parse(token.body)).toMatchObject({ token_type: 'Bearer' });
    expect(JSON.parse(keys.body)).toMatchObject({
      keys: [{ kid: 'current' }, { kid: 'previous' }],
    });
  });
});
