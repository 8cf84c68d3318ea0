import { boundedMap } from '../util/bounded-map';
import { FAILED_LOGIN_LIMITS } from './failed-login-limits';

/**
 * A store of failed attempts per username, for rate limiting.
 *
 * A key is a digest (SHA-256, base64url) and never a caller's input. Each method must be one atomic step,
 * because equal attempts arrive at the same time. Each may return a promise. If a store fails, the caller is
 * refused.
 */
export interface ThrottleStore {
  /**
   * Counts one attempt as failed before its result is known.
   *
   * @returns 0 if the attempt is allowed. Otherwise the seconds to wait, and the attempt is not counted.
   */
  consume(key: string): number | Promise<number>;
  /** Removes one counted attempt, because it did not fail. */
  refund(key: string): void | Promise<void>;
}

/** Options of {@link memoryThrottle}. */
export interface MemoryThrottleOptions {
  /** The number of failed attempts after which a username must wait. Default: 10. */
  readonly maxFailures?: number;
  /** The window in seconds in which failed attempts count. Default: 900, which is 15 minutes. */
  readonly windowSeconds?: number;
  /** The first delay in seconds. Each further failure doubles it. Default: 5. */
  readonly initialDelaySeconds?: number;
  /** The longest delay in seconds. Default: 900. */
  readonly maxDelaySeconds?: number;
  /** The maximum number of keys that must wait, and of keys that need not. Default: 10,000 each. */
  readonly maxEntries?: number;
  /** Returns the current time in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** The failed attempts of one key. */
interface Failures {
  /** The times of the failures in the window, oldest first. */
  readonly times: number[];
  /** The number of consecutive delays. */
  delays: number;
  /** The time of the next allowed attempt. */
  until: number;
}

const DEFAULTS: Required<MemoryThrottleOptions> = {
  ...FAILED_LOGIN_LIMITS,
  maxEntries: 10_000,
  now: Date.now,
};

/**
 * Returns a {@link ThrottleStore} in the memory of this process. Its counts are lost when the process ends,
 * and no other process sees them.
 *
 * Keys that must wait are stored apart from other keys. So an attacker cannot evict them with invented
 * names: each of those would first have to fail `maxFailures` times.
 *
 * @example
 * export const handler = withAuth(basic({ throttle: memoryThrottle({ maxFailures: 5 }) }), () => 'OK');
 */
export function memoryThrottle(options: MemoryThrottleOptions = {}): ThrottleStore {
  const limits = { ...DEFAULTS, ...options };
  const windowMs = limits.windowSeconds * 1000;
  const counting = boundedMap<string, Failures>(limits.maxEntries);
  const waiting = boundedMap<string, Failures>(limits.maxEntries);

  return {
    consume(key) {
      const time = limits.now();
      const delayed = waiting.get(key);
      if (delayed !== undefined && time < delayed.until) {
        return Math.ceil((delayed.until - time) / 1000);
      }
      if (delayed !== undefined && time < delayed.until + windowMs) {
        addDelay(delayed, time, limits);
        return 0;
      }
      if (delayed !== undefined) waiting.delete(key);
      const failures = counting.get(key) ?? { times: [], delays: 0, until: 0 };
      countFailure(failures, time, windowMs);
      if (failures.times.length < limits.maxFailures) {
        counting.set(key, failures);
        return 0;
      }
      counting.delete(key);
      waiting.set(key, failures);
      addDelay(failures, time, limits);
      return 0;
    },

    refund(key) {
      const delayed = waiting.get(key);
      const failures = delayed ?? counting.get(key);
      if (failures === undefined) return;
      failures.until = limits.now();
      if (delayed !== undefined) delayed.delays -= 1;
      if (failures.delays > 0) return;
      waiting.delete(key);
      failures.times.pop();
      if (failures.times.length > 0) counting.set(key, failures);
      else counting.delete(key);
    },
  };
}

function countFailure({ times }: Failures, time: number, windowMs: number): void {
  while (times[0] !== undefined && times[0] <= time - windowMs) times.shift();
  times.push(time);
}

function addDelay(
  failures: Failures,
  time: number,
  { initialDelaySeconds, maxDelaySeconds }: Required<MemoryThrottleOptions>,
): void {
  failures.delays += 1;
  const seconds = Math.min(maxDelaySeconds, initialDelaySeconds * 2 ** (failures.delays - 1));
  failures.until = time + seconds * 1000;
}
