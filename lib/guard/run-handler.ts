import { logError, logWarning } from '../log';
import type { Handler, ServerlessCallback } from '../types';
import { isPromiseLike } from '../util/maybe-promise';

/**
 * Runs a handler and gives the platform exactly one response: the first value that the handler passes
 * to `callback`, returns, resolves to, throws or rejects with. The handler's errors are passed through.
 *
 * A resolved `undefined` is a response only if the handler does not declare `callback`. A returned
 * `undefined` is never a response, because the handler may still use `callback`.
 *
 * @param viewEvent - returns the event for the handler. If it throws, that is the handler's error.
 */
export function runHandler<C, E>(
  handler: Handler<C, E>,
  context: C,
  viewEvent: () => E,
  callback: ServerlessCallback,
): void {
  let finished = false;

  const answer: ServerlessCallback = (error, payload) => {
    if (finished) {
      logWarning('the handler answered more than once; only its first answer was sent.');
      return;
    }
    finished = true;
    respond(callback, error, payload);
  };
  const succeed = (value: unknown) => {
    if (!finished) answer(null, value as never);
  };
  const fail = (reason: unknown) => {
    if (finished) logError('the handler failed after it had answered:', reason);
    else answer(asError(reason));
  };

  try {
    const result = handler(context, viewEvent(), answer);
    if (isPromiseLike(result)) {
      const settle = (value: unknown) => {
        if (value !== undefined || handler.length < 3) succeed(value);
      };
      Promise.resolve(result).then(settle, fail).catch(fail);
      return;
    }
    if (result !== undefined) succeed(result);
  } catch (reason) {
    fail(reason);
  }
}

// The platform's callback throws if it cannot serialize the payload. Then the error is the response.
function respond(callback: ServerlessCallback, error: unknown, payload: unknown): void {
  try {
    callback(error as null, payload as never);
  } catch (reason) {
    callback(asError(reason));
  }
}

// The platform treats a falsy error, such as that of `throw undefined`, as success.
function asError(reason: unknown): Error {
  return (reason || new Error('The handler failed without an error message.')) as Error;
}
