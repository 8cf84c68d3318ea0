/** Returns whether a value has a `then` method. */
export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** Passes a value to `next`: immediately, or when it resolves if it is a promise. */
export function thenSync<T, Result>(
  value: T | PromiseLike<T>,
  next: (value: T) => Result | PromiseLike<Result>,
): Result | PromiseLike<Result> {
  return isPromiseLike(value) ? value.then(next) : next(value);
}

/**
 * Runs a task once for all concurrent calls with the same name.
 *
 * @returns a function that starts a task, or returns the promise of the running task of that name. A task
 *   that returns no promise is run again by each call.
 */
export function singleFlight<Result>() {
  const running = new Map<string, Promise<Result>>();
  return (
    name: string,
    start: () => Result | PromiseLike<Result>,
  ): Result | PromiseLike<Result> => {
    const current = running.size === 0 ? undefined : running.get(name);
    if (current !== undefined) return current;
    const result = start();
    if (!isPromiseLike(result)) return result;
    const shared = Promise.resolve(result).finally(() => running.delete(name));
    running.set(name, shared);
    return shared;
  };
}
