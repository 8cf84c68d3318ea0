import { isPromiseLike } from './maybe-promise';

/**
 * Lets equal tasks that overlap share one run.
 *
 * @returns a function that starts a task, or joins the one that runs under the same name. A task
 * that is done at once shares nothing.
 */
export function shareRunning<Result>() {
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
