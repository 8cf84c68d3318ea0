import { readHeader } from '../../http/request-header';
import type { FixedQuery } from './fixed-query';

/** The signed content of a request. */
export interface SignedRequest {
  readonly url: string;
  readonly params: Params;
}

/** The parameters, with all values of a repeated parameter. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

/** The known parts of the URLs that were given to Twilio. */
export interface KnownUrl {
  readonly origin: string | undefined;
  readonly query: FixedQuery;
}

/** The reason why a signature cannot be verified: a constant text for the log. */
export interface UnverifiableRequest {
  readonly reason: string;
}

// The platform accepts 1 MB, headers included, and decoding never makes a form longer. In JSON, a long name
// may have many values, and repeating it for each value would take hundreds of MB.
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
 * Reconstructs the content that Twilio must have signed. No part of the URL comes from the request.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 * @returns `null` if Twilio cannot have sent such a request to that URL.
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
  // Twilio adds this parameter for a JSON body (twilio.validateRequestWithBody).
  if (Object.hasOwn(given, 'bodySHA256')) return NO_FORM;
  // A parameter of the body replaces the query's parameter of that name, so both must be equal.
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

// Names and values are signed without separators, right after the URL. A name that begins like a query would
// let an attacker present the signed URL of a GET as a form.
function isSignable(given: [string, unknown]): given is Signable {
  const [name, value] = given;
  return name !== '' && !/^[?&]/.test(name) && isTextOrTexts(value);
}

// An empty array is refused, because the parameter would be unsigned.
function isTextOrTexts(value: unknown): value is Signable[1] {
  if (!Array.isArray(value)) return typeof value === 'string';
  return value.length > 0 && value.every((one) => typeof one === 'string');
}
