import { isUtf8 } from 'node:buffer';
import { baseOf, encodeParameters } from './encode-parameters';
import { type Header, requestHeaders } from './request-headers';

/** A request to the upstream service. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: readonly Header[];
  readonly body?: string;
}

// The two content types that the platform parses. A Function gets the parsed parameters, not the body.
const ENCODINGS: Readonly<Record<string, (parameters: Record<string, unknown>) => string>> = {
  'application/json': (parameters) => JSON.stringify(parameters),
  'application/x-www-form-urlencoded': (parameters) => encodeParameters(parameters),
};

/**
 * Builds the upstream request from a Function's event, which has no method, path or body. A content type
 * that the platform parses makes it a POST. Otherwise it is a GET.
 *
 * @param target - the URL, independent of the event. Its query is kept, and parameters of the event with the
 *   same names are omitted.
 * @throws RangeError if the parameters cannot be encoded.
 */
export function outgoingRequest(event: object, target: URL, username: string): OutgoingRequest {
  const { request, ...parameters } = event as Readonly<Record<string, unknown>>;
  const { headers } = (request ?? {}) as { readonly headers?: Record<string, unknown> };
  const headerList = requestHeaders(headers, username);
  const url = `${target.origin}${target.pathname}${target.search}`;
  const type = mediaType(headers?.['content-type']);
  const encode = Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type] : undefined;
  if (encode !== undefined) {
    const typed = [...headerList, ['content-type', type] as const];
    return { url, method: 'POST', headers: typed, body: encode(parameters) };
  }
  const configured = new Set([...target.searchParams.keys()].map(baseOf));
  const query = encodeParameters(parameters, configured);
  return { url: join(url, query), method: 'GET', headers: headerList };
}

function mediaType(value: unknown): string {
  const [type = ''] = typeof value === 'string' ? value.split(';', 1) : [];
  return type.trim().toLowerCase();
}

function join(url: string, query: string): string {
  if (query === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

const TEXT =
  /^(?:text\/|application\/(?:.+\+)?(?:json|xml)$|application\/(?:javascript|x-www-form-urlencoded)$)/;

/**
 * Converts a body to the type that the platform sends unchanged: text as a string, everything else as bytes.
 *
 * Both types are documented. With one process per request, the local server corrupts bytes
 * (serverless-toolkit issue 421). It also adds `charset=utf-8` to a string, so only UTF-8 text may be a
 * string.
 */
export function platformBody(body: Buffer, contentType: string): string | Buffer {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (!TEXT.test(type.trim())) return body;
  const charset = /^\s*charset\s*=\s*"?([^\s"]*)/;
  const [declared = 'utf-8'] = parameters.flatMap((one) => charset.exec(one)?.[1] ?? []);
  return declared === 'utf-8' && isUtf8(body) ? body.toString() : body;
}
