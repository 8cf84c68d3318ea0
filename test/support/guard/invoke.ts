import type { ServerlessCallback } from '@twilio-labs/serverless-runtime-types/types';
import { VARIABLES } from '../services/service';

/** The response of a Function, from the callback's arguments. */
export interface Answer {
  readonly error: unknown;
  readonly payload: unknown;
  /** 200 for a plain payload, the status of a Response, or 500 for an error, as on the platform. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

export type AnyHandler = (context: never, event: never, callback: ServerlessCallback) => unknown;

/** The options of one invocation. */
export interface Invocation {
  /** The Authorization header: a text, or an array if it is repeated. */
  readonly authorization?: unknown;
  /** Variables on the context. Default: USERNAME twilio and PASSWORD ahoy!. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The whole event, which replaces the default with the Authorization header. */
  readonly event?: unknown;
}

/** Calls a handler as the platform does and waits for its answer. */
export function invoke(handler: AnyHandler, invocation: Invocation = {}): Promise<Answer> {
  return new Promise((resolve) => {
    run(handler, invocation, (error, payload) => resolve(toAnswer(error, payload)));
  });
}

/** Calls a handler as the platform does, with the test's callback. */
export function run(
  handler: AnyHandler,
  { authorization, variables = VARIABLES, event }: Invocation,
  callback: ServerlessCallback,
): void {
  const headers = authorization === undefined ? {} : { authorization };
  const context = { DOMAIN_NAME: 'localhost:3000', PATH: '/test', ...variables };
  const given = event === undefined ? { request: { headers, cookies: {} } } : event;
  handler(context as never, given as never, callback);
}

/** Returns the Authorization header for a username and password, as clients build it. */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/** Converts the arguments of a callback to a response. */
export function toAnswer(error: unknown, payload: unknown): Answer {
  if (error) return { error, payload, status: 500, headers: {}, body: undefined };
  if (!(payload instanceof Twilio.Response)) {
    return { error, payload, status: 200, headers: {}, body: payload };
  }
  const { statusCode, headers, body } = payload as unknown as {
    statusCode: number;
    headers: Record<string, string | string[]>;
    body: unknown;
  };
  return { error, payload, status: statusCode, headers, body };
}
