import type { Context, FunctionEvent, Handler, TwilioHandler } from '../types';
import { markAccess, markOf } from './access';
import { runHandler } from './run-handler';

/**
 * Leaves a Function public on purpose, and marks it so that no check takes it for an oversight.
 *
 * @param handler - an ordinary Twilio handler. It may use `callback`, return a value or a promise.
 * @returns the handler to export from the Function's file.
 * @throws TypeError when the file loads, where the handler is none.
 * @example
 * export const handler = open(() => ({ status: 'ok' }));
 */
export function open<C extends object = Context, E extends object = FunctionEvent>(
  handler: Handler<C, E>,
): TwilioHandler<C, E> {
  if (typeof handler !== 'function') throw new TypeError('open: the handler must be a function.');
  const opened: TwilioHandler<C, E> = (context, event, callback) => {
    runHandler(handler, context, () => event, callback);
  };
  // A handler that authenticates its callers itself says by what, for the doctor to ask.
  return markAccess(opened, { ...markOf(handler), access: 'open' });
}
