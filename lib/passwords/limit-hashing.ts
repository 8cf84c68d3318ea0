/** The error for a hash that was not computed, because it would not be ready in time. */
export class HashingOverloaded extends Error {
  override readonly name = 'HashingOverloaded';
  /** The number of seconds that the caller should wait. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('Too many passwords are being checked.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A queued hash. Times are milliseconds of `performance.now()`. */
interface QueuedHash {
  readonly endsAt: number;
  start(): void;
  refuse(retryAfterSeconds: number): void;
}

interface HashingState {
  isRunning: boolean;
  /** The shorter time of the last two hashes, because the container may have been frozen during one. */
  durationMs: number;
  lastMs: number;
  queue: QueuedHash[];
}

// The limit while the time of a hash is unknown.
const MAX_QUEUED = 64;

/**
 * The time limit of a guard's password check in milliseconds. The platform ends a Function after ten seconds,
 * and the handler needs some of them.
 */
export const GUARD_TIME_LIMIT_MS = 8000;

// A registered symbol, because the guard and the directory are separate bundles with a copy of this module
// each, and both use the container's memory and processor.
const STATE = Symbol.for('twilio-functions-auth.hashing');

/**
 * Computes a hash, one at a time in the whole process. Others are queued. A hash that cannot be ready in time is
 * refused: immediately, or as soon as the hashes before it take too long.
 *
 * @param endsAt - the time by which the caller needs the result, by `performance.now()`.
 * @see docs/adr/0024-resource-limits.md
 * @throws HashingOverloaded if the hash cannot be ready in time.
 */
export async function limitHashing<T>(endsAt: number, compute: () => Promise<T>): Promise<T> {
  const state = sharedState();
  await waitForStart(state, endsAt);
  const startedAt = performance.now();
  try {
    const result = await compute();
    const tookMs = performance.now() - startedAt;
    state.durationMs = Math.min(tookMs, state.lastMs);
    state.lastMs = tookMs;
    return result;
  } finally {
    state.isRunning = false;
    startQueued(state);
  }
}

// If no hash is running, the last measured time may be a long pause of the container. So one hash is started
// regardless of it.
function waitForStart(state: HashingState, endsAt: number): Promise<void> {
  if (!state.isRunning && performance.now() < endsAt) {
    state.isRunning = true;
    return Promise.resolve();
  }
  const position = state.queue.length;
  if (position >= MAX_QUEUED || !isInTime(state, position, endsAt)) {
    return Promise.reject(new HashingOverloaded(retryAfterSeconds(state)));
  }
  return new Promise((start, reject) => {
    const refuse = (seconds: number) => reject(new HashingOverloaded(seconds));
    state.queue.push({ endsAt, start, refuse });
  });
}

function startQueued(state: HashingState): void {
  const { queue } = state;
  state.queue = [];
  for (const one of queue) {
    if (!state.isRunning && performance.now() < one.endsAt) {
      state.isRunning = true;
      one.start();
    } else if (isInTime(state, state.queue.length, one.endsAt)) {
      state.queue.push(one);
    } else {
      one.refuse(retryAfterSeconds(state));
    }
  }
}

/** Returns whether a hash behind `position` queued ones would be ready in time. */
function isInTime(
  { isRunning, durationMs }: HashingState,
  position: number,
  endsAt: number,
): boolean {
  const hashes = (isRunning ? 1 : 0) + position + 1;
  return performance.now() + hashes * durationMs < endsAt;
}

// The time until the running hash is ready.
function retryAfterSeconds({ durationMs }: HashingState): number {
  return Math.min(Math.max(Math.ceil(durationMs / 1000), 1), 60);
}

function sharedState(): HashingState {
  const shared = globalThis as { [STATE]?: HashingState };
  shared[STATE] ??= {
    isRunning: false,
    durationMs: 0,
    lastMs: Number.POSITIVE_INFINITY,
    queue: [],
  };
  return shared[STATE];
}
