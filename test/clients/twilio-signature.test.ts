import {
  deliverWebhook,
  idempotencyTokenOf,
  type WebhookOptions,
} from '../support/clients/webhook-client';
import { parseChallenges } from '../support/guard/parse-challenges';
import { type KnownService, SIGNED_ENVIRONMENTS } from '../support/services/signed-environments';

const OTHER_REGION = '0f'.repeat(16);
const MESSAGE = {
  AccountSid: `AC${'1'.repeat(32)}`,
  MessageSid: `SM${'2'.repeat(32)}`,
  From: '+15550100001',
  Body: ' Ahoy & "bonjour", смородина 🚀 ',
  NumMedia: '',
};
const VARIABLES = {
  USERNAME: 'twilio',
  PASSWORD: 'ahoy there!',
  TWILIO_AUTH_TOKENS: OTHER_REGION,
};

describe.each(SIGNED_ENVIRONMENTS)('Twilio’s webhook client, $environment,', ({ start }) => {
  let known: KnownService;
  beforeAll(async () => {
    known = await start({ variables: VARIABLES });
  });
  afterAll(() => known.service.close());

  const deliver = async (
    path: string,
    { credentials = '', params = MESSAGE as Record<string, string>, ...options }: Delivery = {},
  ) => {
    const { service, origin, authToken } = known;
    const webhook = origin.replace('://', `://${credentials}`) + path;
    return deliverWebhook(webhook, params, { through: service.url, authToken, ...options });
  };
  const statusesOf = async (path: string, delivery?: Delivery) =>
    (await deliver(path, delivery)).map(({ status }) => status);

  test('gets TwiML for a message with the first call and without credentials', async () => {
    const [call, ...others] = await deliver('/webhooks/sms');

    expect(others).toEqual([]);
    expect(call?.headers).not.toHaveProperty('Authorization');
    expect(call?.status).toBe(200);
    expect(call?.contentType).toMatch(/^text\/xml\b/);
    expect(call?.reply).toContain(
      '<Message>You said:  Ahoy &amp; "bonjour", смородина 🚀 </Message>',
    );
  });

  test('gets TwiML for a call', async () => {
    const [call] = await deliver('/webhooks/voice', { params: { CallSid: `CA${'3'.repeat(32)}` } });

    expect(call?.status).toBe(200);
    expect(call?.reply).toContain('<Response><Say>Ahoy!');
  });

  test('needs no second call if the URL has credentials', async () => {
    expect(await statusesOf('/webhooks/sms', { credentials: CREDENTIALS })).toEqual([200]);
  });

  test('succeeds with a configured token of another region', async () => {
    expect(await statusesOf('/webhooks/sms', { authToken: OTHER_REGION })).toEqual([200]);
  });

  test('gets the same answer for a retry with the same idempotency token', async () => {
    const calls = await deliver('/webhooks/sms');
    const retried = await deliver('/webhooks/sms', { idempotencyToken: idempotencyTokenOf(calls) });

    expect(idempotencyTokenOf(retried)).toBe(idempotencyTokenOf(calls));
    expect(retried).toEqual(calls);
  });

  test.each<[what: string, path: string, delivery: Delivery]>([
    ['an unknown token', '/webhooks/sms', { authToken: '9'.repeat(32) }],
    ['a URL with a query', '/webhooks/sms?lang=en', {}],
    ['a GET', '/webhooks/sms', { as: 'get' }],
    ['a JSON body', '/webhooks/sms', { as: 'json' }],
  ])(
    'is refused by signature for %s but succeeds with credentials',
    async (_what, path, delivery) => {
      const [bare, ...none] = await deliver(path, delivery);
      const [first, second] = await deliver(path, { ...delivery, credentials: CREDENTIALS });

      expect([bare?.status, none]).toEqual([401, []]);
      expect(parseChallenges(first?.challenge ?? '')).toEqual([
        { scheme: 'basic', params: { realm: 'Authentication Required', charset: 'UTF-8' } },
      ]);
      expect([first?.status, second?.status]).toEqual([401, 200]);
      expect(second?.reply).toContain('<Response><Message>');
    },
  );

  test('leaves no secret in the log', async () => {
    const { service, authToken } = known;
    const [call] = await deliver('/webhooks/sms');
    await deliver('/webhooks/sms', { authToken: '9'.repeat(32) });

    const secrets = [authToken, OTHER_REGION, call?.headers['X-Twilio-Signature'] ?? '?'];
    for (const secret of secrets) expect(service.logs()).not.toContain(secret);
    expect(service.logs()).toMatch(
      /"twilio_signature_auth":\{"decision":"allow","username":"twilio"\}/,
    );
  });
});

interface Delivery extends WebhookOptions {
  /** `user:password@` of the URL. */
  readonly credentials?: string;
  readonly params?: Readonly<Record<string, string>>;
}

const CREDENTIALS = `twilio:${encodeURIComponent('ahoy there!')}@`;
