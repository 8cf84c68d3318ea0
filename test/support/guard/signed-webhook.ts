import {
  type Authenticator,
  type Outcome,
  type TwilioSignatureOptions,
  twilioSignature,
} from '../../../assets/auth.private';
import { signWebhook } from '../clients/sign-webhook';

export const AUTH_TOKEN = '5ec7e7'.padEnd(32, '0');
export const WEBHOOK = 'https://name-1234-dev.twil.io/webhooks/sms';
export const MESSAGE = {
  AccountSid: `AC${'1'.repeat(32)}`,
  Body: ' Ahoy & bonjour  ',
  From: '+15550100001',
  MessageSid: `SM${'2'.repeat(32)}`,
  NumMedia: '',
};

/** The context of that webhook on the platform. */
export const CONTEXT = {
  AUTH_TOKEN,
  DOMAIN_NAME: 'name-1234-dev.twil.io',
  PATH: '/webhooks/sms',
};

type Values = Readonly<Record<string, unknown>>;

/** The differences of a request from the default. */
export interface SignedWebhook {
  /** The values that Twilio signed. Default: {@link MESSAGE}, for {@link WEBHOOK}, with {@link AUTH_TOKEN}. */
  readonly signed?: Readonly<Record<string, string | readonly string[]>>;
  readonly url?: string;
  readonly authToken?: string;
  /** The query and body parameters that the Function gets. Default: the signed ones. */
  readonly params?: Values;
  /** Headers in addition to those of a form. */
  readonly headers?: Values;
}

/** Returns the event that a Function gets for a signed webhook. */
export function signedEvent(webhook: SignedWebhook = {}): Values {
  const { signed = MESSAGE, url = WEBHOOK, authToken = AUTH_TOKEN, params, headers } = webhook;
  const form = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'x-twilio-signature': signWebhook(authToken, url, signed),
  };
  return { request: { headers: { ...form, ...headers }, cookies: {} }, ...(params ?? signed) };
}

/** Configures one `twilioSignature()`. Fails if its settings are invalid. */
export function authenticator(
  options: TwilioSignatureOptions = {},
  context: object = CONTEXT,
): Authenticator {
  const configured = twilioSignature(options).configure(context);
  if ('problems' in configured) throw new Error(configured.problems.join('; '));
  return configured;
}

/** Returns the outcome of `twilioSignature()` for an event. */
export async function signatureOutcomeOf(
  event: unknown,
  options: TwilioSignatureOptions = {},
  context: object = CONTEXT,
): Promise<Outcome> {
  return authenticator(options, context).authenticate(event, context);
}
