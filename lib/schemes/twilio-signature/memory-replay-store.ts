import { boundedMap } from '../../util/bounded-map';

/** Options of {@link memoryReplayStore}. */
export interface MemoryReplayStoreOptions {
  /** The number of seconds for which a request is remembered. Default: 86,400, which is one day. */
  readonly ttlSeconds?: number;
  /** The maximum number of remembered requests. The oldest entry is removed first. Default: 10,000. */
  readonly maxEntries?: number;
  /** Returns the time in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/**
 * Creates a {@link ReplayStore} in the memory of this process. Its entries end with the process and are not
 * visible to other processes. Twilio distributes requests over many processes, so the store stops some
 * repetitions and not all.
 *
 * @throws TypeError if an option is not a number above zero.
 * @example
 * export const handler = withAuth(twilioSignature({ replay: memoryReplayStore() }), () => 'OK');
 */
export function memoryReplayStore(options: MemoryReplayStoreOptions = {}): ReplayStore {
  const { ttlSeconds = 86_400, maxEntries = 10_000, now = Date.now } = options;
  if (!(ttlSeconds > 0) || !(maxEntries >= 1)) {
    throw new TypeError('memoryReplayStore: ttlSeconds and maxEntries must be numbers above zero.');
  }
  const until = boundedMap<string, number>(maxEntries);
  return {
    claim(id) {
      const time = now();
      const remembered = until.get(id);
      if (remembered !== undefined && time < remembered) return false;
      until.set(id, time + ttlSeconds * 1000);
      return true;
    },
  };
}

/**
 * A store of the signed requests that were received.
 *
 * An id is a digest (SHA-256, base64url) and never contains text of the request. `claim` must be one atomic
 * step, because equal requests may arrive at the same time. It may return a promise. If a store fails, the
 * caller is refused.
 */
export interface ReplayStore {
  /** @returns `true` for the first claim of an id, and `false` for every later one. */
  claim(id: string): boolean | Promise<boolean>;
}
