import { type AuthProfileOptions, authProfile } from '../support/guard/auth-profile';
import { ed25519, signingKeyOf, tokenOf } from '../support/guard/jwt';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// Twilio's webhooks with an OAuth 2.0 AuthProfile use this library on both sides: /token and the guard.

const SECRET = 'correct+horse battery%staple';
const VARIABLES = {
  BASIC_AUTH_CREDENTIALS: `twilio:${SECRET}`,
  OAUTH_SCOPES: 'twilio:webhooks',
  JWT_SIGNING_KEY: signingKeyOf(ed25519('current')),
};
const MESSAGE = { MessageSid: `SM${'2'.repeat(32)}`, Body: 'Ahoy & bonjour' };
const WEBHOOK = `
  const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
  const jwt = { algorithms: ['EdDSA', 'ES256'] };
  const policy = { schemes: bearer({ jwt }), authorize: { scopes: ['webhooks'] } };
  exports.handler = withAuth(policy, (_context, event) => {
    const reply = new Twilio.twiml.MessagingResponse();
    reply.message(event.Body);
    return reply;
  });`;

describe.each(ENVIRONMENTS)(
  'Twilio’s webhook client with an AuthProfile, $environment,',
  ({ start }) => {
    let service: Service;
    let webhook: string;

    beforeAll(async () => {
      service = await start({ functions: { 'hooks/sms.js': WEBHOOK }, variables: VARIABLES });
      webhook = `${service.url}/hooks/sms`;
    });
    afterAll(() => service?.close());

    const open = (more: Partial<AuthProfileOptions> = {}) =>
      authProfile({
        tokenUrl: `${service.url}/token`,
        clientId: 'twilio',
        clientSecret: SECRET,
        by: 'basic',
        ...more,
      });

    test.each(['basic', 'body'] as const)(
      'gets TwiML for its first call with a token that it requested with credentials in %s',
      async (by) => {
        const { calls } = await open({ by }).deliver(webhook, MESSAGE);

        expect(calls.map(({ status }) => status)).toEqual([200]);
        expect(calls[0]?.contentType).toMatch(/^text\/xml\b/);
        expect(calls[0]?.reply).toContain('<Message>Ahoy &amp; bonjour</Message>');
      },
    );

    test('keeps the token until it expires', async () => {
      let now = Date.now();
      const profile = open({ now: () => now });

      await profile.deliver(webhook, MESSAGE);
      now += 899_000;
      await profile.deliver(webhook, MESSAGE);
      expect(profile.asked()).toBe(1);

      now += 1_000;
      const { calls } = await profile.deliver(webhook, MESSAGE);
      expect(profile.asked()).toBe(2);
      expect(calls.map(({ status }) => status)).toEqual([200]);
    });

    test('gets another token if the service no longer accepts the cached token', async () => {
      const profile = open({ kept: tokenOf(ed25519('removed'), { sub: 'twilio' }) });

      const { calls } = await profile.deliver(webhook, MESSAGE);

      expect(calls.map(({ status }) => status)).toEqual([401, 200]);
      expect(calls[0]?.challenge).toBe(
        'Bearer realm="Authentication Required", error="invalid_token"',
      );
      expect(profile.asked()).toBe(1);
    });

    test.each([
      ['a wrong secret', { clientSecret: 'wrong' }],
      ['a scope that the client may not have', { scope: 'admin' }],
    ])('drops the webhook if it gets no token because of %s', async (_what, more) => {
      expect(await open(more).deliver(webhook, MESSAGE)).toEqual({ calls: [], errorCode: 97001 });
    });

    test('leaves neither the secret nor a token in the log', async () => {
      const { calls } = await open({ by: 'body' }).deliver(webhook, MESSAGE);
      const token = `${calls[0]?.headers['Authorization']}`.slice('Bearer '.length);

      expect(service.logs()).toContain('{"bearer_auth":{"decision":"allow","username":"twilio"}');
      for (const secret of [SECRET, encodeURIComponent(SECRET), token]) {
        expect(service.logs()).not.toContain(secret);
      }
    });
  },
);
