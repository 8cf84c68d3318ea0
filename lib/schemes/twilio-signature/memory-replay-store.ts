import { boundedMap } from '../../util/bounded-map';

/** Options of {@link memoryReplayStore}. */
export interface MemoryReplayStoreOptions {
  /** For how many seconds a request is remembered. Default: 86,400, which is a day. */
  readonly ttlSeconds?: number;
  /** How many requests are remembered; the oldest makes room. Default: 10,000. */
  readonly maxEntries?: number;
  /** The time in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/**
 * A {@link ReplayStore} in the memory of this process: gone with it, and not shared with others. On
 * Twilio, where requests are spread over many processes, it stops some repetitions and not all.
 *
 * @throws TypeError where an option is not a number above zero: such a store would forget at once.
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
 * What remembers which signed requests were here.
 *
 * An id is a digest (SHA-256, base64url), never what a caller sent. To claim one is one atomic step,
 * since equal requests come at once; it may answer with a promise. Where a store fails, the caller is
 * refused.
 */
export interface ReplayStore {
  /** @returns `true` the first time that this id is claimed, `false` ever after. */
  claim(id: string): boolean | Promise<boolean>;
}
