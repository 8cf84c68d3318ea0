import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';

// What a Response keeps. The platform's own class: its fields are read with care.
interface Kept {
  headers?: Record<string, unknown>;
}

/**
 * What a handler passed to `callback`, as a Response of its own that fields can be added to: with the
 * body and the type that the platform would have sent.
 */
export function asResponse(payload: unknown): TwilioResponse {
  if (payload instanceof Twilio.Response) return copy(payload);
  if (payload === undefined || payload === null) return new Twilio.Response();
  if (typeof payload === 'string') return typed('text/plain; charset=utf-8', payload);
  if (Buffer.isBuffer(payload)) return typed('application/octet-stream', payload);
  if (isTwiml(payload)) return typed('text/xml; charset=utf-8', payload.toString());
  // Not as text: where it runs each request in a process of its own, the runtime encodes JSON bodies.
  return typed('application/json; charset=utf-8', payload);
}

/** Whether a Response has a field of this name, in any case. */
export function hasHeader(response: TwilioResponse, name: string): boolean {
  return nameIn(response, name) !== undefined;
}

/** Gives a Response a field, in place of what it has by that name in any case. */
export function setHeader(response: TwilioResponse, name: string, value: string): void {
  const { headers = {} } = response as Kept;
  const found = nameIn(response, name);
  if (found !== undefined) delete headers[found];
  response.appendHeader(name, value);
}

/** Adds to a field that is a list. One field: repeated ones are unverified on the platform. */
export function appendToHeader(response: TwilioResponse, name: string, value: string): void {
  const { headers = {} } = response as Kept;
  const found = nameIn(response, name);
  const own = found === undefined ? [] : [headers[found]].flat();
  setHeader(response, name, [...own, value].join(', '));
}

function nameIn(response: TwilioResponse, name: string): string | undefined {
  const { headers = {} } = response as Kept;
  return Object.keys(headers).find((field) => field.toLowerCase() === name.toLowerCase());
}

// A handler may answer with one Response again and again; fields of one caller are not another's.
function copy(response: TwilioResponse): TwilioResponse {
  const { headers } = response as Kept;
  const fresh: TwilioResponse & Kept = Object.create(Object.getPrototypeOf(response));
  return Object.assign(fresh, response, headers === undefined ? {} : { headers: { ...headers } });
}

function isTwiml(payload: object): boolean {
  // Most payloads are plain objects, and Twilio.twiml takes time to load.
  if (payload.toString === Object.prototype.toString || Array.isArray(payload)) return false;
  return Object.values(Twilio.twiml).some((kind) => payload instanceof kind);
}

function typed(contentType: string, body: unknown): TwilioResponse {
  return new Twilio.Response().setBody(body as object).appendHeader('Content-Type', contentType);
}
