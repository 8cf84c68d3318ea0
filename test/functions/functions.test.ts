import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessOf } from '../../assets/auth.private';
import { handler as basic } from '../../functions/basic';
import { handler as health } from '../../functions/health';
import { handler as jwks } from '../../functions/jwks';
import { handler as login } from '../../functions/login';
import { handler as report } from '../../functions/report';
import { handler as token } from '../../functions/token';
import { handler as upstream } from '../../functions/upstream';
import { handler as sms } from '../../functions/webhooks/sms';
import { handler as status } from '../../functions/webhooks/status';
import { handler as voice } from '../../functions/webhooks/voice';
import { handler as whoami } from '../../functions/whoami';
import { basicAuthorization, invoke } from '../support/guard/invoke';
import { signedEvent } from '../support/guard/signed-webhook';
import { signingKeyVariables } from '../support/guard/signing-key';
import { lineOf, TOKEN } from '../support/guard/tokens';
import { PROJECT } from '../support/projects/project';

const PAGE = readFileSync(join(PROJECT, 'assets', 'report.private.html'), 'utf8');
const authorization = basicAuthorization('twilio', 'ahoy!');

const provideAssets = (assets: Record<string, { open: () => string }>) =>
  Object.assign(globalThis, { Runtime: { getAssets: () => assets } });

test.each([
  ['basic', basic],
  ['report', report],
  ['upstream', upstream],
  ['webhooks/sms', sms],
  ['webhooks/voice', voice],
  ['whoami', whoami],
])('%s is guarded: unknown callers get the challenge', async (_name, handler) => {
  const answer = await invoke(handler);

  expect(accessOf(handler)).toBe('guarded');
  expect(answer.status).toBe(401);
});

test('health is public on purpose', async () => {
  expect(accessOf(health)).toBe('open');
  expect((await invoke(health)).body).toEqual({ status: 'ok' });
});

test('token is public because it authenticates clients itself: unknown callers get the challenge', async () => {
  const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy!', ...signingKeyVariables() };

  const answer = await invoke(token, { variables });

  expect(accessOf(token)).toBe('open');
  expect(answer).toMatchObject({
    status: 401,
    headers: { 'WWW-Authenticate': expect.stringMatching(/^Basic /) },
  });
});

test('jwks is public on purpose and requires no credentials', async () => {
  const variables = signingKeyVariables();

  expect(accessOf(jwks)).toBe('open');
  expect((await invoke(jwks, { variables })).status).toBe(200);
});

test('basic responds OK', async () => {
  expect((await invoke(basic, { authorization })).body).toBe('OK');
});

test("whoami returns the caller's identity", async () => {
  expect((await invoke(whoami, { authorization })).body).toEqual({
    scheme: 'basic',
    username: 'twilio',
  });
});

test('report sends the private page with no-store', async () => {
  provideAssets({ '/report.html': { open: () => PAGE } });

  const answer = await invoke(report, { authorization });

  expect(answer.body).toBe(PAGE);
  expect(answer.headers).toMatchObject({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  });
});

test('report fails if its page was not deployed', async () => {
  provideAssets({});

  expect((await invoke(report, { authorization })).error).toBeInstanceOf(Error);
});

test('login has the elements of this deploy in its head, and tells them the origin of the service', async () => {
  const head = '<meta name="auth-config" content="{}"><script src="/elements/x.js"></script>';
  provideAssets({ '/elements.html': { open: () => head } });

  const { body, headers } = await invoke(login, {
    variables: { PUBLIC_URL: 'https://service.example', ALLOW_SIGNUP: 'true' },
  });

  expect(accessOf(login)).toBe('open');
  expect(body).toContain('{&quot;origin&quot;:&quot;https://service.example&quot;');
  expect(body).toContain('&quot;signUp&quot;:true');
  expect(body).toContain('<script src="/elements/x.js"></script>');
  expect(headers['Content-Security-Policy']).toContain("trusted-types 'none'");
});

test('login fails if the elements were not deployed', async () => {
  provideAssets({});

  const { error } = await invoke(login);

  expect(String(error)).toContain('The private asset /elements.html was not deployed');
});

