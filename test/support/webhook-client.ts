import { createHmac, randomUUID } from 'node:crypto';
import { parseChallenges } from './parse-challenges';

/** One call of a webhook: what was sent, and what came back. */
export interface WebhookCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly challenge: string | null;
  readonly contentType: string | null;
  readonly reply: string;
}

const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';

/**
 * Delivers a webhook as Twilio does: first without the URL's credentials, and a second time with
 * them where it was challenged by a scheme it knows and told a realm.
 *
 * @see https://www.twilio.com/docs/usage/security#http-authentication
 * @returns every call it made, one or two.
 */
export async function deliverWebhook(
  webhook: string,
  params: Readonly<Record<string, string>>,
): Promise<readonly WebhookCall[]> {
  const { url, username, password } = splitCredentials(webhook);
  const body = new URLSearchParams(params).toString();
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'User-Agent': 'TwilioProxy/1.1',
    'I-Twilio-Idempotency-Token': randomUUID(),
    'X-Twilio-Signature': sign(url, params),
  };
  const first = await call(url, headers, body);
  if (first.status !== 401 || username === '' || !asksForBasic(first.challenge)) return [first];

  const pair = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  return [first, await call(url, { ...headers, Authorization: `Basic ${pair}` }, body)];
}

function splitCredentials(webhook: string) {
  const url = new URL(webhook);
  const [username, password] = [url.username, url.password].map(decodeURIComponent);
  url.username = '';
  url.password = '';
  return { url: url.href, username, password };
}

async function call(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<WebhookCall> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return {
    headers,
    body,
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    contentType: response.headers.get('content-type'),
    reply: await response.text(),
  };
}

function asksForBasic(challenge: string | null): boolean {
  return parseChallenges(challenge ?? '').some(
    ({ scheme, params }) => scheme === 'basic' && params['realm'] !== undefined,
  );
}

// The URL without its credentials, then each parameter's name and value, sorted by name.
function sign(url: string, params: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
  const text = url + sorted.flat().join('');
  return createHmac('sha1', AUTH_TOKEN).update(text, 'utf8').digest('base64');
}
