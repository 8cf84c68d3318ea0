import {
  composeWebhook,
  type Parameters,
  sendWebhook,
  type WebhookCall,
} from '../clients/webhook-client';
import { basicAuthorization } from './invoke';

/** The source of webhook tokens, as in a Twilio AuthProfile. */
export interface AuthProfileOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** How the client authenticates. Twilio's way is not documented, so tests try both. */
  readonly by: 'basic' | 'body';
  /** A cached token. */
  readonly kept?: string;
  /** Returns the time in milliseconds. Default: the clock. */
  readonly now?: () => number;
}

/** The result of a webhook: its calls, or none if Twilio dropped it because there was no token. */
export interface Delivery {
  readonly calls: readonly WebhookCall[];
  /** The error 97001 means that there is no Bearer token. */
  readonly errorCode?: 97001;
}

/** Twilio's side of an AuthProfile. */
export interface AuthProfile {
  deliver(webhook: string, params: Parameters): Promise<Delivery>;
  /** Returns the number of token requests. */
  asked(): number;
}

interface Token {
  readonly value: string;
  readonly until: number;
}

/**
 * Simulates how Twilio calls webhooks with an OAuth 2.0 AuthProfile. It requests a token with client credentials
 * and caches it until it expires. After a 401 it requests one new token, as such clients usually do. Twilio does
 * not document that.
 *
 * @see https://www.twilio.com/docs/usage/webhooks/webhook-auth-profiles
 */
export function authProfile(options: AuthProfileOptions): AuthProfile {
  const { kept, now = Date.now } = options;
  let token: Token | undefined = kept === undefined ? kept : { value: kept, until: now() + 60_000 };
  let asked = 0;

  const current = async () => {
    if (token !== undefined && now() < token.until) return token.value;
    asked += 1;
    token = await requestToken(options, now());
    return token?.value;
  };
  const call = (webhook: string, params: Parameters, value: string) => {
    const sent = composeWebhook(webhook, params, {});
    return sendWebhook({ ...sent, headers: { ...sent.headers, Authorization: `Bearer ${value}` } });
  };
  return {
    asked: () => asked,
    async deliver(webhook, params) {
      const value = await current();
      if (value === undefined) return { calls: [], errorCode: 97001 };
      const first = await call(webhook, params, value);
      if (first.status !== 401) return { calls: [first] };
      token = undefined;
      const other = await current();
      if (other === undefined) return { calls: [first], errorCode: 97001 };
      return { calls: [first, await call(webhook, params, other)] };
    },
  };
}

async function requestToken(given: AuthProfileOptions, now: number): Promise<Token | undefined> {
  const { tokenUrl, clientId, clientSecret, scope, by } = given;
  // RFC 6749 section 2.3.1: both values are form-encoded before Basic encoding.
  const pair = [clientId, clientSecret].map((text) =>
    new URLSearchParams({ text }).toString().slice('text='.length),
  ) as [string, string];
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: by === 'basic' ? { Authorization: basicAuthorization(...pair) } : {},
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope === undefined ? {} : { scope }),
      ...(by === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}),
    }),
  });
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  if (!response.ok || `${answer['token_type']}`.toLowerCase() !== 'bearer') return undefined;
  return {
    value: `${answer['access_token']}`,
    until: now + Number(answer['expires_in']) * 1_000,
  };
}
