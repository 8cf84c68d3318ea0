import type { ServerlessCallback } from '@twilio-labs/serverless-runtime-types/types';
import { VARIABLES } from '../services/service';

/** What a Function answered: the callback's arguments, taken apart. */
export interface Answer {
  readonly error: unknown;
  readonly payload: unknown;
  /** 200 for a plain payload, else the Response's own; 500 for an error, as the platform does. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

export type AnyHandler = (context: never, event: never, callback: ServerlessCallback) => unknown;

/** Everything a test may say about one invocation. */
export interface Invocation {
  /** The Authorization field: a text, or an array where it is repeated. */
  readonly authorization?: unknown;
  /** Variables on the context. Default: USERNAME twilio and PASSWORD ahoy!. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The whole event, in place of one with the Authorization field. */
  readonly event?: unknown;
}

/** Calls a handler as the platform does and waits for its answer. */
export function invoke(handler: AnyHandler, invocation: Invocation = {}): Promise<Answer> {
  return new Promise((resolve) => {
    run(handler, invocation, (error, payload) => resolve(toAnswer(error, payload)));
  });
}

/** Calls a handler as the platform does, with a callback of the test's own. */
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

/** The Authorization field value for a pair, as clients build it. */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/** Takes the arguments of a callback apart. */
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
