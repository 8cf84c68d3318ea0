/** Whether a value is something to wait for. */
export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** Goes on with a value, at once where it is there already. */
export function thenSync<T, Result>(
  value: T | PromiseLike<T>,
  next: (value: T) => Result | PromiseLike<Result>,
): Result | PromiseLike<Result> {
  return isPromiseLike(value) ? value.then(next) : next(value);
}

/**
 * Lets equal tasks that overlap share one run.
 *
 * @returns a function that starts a task, or joins the one that runs under the same name. A task
 * that is done at once shares nothing.
 */
export function singleFlight<Result>() {
  const running = new Map<string, Promise<Result>>();
  return (
    name: string,
    start: () => Result | PromiseLike<Result>,
  ): Result | PromiseLike<Result> => {
    const same = running.get(name);
    if (same !== undefined) return same;
    const result = start();
    if (!isPromiseLike(result)) return result;
    const shared = Promise.resolve(result).finally(() => running.delete(name));
    running.set(name, shared);
    return shared;
  };
}
