/** Whether a value is something to wait for. */
export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** Goes on with a value, at once where it is there already. */
export function after<T, Result>(
  value: T | PromiseLike<T>,
  next: (value: T) => Result | PromiseLike<Result>,
): Result | PromiseLike<Result> {
  return isPromiseLike(value) ? value.then(next) : next(value);
}
