import { boundedMap } from '../util/bounded-map';
import { FAILED_LOGIN_LIMITS } from './failed-login-limits';

/** Options of {@link memoryThrottle}. */
export interface MemoryThrottleOptions {
  /** How many refusals a name has before it must wait. Default: 10. */
  readonly maxFailures?: number;
  /** Within how many seconds they count. Default: 900, which is 15 minutes. */
  readonly windowSeconds?: number;
  /** The first wait, in seconds; each further refusal doubles it. Default: 5. */
  readonly initialDelaySeconds?: number;
  /** The longest wait, in seconds. Default: 900. */
  readonly maxDelaySeconds?: number;
  /** How many names are remembered, of those that wait and of those that do not. Default: 10,000. */
  readonly maxEntries?: number;
  /** The time in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

interface Guesses {
  /** When the last refusals were, oldest first. */
  readonly times: number[];
  /** How often the name had to wait, one wait after the other. */
  waits: number;
  /** When it may try again. */
  until: number;
}

const DEFAULTS: Required<MemoryThrottleOptions> = {
  ...FAILED_LOGIN_LIMITS,
  maxEntries: 10_000,
  now: Date.now,
};

/**
 * A {@link ThrottleStore} in the memory of this process: gone with it, and not shared with others.
 *
 * Names that wait are kept apart from those that do not, so that made-up names cannot push them out:
 * each would have to be refused ten times first.
 *
 * @example
 * export const handler = withAuth(basic({ throttle: memoryThrottle({ maxFailures: 5 }) }), () => 'OK');
 */
export function memoryThrottle(options: MemoryThrottleOptions = {}): ThrottleStore {
  const limits = { ...DEFAULTS, ...options };
  const window = limits.windowSeconds * 1000;
  const counted = boundedMap<string, Guesses>(limits.maxEntries);
  const waiting = boundedMap<string, Guesses>(limits.maxEntries);

  return {
    consume(name) {
      const time = limits.now();
      const waited = waiting.get(name);
      if (waited !== undefined && time < waited.until) {
        return Math.ceil((waited.until - time) / 1000);
      }
      if (waited !== undefined && time < waited.until + window) {
        makeWait(waited, time, limits);
        return 0;
      }
      waiting.delete(name);
      const guesses = counted.get(name) ?? { times: [], waits: 0, until: 0 };
      count(guesses, time, window);
      if (guesses.times.length < limits.maxFailures) {
        counted.set(name, guesses);
        return 0;
      }
      counted.delete(name);
      waiting.set(name, guesses);
      makeWait(guesses, time, limits);
      return 0;
    },

    refund(name) {
      const waited = waiting.get(name);
      const guesses = waited ?? counted.get(name);
      if (guesses === undefined) return;
      guesses.until = limits.now();
      if (waited !== undefined) waited.waits -= 1;
      if (guesses.waits > 0) return;
      waiting.delete(name);
      guesses.times.pop();
      if (guesses.times.length > 0) counted.set(name, guesses);
      else counted.delete(name);
    },
  };
}

function count({ times }: Guesses, time: number, window: number): void {
  while (times[0] !== undefined && times[0] <= time - window) times.shift();
  times.push(time);
}

function makeWait(
  guesses: Guesses,
  time: number,
  { initialDelaySeconds, maxDelaySeconds }: Required<MemoryThrottleOptions>,
): void {
  guesses.waits += 1;
  const seconds = Math.min(maxDelaySeconds, initialDelaySeconds * 2 ** (guesses.waits - 1));
  guesses.until = time + seconds * 1000;
}

/**
 * What remembers how often a name was refused, and for how long it has to wait.
 *
 * A key is a digest (SHA-256, base64url), never what a caller typed. Each verb is one atomic step, since equal guesses
 * come at once; both may answer with a promise. Where a store fails, the caller is refused.
 */
export interface ThrottleStore {
  /**
   * Asks for one attempt and counts it as refused, for nobody knows yet how it will end.
   *
   * @returns 0 where the attempt may be made; else for how many seconds the name has to wait, and
   * nothing is counted.
   */
  consume(key: string): number | Promise<number>;
  /** Takes one attempt back: it was not refused. */
  refund(key: string): void | Promise<void>;
}
