import { createHash, randomUUID } from 'node:crypto';
import { parseChallenges } from '../guard/parse-challenges';
import { signWebhook } from './sign-webhook';

/** One call of a webhook, with the request and the response. */
export interface WebhookCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly status: number;
  readonly challenge: string | null;
  readonly contentType: string | null;
  readonly reply: string;
}

/** The configuration of a webhook at Twilio. */
export interface WebhookOptions {
  /** The account's auth token. Default: a token that no service has. */
  readonly authToken?: string;
  /** The format of the parameters: a form, the query, or a JSON body. Default: `form`. */
  readonly as?: 'form' | 'get' | 'json';
  /** The actual address of the webhook's host, such as the end of a tunnel. Default: the webhook's origin. */
  readonly through?: string;
  /** The token of an earlier delivery, for a retry. Default: a new token. */
  readonly idempotencyToken?: string;
}

/** The parameters of a webhook, as fields of a form. */
export type Parameters = Readonly<Record<string, string>>;
/** A prepared call. */
export type SentWebhook = Pick<WebhookCall, 'headers' | 'body'> & { readonly to: string };

const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';

/**
 * Delivers a webhook as Twilio does. The first call has no credentials. If the response challenges with a known
 * scheme and a realm, a second call has the credentials of the URL.
 *
 * @see https://www.twilio.com/docs/usage/security#http-authentication
 * @returns the one or two calls.
 */
export async function deliverWebhook(
  webhook: string,
  params: Parameters,
  options: WebhookOptions = {},
): Promise<readonly WebhookCall[]> {
  const { url, username, password } = splitCredentials(webhook);
  const sent = composeWebhook(url, params, options);
  const first = await sendWebhook(sent);
  if (first.status !== 401 || username === '' || !asksForBasic(first.challenge)) return [first];

  const pair = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  const headers = { ...sent.headers, Authorization: `Basic ${pair}` };
  return [first, await sendWebhook({ ...sent, headers })];
}

/** Returns the idempotency token of a delivery, for a retry. */
export function idempotencyTokenOf(calls: readonly WebhookCall[]): string {
  return calls[0]?.headers['I-Twilio-Idempotency-Token'] ?? '';
}

function splitCredentials(webhook: string) {
  const url = new URL(webhook);
  const [username, password] = [url.username, url.password].map(decodeURIComponent);
  url.username = '';
  url.password = '';
  return { url: url.href, username, password };
}

/** Prepares one signed call without credentials. */
export function composeWebhook(
  webhook: string,
  params: Parameters,
  options: WebhookOptions,
): SentWebhook {
  const { authToken = AUTH_TOKEN, as = 'form', through, idempotencyToken } = options;
  const { url, body, type } = shape(webhook, params, as);
  const signature = signWebhook(authToken, url, as === 'form' ? params : {});
  const { origin } = new URL(url);
  return {
    to: url.replace(origin, through ?? origin),
    body,
    headers: {
      ...(type === undefined ? {} : { 'Content-Type': type }),
      'User-Agent': 'TwilioProxy/1.1',
      'I-Twilio-Idempotency-Token': idempotencyToken ?? randomUUID(),
      'X-Twilio-Signature': signature,
    },
  };
}

function shape(webhook: string, params: Parameters, as: WebhookOptions['as']) {
  const url = new URL(webhook);
  const form = new URLSearchParams(params).toString();
  if (as === 'form') {
    return {
      url: webhook,
      body: form,
      type: 'application/x-www-form-urlencoded; charset=UTF-8',
    };
  }
  const body = as === 'json' ? JSON.stringify(params) : undefined;
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  const query = body === undefined ? form : `bodySHA256=${digest}`;
  url.search = url.search === '' ? query : `${url.search}&${query}`;
  return { url: url.href, body, type: body === undefined ? undefined : 'application/json' };
}

/** Makes a call. */
export async function sendWebhook({ to, headers, body }: SentWebhook): Promise<WebhookCall> {
  const isGet = headers['Content-Type'] === undefined;
  const response = await fetch(to, {
    method: isGet ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  });
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
