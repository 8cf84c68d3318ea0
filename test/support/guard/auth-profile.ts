import {
  composeWebhook,
  type Parameters,
  sendWebhook,
  type WebhookCall,
} from '../clients/webhook-client';
import { basicAuthorization } from './invoke';

/** Where webhooks get their tokens from, as an AuthProfile of Twilio says it. */
export interface AuthProfileOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** How the client authenticates. Twilio's way is not documented, so tests try both. */
  readonly by: 'basic' | 'body';
  /** A token from before. */
  readonly kept?: string;
  /** The time in milliseconds. Default: the clock's. */
  readonly now?: () => number;
}

/** What became of a webhook: its calls, none where Twilio dropped it, for want of a token. */
export interface Delivery {
  readonly calls: readonly WebhookCall[];
  /** 97001: there is no token of the type Bearer. */
  readonly errorCode?: 97001;
}

/** Twilio's side of an AuthProfile. */
export interface AuthProfile {
  deliver(webhook: string, params: Parameters): Promise<Delivery>;
  /** How often it has asked for a token. */
  asked(): number;
}

interface Token {
  readonly value: string;
  readonly until: number;
}

/**
 * A stand-in for how Twilio calls webhooks with an AuthProfile of OAuth 2.0: with a token that it gets
 * by client credentials and keeps until it expires. That a 401 makes it ask for a new one, once, is
 * what such clients do; Twilio's documentation does not say.
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
  // RFC 6749 section 2.3.1: form-encoded, then made a pair of.
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
