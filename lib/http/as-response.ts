import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';

// What a Response keeps. The platform's own class: its fields are read with care.
interface Kept {
  readonly statusCode?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/**
 * What a handler passed to `callback`, as a Response of its own that fields can be added to: with the
 * type that the platform would have given it.
 */
export function asResponse(payload: unknown): TwilioResponse {
  if (payload instanceof Twilio.Response) return copy(payload);
  if (typeof payload === 'string') return typed('text/plain; charset=utf-8', payload);
  if (isTwiml(payload)) return typed('text/xml; charset=utf-8', String(payload));
  if (payload === undefined || payload === null) return typed('text/plain; charset=utf-8', '');
  return typed('application/json; charset=utf-8', JSON.stringify(payload));
}

/** Whether a Response has a field of this name, in any case. */
export function hasField(response: TwilioResponse, name: string): boolean {
  const { headers = {} } = response as unknown as Kept;
  return Object.keys(headers).some((field) => field.toLowerCase() === name.toLowerCase());
}

// A handler may answer with one Response again and again; fields of one caller are not another's.
function copy(response: TwilioResponse): TwilioResponse {
  const { statusCode, body, headers } = response as unknown as Kept;
  if (statusCode === undefined || headers === undefined) return response;
  const fresh = new Twilio.Response().setStatusCode(statusCode).setBody(body as string);
  for (const [name, value] of Object.entries(headers)) {
    if (value.length > 0) fresh.appendHeader(name, value as string);
  }
  return fresh;
}

function isTwiml(payload: unknown): boolean {
  // Most payloads are plain objects, and Twilio.twiml takes time to load.
  if (typeof payload !== 'object' || payload === null) return false;
  if (payload.toString === Object.prototype.toString || Array.isArray(payload)) return false;
  return Object.values(Twilio.twiml).some((kind) => payload instanceof kind);
}

function typed(contentType: string, body: string): TwilioResponse {
  return new Twilio.Response().setBody(body).appendHeader('Content-Type', contentType);
}
