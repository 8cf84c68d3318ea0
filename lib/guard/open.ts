import { type Edge, takeEdge } from '../edge/take-edge';
import type { Context, FunctionEvent, Handler, TwilioHandler } from '../types';
import { markAccess, markOf } from './access';
import { runHandler } from './run-handler';

/**
 * Leaves a Function public on purpose, and marks it so that no check reports it as unguarded.
 *
 * @param handler - an ordinary Twilio handler. It may use `callback`, or return a value or a promise.
 * @returns the handler to export from the Function's file.
 * @throws TypeError when the file loads, if the handler is not a function.
 * @example
 * export const handler = open(() => ({ status: 'ok' }));
 */
export function open<C extends object = Context, E extends object = FunctionEvent>(
  handler: Handler<C & { readonly edge?: Edge }, E>,
): TwilioHandler<C, E> {
  if (typeof handler !== 'function') throw new TypeError('open: the handler must be a function.');
  const opened: TwilioHandler<C, E> = (context, event, callback) => {
    takeEdge(event, context);
    runHandler(handler, context, () => event, callback);
  };
  // A handler that authenticates its own callers lists its schemes in its mark, for the doctor.
  return markAccess(opened, { ...markOf(handler), access: 'open' });
}
