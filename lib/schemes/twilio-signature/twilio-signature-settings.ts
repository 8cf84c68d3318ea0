import type { SignatureVariables } from '../../config';
import { type FixedQuery, NO_QUERY, parseQuery } from './fixed-query';
import { signatureOptionProblems, type TwilioSignatureOptions } from './twilio-signature-options';

/** The validated settings of `twilioSignature()`. */
export interface SignatureSettings {
  /** The origin of this service's URLs: scheme, host and port. `undefined` if it is unknown. */
  readonly origin: string | undefined;
  /** The auth tokens that may have signed a request. If there are none, every request is refused. */
  readonly authTokens: readonly string[];
  readonly query: FixedQuery;
  /** The problems that make the scheme unusable: they name settings and never contain secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

// Twilio's auth tokens have 32 hexadecimal digits. A placeholder, which an attacker may know, is shorter.
const AUTH_TOKEN = /^[\dA-Za-z]{32,}$/;
const SHAPE = 'of 32 letters and digits or more';
const ORIGIN = /^https?:\/\/[^/\\?#@\s]+\/?$/i;

/** Parses the options and the variables, and reports all their problems at once. */
export function parseSignatureSettings(
  given: TwilioSignatureOptions,
  variables: SignatureVariables,
): SignatureSettings {
  const { AUTH_TOKEN: own, TWILIO_AUTH_TOKENS: more, PUBLIC_URL, DOMAIN_NAME } = variables;
  const others = more?.split(/\s+/).filter((token) => token !== '') ?? [];
  const query = 'query' in given ? parseQuery(given.query) : NO_QUERY;
  const problem = 'problem' in query ? query.problem : undefined;
  return {
    origin: PUBLIC_URL?.replace(/\/$/, '') ?? (DOMAIN_NAME && `https://${DOMAIN_NAME}`),
    authTokens: own === undefined ? others : [own, ...others],
    query: 'problem' in query ? NO_QUERY : query,
    problems: [
      ...signatureOptionProblems(given),
      ...(problem === undefined ? [] : [problem]),
      ...tokenProblems(own, others),
      ...urlProblems(PUBLIC_URL),
    ],
    warnings: weaknesses(PUBLIC_URL),
  };
}

function tokenProblems(own: string | undefined, others: readonly string[]): readonly string[] {
  const isWrong = (token: string) => !AUTH_TOKEN.test(token);
  return [
    ...(own !== undefined && isWrong(own) ? [`AUTH_TOKEN must be one token ${SHAPE}`] : []),
    ...(others.some(isWrong)
      ? [`TWILIO_AUTH_TOKENS must be tokens ${SHAPE}, separated by spaces`]
      : []),
  ];
}

function urlProblems(url: string | undefined): readonly string[] {
  if (url === undefined || (ORIGIN.test(url) && URL.canParse(url))) return [];
  return ['PUBLIC_URL must be an http or https origin, such as https://your-name.ngrok.app'];
}

function weaknesses(url: string | undefined): readonly string[] {
  if (url === undefined || !/^http:/i.test(url)) return [];
  return ['PUBLIC_URL is not https, so webhooks can be intercepted and sent again'];
}
