import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';

/** The parts of `@twilio/runtime-handler` that the container uses. */
export interface Runtime {
  readonly LocalDevelopmentServer: new (
    port: number,
    config: object,
  ) => { readonly getApp: () => App };
  readonly Response: ResponseClass;
  readonly route: { functionToRoute: FunctionToRoute };
}

interface App {
  (request: IncomingMessage, response: ServerResponse): void;
  disable(setting: string): void;
  use(
    handler: (error: unknown, request: unknown, response: ExpressResponse, next: unknown) => void,
  ): void;
}

interface ExpressResponse {
  status(code: number): ExpressResponse;
  send(body: unknown): void;
}

interface TwilioResponse {
  body: unknown;
  headers: Record<string, unknown>;
  applyToExpressResponse(response: ExpressResponse): void;
}

interface ResponseClass {
  new (options: object): TwilioResponse;
  readonly prototype: TwilioResponse;
}

type Callback = (error: unknown, payload?: unknown) => void;
type Handler = (context: unknown, event: unknown, callback: Callback) => unknown;
type FunctionToRoute = (handler: Handler, ...rest: readonly unknown[]) => unknown;

/** Loads the runtime handler. Its package exports only the server, so the other parts are loaded by file. */
export function loadRuntime(load: NodeJS.Require): Runtime {
  const folder = dirname(load.resolve('@twilio/runtime-handler/dev'));
  const { LocalDevelopmentServer } = load('@twilio/runtime-handler/dev');
  const { Response } = load(join(folder, 'internal', 'response.js'));
  return { LocalDevelopmentServer, Response, route: load(join(folder, 'route.js')) };
}

/** Changes the behavior of the local server that differs from production. */
export function applyProductionRules({ Response, route }: Runtime): void {
  const { functionToRoute } = route;
  route.functionToRoute = (handler, ...rest) =>
    functionToRoute(withoutStacks(handler, Response), ...rest);

  const { applyToExpressResponse } = Response.prototype;
  Response.prototype.applyToExpressResponse = function apply(response) {
    const typed = Object.keys(this.headers).some((name) => name.toLowerCase() === 'content-type');
    if (!typed && typeof this.body === 'string') {
      // As in Twilio's quickstart. The body is bytes, because Express gives a string a type with a charset.
      this.headers['Content-Type'] = 'application/octet-stream';
      this.body = Buffer.from(this.body);
    }
    applyToExpressResponse.call(this, response);
  };
}

/**
 * Responds to a failure of a handler with a 500 (Twilio's page on invocation). The format for an Error is unverified.
 * No part of it is sent, so that no test can rely on it, and the log contains all of it. Any other value is sent
 * unchanged, as documented.
 */
function withoutStacks(handler: Handler, Response: ResponseClass): Handler {
  return (context, event, callback) => {
    const answer: Callback = (error, payload) => {
      if (!error) return callback(null, payload);
      console.error(error);
      const isError = error instanceof Error;
      const body = isError ? 'Internal Server Error' : error;
      const headers = isError ? { 'Content-Type': 'text/plain' } : {};
      return callback(null, new Response({ statusCode: 500, headers, body }));
    };
    try {
      return handler(context, event, answer);
    } catch (reason) {
      return answer(reason ?? new Error('The handler threw nothing.'));
    }
  };
}
