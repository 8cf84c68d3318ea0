import { isUtf8 } from 'node:buffer';
import { baseOf, encodeParameters } from './encode-parameters';
import { type Field, requestHeaders } from './request-headers';

/** A request to the service behind. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: readonly Field[];
  readonly body?: string;
}

// The two types of a body that the platform reads; it hands over what it read, not the body.
const ENCODINGS: Readonly<Record<string, (parameters: Record<string, unknown>) => string>> = {
  'application/json': (parameters) => JSON.stringify(parameters),
  'application/x-www-form-urlencoded': (parameters) => encodeParameters(parameters),
};

/**
 * Makes the request to the service behind out of a Function's event, which has neither method nor
 * path nor body. A type of a body that the platform reads means POST, anything else GET.
 *
 * @param target - where it goes, whatever the event says. Its own query is kept, and comes first;
 * parameters of the same names are left out.
 * @throws RangeError where the parameters cannot be encoded.
 */
export function outgoingRequest(event: object, target: URL, username: string): OutgoingRequest {
  const { request, ...parameters } = event as Readonly<Record<string, unknown>>;
  const { headers } = (request ?? {}) as { readonly headers?: Record<string, unknown> };
  const fields = requestHeaders(headers, username);
  const url = `${target.origin}${target.pathname}${target.search}`;
  const type = mediaType(headers?.['content-type']);
  const encode = Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type] : undefined;
  if (encode !== undefined) {
    const typed = [...fields, ['content-type', type] as const];
    return { url, method: 'POST', headers: typed, body: encode(parameters) };
  }
  const configured = new Set([...target.searchParams.keys()].map(baseOf));
  const query = encodeParameters(parameters, configured);
  return { url: join(url, query), method: 'GET', headers: fields };
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
 * A body in the form in which the platform sends it byte by byte: text as text, all else as bytes.
 *
 * Both are documented. The local server, where it runs each request in a process of its own, spoils
 * bytes (serverless-toolkit issue 421), and adds `charset=utf-8` to a text, so nothing else may be one.
 */
export function platformBody(body: Buffer, contentType: string): string | Buffer {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (!TEXT.test(type.trim())) return body;
  const charset = /^\s*charset\s*=\s*"?([^\s"]*)/;
  const [declared = 'utf-8'] = parameters.flatMap((one) => charset.exec(one)?.[1] ?? []);
  return declared === 'utf-8' && isUtf8(body) ? body.toString() : body;
}
