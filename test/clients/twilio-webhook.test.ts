import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliverWebhook } from '../support/clients/webhook-client';
import { ALL_CREDENTIALS, CREDENTIALS, withCredentials } from '../support/guard/credentials';
import { parseChallenges } from '../support/guard/parse-challenges';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import type { Service } from '../support/services/service';

const MESSAGE = {
  MessageSid: 'SM0123456789abcdef0123456789abcdef',
  From: '+15550100001',
  To: '+15550100002',
  Body: 'Ahoy & bonjour',
};

describe.each(ENVIRONMENTS)('Twilio’s webhook client, $environment,', ({ start }) => {
  let service: Service;

  beforeAll(async () => {
    service = await start({ variables: ALL_CREDENTIALS });
  });
  afterAll(() => service.close());

  describe.each(CREDENTIALS)('with $what', ({ variables }) => {
    let webhook: string;

    beforeAll(() => {
      webhook = withCredentials(`${service.url}/webhooks/sms`, variables);
    });

    test('calls first without credentials and gets a realm', async () => {
      const [first] = await deliverWebhook(webhook, MESSAGE);

      expect(first?.headers).not.toHaveProperty('Authorization');
      expect(first).toMatchObject({ status: 401, reply: 'Unauthorized' });
      expect(parseChallenges(first?.challenge ?? '')).toEqual([
        { scheme: 'basic', params: { realm: 'Authentication Required', charset: 'UTF-8' } },
      ]);
    });

    test('gets TwiML for the same call with credentials', async () => {
      const [first, second] = await deliverWebhook(webhook, MESSAGE);

      const { Authorization, ...others } = second?.headers ?? {};
      expect(Authorization).toMatch(/^Basic /);
      expect({ headers: others, body: second?.body }).toEqual({
        headers: first?.headers,
        body: first?.body,
      });
      expect(second?.status).toBe(200);
      expect(second?.contentType).toMatch(/^text\/xml\b/);
      expect(second?.reply).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><Response>/);
      expect(second?.reply).toContain('<Message>You said: Ahoy &amp; bonjour</Message>');
    });

    test('gets a second 401 for a wrong password', async () => {
      const wrong = { ...variables, PASSWORD: `${variables.PASSWORD}x` };

      const calls = await deliverWebhook(withCredentials(`${service.url}/webhooks/sms`, wrong), {});

      expect(calls.map(({ status }) => status)).toEqual([401, 401]);
    });

    test('may call 50 times without credentials, because such a call is not a failed attempt', async () => {
      const bare = `${service.url}/webhooks/sms`;
      const before = unusual(service.logs());

      for (let count = 0; count < 50; count += 1) await deliverWebhook(bare, MESSAGE);
      const calls = await deliverWebhook(webhook, MESSAGE);

      expect(calls.map(({ status }) => status)).toEqual([401, 200]);
      expect(unusual(service.logs())).toEqual(before);
    });
  });

  test('gets the configured realm', async () => {
    const realm = 'Staff "only" \\ entrance 1';
    const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy!', BASIC_AUTH_REALM: realm };

    const [first, second] = await withService(start({ variables }), ({ url }) =>
      deliverWebhook(withCredentials(`${url}/webhooks/sms`, variables), MESSAGE),
    );

    expect(parseChallenges(first?.challenge ?? '')[0]?.params['realm']).toBe(realm);
    expect(second?.status).toBe(200);
  });

  test('stops at a service without a password, regardless of the URL', async () => {
    const variables = { USERNAME: 'twilio' };

    const calls = await withService(start({ variables }), ({ url }) =>
      deliverWebhook(`${url.replace('://', '://twilio:@')}/webhooks/sms`, MESSAGE),
    );

    expect(calls.map(({ status, reply }) => ({ status, reply }))).toEqual([
      { status: 500, reply: 'Authentication is not configured' },
    ]);
  });
});

describe('the simulated webhook client', () => {
  test.each([
    ['no challenge', undefined],
    ['a challenge without a realm', 'Basic'],
    ['a challenge with an empty realm', 'Basic realm=""'],
    ['a challenge of an unknown scheme', 'Bearer realm="Staff"'],
  ])('stops at a 401 with %s', async (_what, challenge) => {
    const server = createServer((_request, response) => {
      response.writeHead(401, challenge === undefined ? {} : { 'WWW-Authenticate': challenge });
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const calls = await deliverWebhook(`http://twilio:ahoy!@127.0.0.1:${port}/`, MESSAGE);
    server.closeAllConnections();
    server.close();

    expect(calls.map(({ status }) => status)).toEqual([401]);
  });
});

/** Returns the log lines other than those of the server and the decision for each call. */
function unusual(logs: string): readonly string[] {
  const usual =
    /^$|^(401|200) POST \/webhooks\/sms\b|"code":"(?:CREDENTIALS|SIGNATURE)_|PASSWORD has under 8|a signature was refused/;
  return logs.split('\n').filter((line) => !usual.test(line));
}
