import { sendRequest } from '../clients/send-request';
import type { ProjectOptions } from '../projects/project-copy';
import { type Service, VARIABLES } from '../services/service';
import { ACCEPTED_CASES, authorized, REFUSED_CASES } from './conformance-cases';

type Start = (options: ProjectOptions) => Promise<Service>;

const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';

/** Registers the tests that this project must pass in every environment. */
export function describeConformance(start: Start): void {
  describe('configured', () => describeConfigured(start));
  describe('without a PASSWORD', () => describeMisconfigured(start));
}

function describeConfigured(start: Start): void {
  const service = startedOnce(start, VARIABLES);

  test.each(REFUSED_CASES)('refuses $what', async ({ path = '/basic', ...request }) => {
    const answer = await sendRequest(service().url + path, request);

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized', cookies: [] });
    expect(answer.headers).toMatchObject({
      'www-authenticate': CHALLENGE,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  test.each(ACCEPTED_CASES)('lets the right credentials in $what', async ({ path, ...request }) => {
    const answer = await sendRequest(service().url + (path ?? '/basic'), request);

    expect(answer).toMatchObject({ status: 200, body: 'OK' });
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  test('leaves the Function open that is open on purpose', async () => {
    const answer = await sendRequest(`${service().url}/health`);

    expect(answer).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  });

  test('tells callers who they are', async () => {
    const answer = await sendRequest(`${service().url}/whoami`, { headers: authorized() });

    expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username: 'twilio' });
  });

  test('answers a webhook with TwiML', async () => {
    const headers = { ...authorized(), 'Content-Type': 'application/x-www-form-urlencoded' };
    const request = { method: 'POST', headers, body: 'Body=Ahoy' };
    const answer = await sendRequest(`${service().url}/webhooks/sms`, request);

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/xml\b/);
    expect(answer.body).toContain('<Response><Message>You said: Ahoy</Message></Response>');
  });

  test('sends the page that lies in a private asset', async () => {
    const answer = await sendRequest(`${service().url}/report`, { headers: authorized() });

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toMatch(/^<!doctype html>/);
  });

  const guarded = ['/whoami', '/report', '/upstream', '/webhooks/sms', '/webhooks/voice'];
  test.each(guarded)('guards %s', async (path) => {
    const answer = await sendRequest(service().url + path);

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
  });

  test('does not send private assets to anybody', async () => {
    const answers = await Promise.all(
      ['/auth.js', '/report.html', '/upstream.js'].map((path) => sendRequest(service().url + path)),
    );

    for (const { status } of answers) expect([403, 404]).toContain(status);
  });
}

function describeMisconfigured(start: Start): void {
  const service = startedOnce(start, { USERNAME: 'twilio' });

  test.each([
    { what: 'no credentials', headers: {} },
    { what: 'the username alone', headers: { Authorization: 'Basic dHdpbGlv' } },
    { what: 'an empty password', headers: { Authorization: 'Basic dHdpbGlvOg==' } },
    { what: 'the text "undefined"', headers: { Authorization: 'Basic dHdpbGlvOnVuZGVmaW5lZA==' } },
  ])('lets nobody in with $what, and says only that it is not configured', async ({ headers }) => {
    const answer = await sendRequest(`${service().url}/basic`, { headers });

    expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  test('names the missing variable in its log', async () => {
    await sendRequest(`${service().url}/basic`);

    expect(service().logs()).toMatch(/authentication is not configured: PASSWORD is required/);
  });
}

/** Starts a service before the tests of a `describe` and closes it after them. */
function startedOnce(start: Start, variables: Readonly<Record<string, string>>): () => Service {
  let service: Service | undefined;
  beforeAll(async () => {
    service = await start({ variables });
  });
  afterAll(() => service?.close());
  return () => {
    if (service === undefined) throw new Error('The service was not started.');
    return service;
  };
}
