import { readHeader } from '../../http/request-header';
import type { FixedQuery } from './fixed-query';

/** What a signature was made of. */
export interface SignedRequest {
  readonly url: string;
  readonly params: Params;
}

/** Of a parameter that is repeated, all values. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

/** What is known of the URLs that Twilio was given. */
export interface KnownUrl {
  readonly origin: string | undefined;
  readonly query: FixedQuery;
}

/** Why a signature cannot be checked: a text for the log, the same for every request. */
export interface UnverifiableRequest {
  readonly reason: string;
}

// The platform takes 1 MB, headers included, and decoding makes nothing of a form longer. A long name
// with many values, as JSON can have it, would be hundreds of MB where it is repeated for each of them.
const MAX_CHARACTERS = 1_048_576;

const FORM = /^application\/x-www-form-urlencoded[ \t]*(?:;|$)/i;

const NO_URL: UnverifiableRequest = {
  reason:
    'a signature was refused, as the URL that was signed is not known: the context has no ' +
    'DOMAIN_NAME or no PATH.',
};
const NO_FORM: UnverifiableRequest = {
  reason:
    'a signature was refused, as only those of form POSTs can be checked: a Function sees neither ' +
    'the query of a GET nor the bytes of a JSON body. Let Twilio call by POST, or give it a URL with ' +
    'credentials for basic().',
};

/**
 * Puts together what Twilio must have signed. Nothing of the URL is taken from the request.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 * @returns `null` where Twilio cannot have sent such a request to that URL.
 */
export function signedRequest(
  event: object,
  context: object,
  { origin, query }: KnownUrl,
): SignedRequest | UnverifiableRequest | null {
  const { PATH: path } = context as { readonly PATH?: unknown };
  if (origin === undefined || typeof path !== 'string' || !path.startsWith('/')) return NO_URL;
  if (!FORM.test(readHeader(event, 'content-type') ?? '')) return NO_FORM;

  const { request: _request, ...given } = event as Readonly<Record<string, unknown>>;
  // The mark of a JSON body (twilio.validateRequestWithBody).
  if (Object.hasOwn(given, 'bodySHA256')) return NO_FORM;
  // A body's parameter takes the place of the query's of that name, so it must not say anything else.
  for (const [name, value] of query.values) if (given[name] !== value) return null;
  const params = Object.entries(given).filter(([name]) => !query.values.has(name));
  if (!params.every(isSignable) || signedLength(params) > MAX_CHARACTERS) return null;
  return { url: `${origin}${path}${query.text}`, params: Object.fromEntries(params) };
}

type Signable = [name: string, value: Params[string]];

function signedLength(params: readonly Signable[]): number {
  return params
    .flatMap(([name, value]) => [value].flat().map((one) => name.length + one.length))
    .reduce((sum, length) => sum + length, 0);
}

// Names and values are signed without marks between them, right after the URL: with a name like
// these, the signed URL of a GET could be passed off as a form.
function isSignable(given: [string, unknown]): given is Signable {
  const [name, value] = given;
  return name !== '' && !/^[?&]/.test(name) && isTextOrTexts(value);
}

// An empty array would be a parameter that is not signed.
function isTextOrTexts(value: unknown): value is Signable[1] {
  if (!Array.isArray(value)) return typeof value === 'string';
  return value.length > 0 && value.every((one) => typeof one === 'string');
}
