import type { Browser } from 'playwright-core';
import { cancelPrompts, launchBrowser } from '../support/clients/browser';
import { sendRequest } from '../support/clients/send-request';
import { deliverWebhook } from '../support/clients/webhook-client';
import { authProfile } from '../support/guard/auth-profile';
import { basicAuthorization } from '../support/guard/invoke';
import { ed25519, signingKeyOf, tokenOf } from '../support/guard/jwt';
import { parseChallenges } from '../support/guard/parse-challenges';
import { FOREIGN, ID, lineOf, TOKEN } from '../support/guard/tokens';
import { type KnownService, SIGNED_ENVIRONMENTS } from '../support/services/signed-environments';

// One Function accepts every scheme, and every client authenticates in its own way.

const LOGIN = { username: 'twilio', password: 'ahoy there!' };
const VARIABLES = {
  USERNAME: LOGIN.username,
  PASSWORD: LOGIN.password,
  BEARER_TOKENS: lineOf('ci', TOKEN),
  JWT_SIGNING_KEY: signingKeyOf(ed25519('current')),
};
const FUNCTION = `
  const library = require(Runtime.getAssets()['/auth.js'].path);
  const { apiKey, basic, bearer, twilioSignature, withAuth } = library;
  const jwt = { algorithms: ['EdDSA', 'ES256'] };
  const schemes = [basic(), bearer({ tokens: [], jwt }), apiKey(), twilioSignature()];
  exports.handler = withAuth(schemes, (context) => context.auth);`;
const MESSAGE = { MessageSid: `SM${'2'.repeat(32)}`, Body: ' Ahoy & bonjour ' };
const REALM = 'realm="Authentication Required"';
const CHALLENGES = [
  `Basic ${REALM}, charset="UTF-8"`,
  `Bearer ${REALM}`,
  `ApiKey ${REALM}, header="x-api-key"`,
];
const CREDENTIALS = `${LOGIN.username}:${encodeURIComponent(LOGIN.password)}@`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(SIGNED_ENVIRONMENTS)('a Function with every scheme, $environment,', ({ start }) => {
  let known: KnownService;

  beforeAll(async () => {
    known = await start({ functions: { 'every-scheme.js': FUNCTION }, variables: VARIABLES });
  });
  afterAll(() => known?.service.close());

  const url = () => `${known.service.url}/every-scheme`;
  const call = (headers: Readonly<Record<string, string>> = {}) => sendRequest(url(), { headers });
  const deliver = (credentials: string, authToken?: string) =>
    deliverWebhook(`${known.origin.replace('://', `://${credentials}`)}/every-scheme`, MESSAGE, {
      through: known.service.url,
      ...(authToken === undefined ? {} : { authToken }),
    });

  test('challenges for all schemes in one header, Basic first', async () => {
    const answer = await call();

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(answer.headers['www-authenticate']).toBe(CHALLENGES.join(', '));
    expect(parseChallenges(`${answer.headers['www-authenticate']}`)[0]?.scheme).toBe('basic');
  });

  test.each([
    [
      'a username and password',
      { Authorization: basicAuthorization(LOGIN.username, LOGIN.password) },
      'basic',
    ],
    ['an opaque token', { Authorization: `Bearer ${TOKEN}` }, 'bearer'],
    ['an opaque token in its own header', { 'X-Api-Key': TOKEN }, 'api_key'],
  ])('accepts %s', async (_what, headers, scheme) => {
    const answer = await call(headers);

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ scheme });
  });

  test('accepts a JWT of its own /token', async () => {
    const profile = authProfile({
      tokenUrl: `${known.service.url}/token`,
      clientId: LOGIN.username,
      clientSecret: LOGIN.password,
      by: 'body',
    });

    const { calls } = await profile.deliver(url(), MESSAGE);

    expect(calls.map(({ status }) => status)).toEqual([200]);
    expect(JSON.parse(`${calls[0]?.reply}`)).toMatchObject({
      scheme: 'bearer',
      claims: { client_id: LOGIN.username },
    });
  });

  test('accepts the first call of Twilio by its signature', async () => {
    const [signed, ...others] = await deliver('', known.authToken);

    expect([signed?.status, others]).toEqual([200, []]);
    expect(JSON.parse(`${signed?.reply}`)).toEqual({
      scheme: 'twilio_signature',
      username: 'twilio',
    });
  });

  test('accepts Twilio by the credentials of the URL if the signature is not valid', async () => {
    const [bare, again] = await deliver(CREDENTIALS);

    expect(bare).toMatchObject({ status: 401, challenge: CHALLENGES.join(', ') });
    expect(again?.status).toBe(200);
    expect(JSON.parse(`${again?.reply}`)).toMatchObject({ scheme: 'basic' });
  });

  test.each([
    ['password', { Authorization: basicAuthorization(LOGIN.username, 'ahoy') }, ''],
    ['opaque token', { Authorization: `Bearer ${FOREIGN}` }, ', error="invalid_token"'],
    [
      'checksum of a token',
      { Authorization: `Bearer tfa_${ID}_${'0'.repeat(33)}` },
      ', error="invalid_token"',
    ],
    [
      'signing key of a JWT',
      { Authorization: `Bearer ${tokenOf(ed25519('current'))}` },
      ', error="invalid_token"',
    ],
    ['API key', { 'X-Api-Key': FOREIGN }, ''],
    ['signature', { 'X-Twilio-Signature': `${'A'.repeat(27)}=` }, ''],
  ])('refuses a wrong %s', async (_what, headers, error) => {
    const answer = await call(headers);
    const [basic, bearer, key] = CHALLENGES;

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(answer.headers['www-authenticate']).toBe(`${basic}, ${bearer}${error}, ${key}`);
  });

  test('refuses a wrong password even with a right key', async () => {
    const Authorization = basicAuthorization(LOGIN.username, 'wrong');

    expect((await call({ Authorization, 'X-Api-Key': TOKEN })).status).toBe(401);
  });

  test.each([`?access_token=${TOKEN}`, `?x-api-key=${TOKEN}`])(
    'refuses a token in the query: %#',
    async (query) => {
      const answer = await sendRequest(url() + query);

      expect(answer).toMatchObject({ status: 400, body: 'Bad Request' });
    },
  );

  test('makes a browser prompt for the username and password and accepts them', async () => {
    const context = await browser.newContext();
    const prompts = await cancelPrompts(await context.newPage(), url());
    const signedIn = await browser.newContext({ httpCredentials: LOGIN });
    const response = await (await signedIn.newPage()).goto(url());

    expect(prompts).toMatchObject([{ scheme: 'basic', realm: 'Authentication Required' }]);
    expect(response?.status()).toBe(200);
    await Promise.all([context.close(), signedIn.close()]);
  });
});
