import { sendRequest } from '../support/clients/send-request';
import { basicAuthorization } from '../support/guard/invoke';
import { FOREIGN, hashOf, ID, lineOf, TOKEN } from '../support/guard/tokens';
import { TOKEN_FUNCTIONS } from '../support/projects/token-functions';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import type { Service } from '../support/services/service';

// These tests send opaque tokens over HTTP.

const EXPIRED = 'an expired token of 20 characters'.replaceAll(' ', '-');
const LIMITED = 'a token only for the webhooks'.replaceAll(' ', '-');
const VARIABLES = {
  USERNAME: 'main',
  PASSWORD: 'a random password',
  BEARER_TOKENS: `# in this library's format\nci:${ID}.${hashOf(TOKEN)} expires=2999-01-31 scopes=read`,
  BEARER_TOKENS_2: [
    lineOf('foreign', FOREIGN),
    lineOf('old', EXPIRED, ' expires=2020-01-01'),
    lineOf('hooks', LIMITED, ' paths=/hooks/*'),
  ].join('\n'),
};
const REALM = 'realm="Authentication Required"';
const bearerOf = (token: string) => ({ Authorization: `Bearer ${token}` });
const keyOf = (token: string) => ({ 'X-Api-Key': token });

describe.each(ENVIRONMENTS)('$environment', ({ start }) => {
  let service: Service;

  beforeAll(async () => {
    service = await start({ functions: TOKEN_FUNCTIONS, variables: VARIABLES });
  });

  afterAll(() => service?.close());

  const call = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    sendRequest(service.url + path, { headers });

  test.each([
    ['bearer()', '/bearer', 'bearer', bearerOf],
    ['apiKey()', '/key', 'api_key', keyOf],
    ['a scheme among several', '/hooks/sms', 'api_key', keyOf],
  ])('%s accepts a token of this library and names it', async (_what, path, scheme, headersOf) => {
    const answer = await call(path, headersOf(TOKEN));

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      scheme,
      username: 'ci',
      credentialId: ID,
      scopes: ['read'],
    });
  });

  test('a service accepts a token of another format', async () => {
    expect(JSON.parse((await call('/bearer', bearerOf(FOREIGN))).body)).toEqual({
      scheme: 'bearer',
      username: 'foreign',
    });
  });

  test.each([
    ['unknown', 'never-heard-of'],
    ['mistyped', TOKEN.slice(0, -1)],
    ['expired', EXPIRED],
    ['the stored hash', hashOf(TOKEN)],
  ])('a service refuses a token that is %s', async (_what, token) => {
    const answer = await call('/bearer', bearerOf(token));

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(answer.headers['www-authenticate']).toBe(`Bearer ${REALM}, error="invalid_token"`);
    expect((await call('/key', keyOf(token))).status).toBe(401);
  });

  test('a token that is limited to paths is refused on other paths', async () => {
    const otherPath = await call('/bearer', bearerOf(LIMITED));

    expect((await call('/hooks/sms', bearerOf(LIMITED))).status).toBe(200);
    expect(otherPath.status).toBe(403);
    expect(otherPath.headers['www-authenticate']).toContain('error="insufficient_scope"');
    expect((await call('/key', keyOf(LIMITED))).status).toBe(403);
  });

  test('a policy can require scopes', async () => {
    const answer = await call('/read', bearerOf(FOREIGN));

    expect((await call('/read', bearerOf(TOKEN))).status).toBe(200);
    expect(answer.status).toBe(403);
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer ${REALM}, error="insufficient_scope", scope="read"`,
    );
  });

  test.each([
    ['the query', '/bearer?access_token=', {}, undefined],
    [
      'the query, in addition to a token in the header',
      '/bearer?access_token=',
      bearerOf(TOKEN),
      undefined,
    ],
    ['the query of apiKey()', '/key?x-api-key=', {}, undefined],
    ['the body', '/bearer', {}, 'access_token='],
    ['the body of apiKey()', '/key', {}, 'x-api-key='],
  ])('a service refuses a token in %s', async (_what, path, headers, body) => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await sendRequest(
      service.url + path + (body === undefined ? TOKEN : ''),
      body === undefined
        ? { headers }
        : { method: 'POST', headers: { ...headers, ...form }, body: body + TOKEN },
    );

    expect(answer).toMatchObject({ status: 400, body: 'Bad Request' });
  });

  test('a policy with basic() challenges for every scheme in one header and accepts each', async () => {
    const answer = await call('/hooks/sms');

    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      `Basic ${REALM}, charset="UTF-8", Bearer ${REALM}, ApiKey ${REALM}, header="x-api-key"`,
    );
    const password = { Authorization: basicAuthorization('main', 'a random password') };
    expect(JSON.parse((await call('/hooks/sms', password)).body)).toMatchObject({
      scheme: 'basic',
    });
    const token = await call('/hooks/sms', bearerOf(TOKEN));
    expect(JSON.parse(token.body)).toMatchObject({ scheme: 'bearer' });
  });

  test('a service writes no token to the log', () => {
    // The toolkit logs URLs with their queries, which is why a token in the query is refused.
    const isOfToolkit = (line: string) => line.includes('│ Response Type');
    const lines = service.logs().split('\n');
    const logs = lines.filter((line) => !isOfToolkit(line)).join('\n');

    expect(logs).toContain('"username":"old"');
    for (const token of [TOKEN, FOREIGN, EXPIRED, LIMITED]) expect(logs).not.toContain(token);
  });
});

describe.each(ENVIRONMENTS)(
  '$environment, a service with a token in place of its hash',
  ({ start }) => {
    test('refuses every caller and logs the line and the fix', async () => {
      const started = start({
        functions: TOKEN_FUNCTIONS,
        variables: { ...VARIABLES, BEARER_TOKENS_3: `ci:${TOKEN}` },
      });
      await withService(started, async ({ url, logs }) => {
        const answer = await sendRequest(`${url}/bearer`, { headers: bearerOf(FOREIGN) });

        expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
        expect(logs()).toContain(
          'line 1 of BEARER_TOKENS_3 must have the hash of a token, not the token',
        );
        expect(logs()).not.toContain(TOKEN.slice(17));
      });
    });
  },
);