describe('webhooks/sms replies in TwiML', () => {
  const reply = async (parameters: object) => {
    const event = { request: { headers: { authorization } }, ...parameters };
    const { body } = await invoke(sms, { event });
    return `${body}`;
  };

  test('to a message', async () => {
    expect(await reply({ Body: 'Ahoy' })).toContain('<Message>You said: Ahoy</Message>');
  });

  test('with its text escaped', async () => {
    expect(await reply({ Body: '<Dial>900</Dial>' })).toContain('&lt;Dial&gt;900&lt;/Dial&gt;');
  });

  test.each(['\0', '\f', '\x1b', '\ud83d', '\udcde', '\ufffe'])(
    'without characters that XML cannot contain: %j',
    async (character) => {
      const Body = `Ahoy\t${character}\ud83d\udcde`;

      expect(await reply({ Body })).toContain('<Message>You said: Ahoy\t\ud83d\udcde</Message>');
    },
  );

  test.each([{}, { Body: ['a', 'b'] }])('to a message without text: %j', async (parameters) => {
    expect(await reply(parameters)).toContain('<Message>Ahoy!</Message>');
  });
});

test('webhooks/voice replies in TwiML', async () => {
  expect(`${(await invoke(voice, { authorization })).body}`).toContain('<Response><Say>Ahoy!');
});

test.each([
  ['sms', sms],
  ['voice', voice],
])(
  'webhooks/%s requires credentials if there is no auth token to verify a signature',
  async (_name, handler) => {
    const { status: code, headers } = await invoke(handler, { event: signedEvent() });

    expect(code).toBe(401);
    expect(headers['WWW-Authenticate']).toMatch(/^Basic /);
  },
);

test('webhooks/status is guarded and refuses callers without a token', async () => {
  jest.spyOn(console, 'error').mockImplementation();
  const log = jest.spyOn(console, 'log').mockImplementation();

  const answer = await invoke(status, { authorization });

  expect(accessOf(status)).toBe('guarded');
  expect(answer.status).toBeGreaterThanOrEqual(401);
  expect(log.mock.calls.join()).not.toContain('status_callback');
});

test.each([
  ['a message', { MessageSid: 'SM1', MessageStatus: 'delivered' }, 'SM1', 'delivered'],
  ['a call', { CallSid: 'CA1', CallStatus: 'completed' }, 'CA1', 'completed'],
])('webhooks/status logs the status of %s', async (_what, callback, sid, state) => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  const variables = { BEARER_TOKENS: lineOf('gateway', TOKEN) };
  const event = { request: { headers: { authorization: `Bearer ${TOKEN}` } }, ...callback };

  const answer = await invoke(status, { variables, event });

  expect(answer).toMatchObject({ error: null, status: 204 });
  expect(log).toHaveBeenCalledWith(`{"status_callback":{"sid":"${sid}","status":"${state}"}}`);
});

test('webhooks/status logs only strings', async () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  const variables = { BEARER_TOKENS: lineOf('gateway', TOKEN) };
  const headers = { authorization: `Bearer ${TOKEN}` };
  const nested = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  const event = { request: { headers }, MessageSid: nested, MessageStatus: 'sent' };

  expect(await invoke(status, { variables, event })).toMatchObject({ error: null, status: 204 });
  expect(log).toHaveBeenCalledWith('{"status_callback":{"status":"sent"}}');
});

test('webhooks/status challenges unknown callers for a token', async () => {
  const variables = { BEARER_TOKENS: lineOf('gateway', TOKEN) };

  const answer = await invoke(status, { variables });

  expect(answer).toMatchObject({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="Authentication Required"' },
  });
});

describe('upstream passes on', () => {
  const UPSTREAM_AUTHORIZATION = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';
  const pair = { USERNAME: 'twilio', PASSWORD: 'ahoy!' };

  /** Calls the Function with a stub of the upstream service. @returns the request that the stub received. */
  const reach = async (variables: object) => {
    const sent = jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response('ahoy'));
    const event = { request: { headers: { authorization } }, a: '1' };
    const { body } = await invoke(upstream, { event, variables: { ...pair, ...variables } });
    const [url, { headers } = {}] = sent.mock.calls[0] ?? [];
    return { body: `${body}`, url, authorization: new Headers(headers).get('authorization') };
  };

  test('the caller’s own credentials', async () => {
    expect(await reach({ UPSTREAM_URL: 'http://behind.test' })).toEqual({
      body: 'ahoy',
      url: 'http://behind.test/?a=1',
      authorization,
    });
  });

  test('the service’s own credentials instead, if they are set', async () => {
    const variables = { UPSTREAM_URL: 'http://behind.test', UPSTREAM_AUTHORIZATION };

    expect((await reach(variables)).authorization).toBe(UPSTREAM_AUTHORIZATION);
  });

  test('no request if UPSTREAM_URL is not set', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation();

    expect(await reach({})).toMatchObject({
      body: 'The upstream service is not configured',
      url: undefined,
    });
    expect(error.mock.calls.flat().join()).toContain('UPSTREAM_URL is required');
  });
});
