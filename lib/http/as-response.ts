import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';

// Private fields of the platform's Response class, so each may be missing.
interface ResponseInternals {
  headers?: Record<string, unknown>;
}

/**
 * Converts a handler's payload to a new Response, so that headers can be added. The body and the
 * content type are those that the platform would send.
 */
export function asResponse(payload: unknown): TwilioResponse {
  if (payload instanceof Twilio.Response) return copy(payload);
  if (payload === undefined || payload === null) return new Twilio.Response();
  if (typeof payload === 'string') return withContentType('text/plain; charset=utf-8', payload);
  if (Buffer.isBuffer(payload)) return withContentType('application/octet-stream', payload);
  if (isTwiml(payload)) return withContentType('text/xml; charset=utf-8', payload.toString());
  // An object and not its JSON text: a runtime with one process per request would encode the text again.
  return withContentType('application/json; charset=utf-8', payload);
}

/** Returns whether a Response has a header of this name, in any case. */
export function hasHeader(response: TwilioResponse, name: string): boolean {
  return storedName(response, name) !== undefined;
}

/** Sets a header and replaces an existing header of that name, in any case. */
export function setHeader(response: TwilioResponse, name: string, value: string): void {
  const { headers = {} } = response as ResponseInternals;
  const found = storedName(response, name);
  if (found !== undefined) delete headers[found];
  response.appendHeader(name, value);
}

/**
 * Appends a value to a header that is a list. The result is one header, because repeated headers are
 * not verified on the platform.
 */
export function appendToHeader(response: TwilioResponse, name: string, value: string): void {
  const { headers = {} } = response as ResponseInternals;
  const found = storedName(response, name);
  const own = found === undefined ? [] : [headers[found]].flat();
  setHeader(response, name, [...own, value].join(', '));
}

function storedName(response: TwilioResponse, name: string): string | undefined {
  const { headers = {} } = response as ResponseInternals;
  return Object.keys(headers).find((field) => field.toLowerCase() === name.toLowerCase());
}

// A handler may send one Response object to many callers, so headers must not be added to the original.
function copy(response: TwilioResponse): TwilioResponse {
  const { headers } = response as ResponseInternals;
  const fresh: TwilioResponse & ResponseInternals = Object.create(Object.getPrototypeOf(response));
  return Object.assign(fresh, response, headers === undefined ? {} : { headers: { ...headers } });
}

function isTwiml(payload: object): boolean {
  // Most payloads are plain objects, and loading Twilio.twiml takes time.
  if (payload.toString === Object.prototype.toString || Array.isArray(payload)) return false;
  return Object.values(Twilio.twiml).some((type) => payload instanceof type);
}

function withContentType(contentType: string, body: unknown): TwilioResponse {
  return new Twilio.Response().setBody(body as object).appendHeader('Content-Type', contentType);
}
