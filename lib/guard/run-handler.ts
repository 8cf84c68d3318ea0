import { logError, logWarning } from '../log';
import type { Handler, ServerlessCallback } from '../types';
import { isPromiseLike } from '../util/maybe-promise';

/**
 * Runs a handler and gives the platform exactly one answer: the first of what it passed to
 * `callback`, returned, resolved to, threw or rejected with. Its errors stay its own.
 *
 * `view` makes the event that the handler sees; where it throws, that is the handler's error.
 * A returned `undefined` is an answer only where nothing else can come: from a promise of a handler
 * that does not declare `callback`.
 */
export function runHandler<C, E>(
  handler: Handler<C, E>,
  context: C,
  view: () => E,
  callback: ServerlessCallback,
): void {
  let answered = false;

  const answer: ServerlessCallback = (error, payload) => {
    if (answered) {
      logWarning('the handler answered more than once; only its first answer was sent.');
      return;
    }
    answered = true;
    deliver(callback, error, payload);
  };
  const succeed = (value: unknown) => {
    if (!answered) answer(null, value as never);
  };
  const fail = (reason: unknown) => {
    if (answered) logError('the handler failed after it had answered:', reason);
    else answer(asError(reason));
  };

  try {
    const result = handler(context, view(), answer);
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

// The platform's callback throws where it cannot serialise the payload; that is an error to answer.
function deliver(callback: ServerlessCallback, error: unknown, payload: unknown): void {
  try {
    callback(error as null, payload as never);
  } catch (reason) {
    callback(asError(reason));
  }
}

// The platform takes a falsy error for success, and `throw undefined` is none.
function asError(reason: unknown): Error {
  return (reason || new Error('The handler failed without saying why.')) as Error;
}
