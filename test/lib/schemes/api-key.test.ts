import { type ApiKeyOptions, apiKey, basic, withAuth } from '../../../assets/auth.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { lineOf, TOKEN } from '../../support/guard/tokens';

const variables = { BEARER_TOKENS: lineOf('ada', TOKEN), USERNAME: 'bob', PASSWORD: 'ahoy!' };
const guard = (options: ApiKeyOptions = {}) =>
  withAuth(apiKey(options), (context) => context.auth.username);
const call = (handler: ReturnType<typeof guard>, headers: object, parameters: object = {}) =>
  invoke(handler, { variables, event: { ...parameters, request: { headers } } });

test('a token in X-Api-Key is accepted without a scheme before it', async () => {
  expect(await call(guard(), { 'x-api-key': TOKEN })).toMatchObject({ status: 200, body: 'ada' });
});

test('a token is accepted in the header of the options, in any case, and in no other header', async () => {
  const handler = guard({ header: 'X-Service-Token' });

  expect((await call(handler, { 'x-service-token': TOKEN })).status).toBe(200);
  expect((await call(handler, { 'x-api-key': TOKEN })).status).toBe(401);
});

test.each([
  ['two headers', ['x', TOKEN]],
  ['one header in an array', [TOKEN]],
  ['two joined headers', `${TOKEN}, ${TOKEN}`],
  ['a scheme in front of it', `Bearer ${TOKEN}`],
  ['a no-break space after it', `${TOKEN}\u00a0`],
  ['a line break after it', `${TOKEN}\n`],
  ['nothing', ''],
  ['a number', 7],
  ['8,193 characters', 'a'.repeat(8193)],
])('apiKey() refuses %s', async (_what, field) => {
  const answer = await call(guard(), { 'x-api-key': field });

  expect([answer.status, answer.body]).toEqual([401, 'Unauthorized']);
});

test('white space around the value is ignored', async () => {
  expect((await call(guard(), { 'x-api-key': `\t ${TOKEN} ` })).status).toBe(200);
});

test('the Authorization header is ignored', async () => {
  expect((await call(guard(), { authorization: `Bearer ${TOKEN}` })).status).toBe(401);
});

test('the challenge names the header', async () => {
  const answer = await call(guard({ header: 'X-Service-Token', realm: 'Staff' }), {});

  expect(answer.headers['WWW-Authenticate']).toBe('ApiKey realm="Staff", header="x-service-token"');
});

test.each([
  ['without a header', {}],
  ['in addition to one in the header', { 'x-api-key': TOKEN }],
])('a token in the query or the body is refused and logged: %s', async (_what, headers) => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);

  const answer = await call(guard(), headers, { 'x-api-key': TOKEN });

  expect([answer.status, answer.body]).toEqual([400, 'Bad Request']);
  await Promise.resolve();
  expect(log.mock.calls.join()).toContain('"CREDENTIALS_MISPLACED"');
  expect(log.mock.calls.join()).not.toContain(TOKEN);
});

test.each([
  ['authorization', 'header must be the name of a header of your own, such as x-api-key'],
  ['Authorization', 'header must be the name of a header of your own, such as x-api-key'],
  ['cookie', 'header must be the name of a header of your own, such as x-api-key'],
  ['host', 'header must be the name of a header of your own, such as x-api-key'],
  ['origin', 'header must be the name of a header of your own, such as x-api-key'],
  ['request', 'header must be the name of a header of your own, such as x-api-key'],
  ['x api key', 'header must be the name of a header of your own, such as x-api-key'],
  ['x-api-key:', 'header must be the name of a header of your own, such as x-api-key'],
  ['', 'header must be the name of a header of your own, such as x-api-key'],
  [7, 'header must be the name of a header of your own, such as x-api-key'],
])('the header %j is a problem', (header, problem) => {
  expect(apiKey({ header: header as string }).configure(variables)).toEqual({
    problems: [problem],
  });
});

test('an unknown option is a problem', () => {
  const options = { headers: 'x' } as ApiKeyOptions;

  expect(apiKey(options).configure(variables)).toEqual({
    problems: ['apiKey() has no option "headers"'],
  });
});

test('apiKey() and basic() accept their own callers in both orders', async () => {
  const key = { 'x-api-key': TOKEN };
  const pair = { authorization: basicAuthorization('bob', 'ahoy!') };
  for (const schemes of [
    [basic(), apiKey()],
    [apiKey(), basic()],
  ] as const) {
    const handler = withAuth(schemes, (context) => context.auth.username);

    expect((await call(handler, key)).body).toBe('ada');
    expect((await call(handler, pair)).body).toBe('bob');
    expect((await call(handler, { ...key, 'x-api-key': 'other' })).status).toBe(401);
    expect((await call(handler, {})).headers['WWW-Authenticate']).toBe(
      'Basic realm="Authentication Required", charset="UTF-8", ' +
        'ApiKey realm="Authentication Required", header="x-api-key"',
    );
  }
});
