import { timingSafeEqual } from 'node:crypto';
import type { SimulatorState } from '../state';
import type { ApiCall } from './api-call';
import { ApiError, errorBody, notFound } from './api-error';
import { findRoute } from './routes';

/** The account that the API belongs to. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

/** A received request with its whole body. */
export interface ApiRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** A response, which is always JSON. */
export interface ApiResponse {
  readonly status: number;
  readonly body: object;
}

export type ApiSettings = Pick<ApiCall, 'faults' | 'serve'> & {
  readonly state: SimulatorState;
  readonly account: Account;
};

/** Answers one request to the Serverless API. Never rejects because of an error of the client. */
export async function answerApi(settings: ApiSettings, request: ApiRequest): Promise<ApiResponse> {
  try {
    // https://www.twilio.com/docs/errors/20003
    if (!isAuthenticated(settings.account, request.authorization)) {
      throw new ApiError(401, 20003, 'Authenticate');
    }
    const found = findRoute(request);
    if (found === null) throw notFound(`${request.method} ${request.host}${request.path}`);
    const { state, faults, serve } = settings;
    const form = await readForm(request);
    return await found.route.handle({ state, faults, serve, form, sids: found.sids });
  } catch (reason) {
    if (!(reason instanceof ApiError)) throw reason;
    return { status: reason.status, body: errorBody(reason) };
  }
}

function isAuthenticated({ accountSid, authToken }: Account, authorization = ''): boolean {
  const pair = Buffer.from(`${accountSid}:${authToken}`);
  const expected = Buffer.from(`Basic ${pair.toString('base64')}`);
  const given = Buffer.from(authorization);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function readForm({ contentType, body }: ApiRequest): Promise<FormData> {
  if (body.length === 0 || contentType === undefined) return new FormData();
  const headers = { 'Content-Type': contentType };
  const request = new Request('http://api.invalid/', {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  });
  return request.formData();
}
