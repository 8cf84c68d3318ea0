/** A hash was refused: it would have been there after its caller's time. Nothing was computed. */
export class HashingOverloaded extends Error {
  override readonly name = 'HashingOverloaded';
  /** How long the caller had better wait. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('Too many passwords are being checked.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** One that waits for its turn. Times are by `performance.now()`, in milliseconds. */
interface Waiting {
  readonly endsAt: number;
  start(): void;
  refuse(retryAfterSeconds: number): void;
}

interface Turns {
  running: number;
  /** How long a hash takes: the shorter of the last two, as one may have lain in a frozen container. */
  durationMs: number;
  lastMs: number;
  waiting: Waiting[];
}

// Each takes up to 64 MiB, of the 256 MB that a Function has.
const MAX_RUNNING = 2;
// As long as nobody knows how long one takes.
const MAX_WAITING = 64;

/**
 * How long a guard may take with a password, in milliseconds. Its Function is ended after ten seconds, and
 * the handler needs some of them.
 */
export const GUARD_TIME_LIMIT_MS = 8000;

// Registered: the guard and the directory are bundles of their own, each with a copy of this module, and
// share the container's memory and processor.
const TURNS = Symbol.for('twilio-functions-auth.hashing');

/**
 * Computes a hash when it is its turn, a few at a time for the whole process. One that would not be there
 * in time is refused instead: at once, or as soon as those before it turn out to take that long.
 *
 * @param endsAt - when the caller has to have the result, by `performance.now()`.
 * @see docs/adr/0024-resource-limits.md
 * @throws HashingOverloaded
 */
export async function limitHashing<T>(endsAt: number, compute: () => Promise<T>): Promise<T> {
  const turns = sharedTurns();
  await turn(turns, endsAt);
  const began = performance.now();
  try {
    const result = await compute();
    const tookMs = performance.now() - began;
    turns.durationMs = Math.min(tookMs, turns.lastMs);
    turns.lastMs = tookMs;
    return result;
  } finally {
    turns.running -= 1;
    next(turns);
  }
}

// When nothing is being computed, what the last ones took says little: it may have been one long pause of
// the container. So one is tried.
function turn(turns: Turns, endsAt: number): Promise<void> {
  if (turns.running === 0 && performance.now() < endsAt) {
    turns.running += 1;
    return Promise.resolve();
  }
  const place = turns.waiting.length;
  if (place >= MAX_WAITING || !isInTime(turns, place, endsAt)) {
    return Promise.reject(new HashingOverloaded(retryAfterSeconds(turns)));
  }
  if (turns.running < MAX_RUNNING) {
    turns.running += 1;
    return Promise.resolve();
  }
  return new Promise((start, reject) => {
    const refuse = (seconds: number) => reject(new HashingOverloaded(seconds));
    turns.waiting.push({ endsAt, start, refuse });
  });
}

function next(turns: Turns): void {
  const { waiting } = turns;
  turns.waiting = [];
  for (const one of waiting) {
    const isFirst = turns.running === 0 && performance.now() < one.endsAt;
    if (!isFirst && !isInTime(turns, turns.waiting.length, one.endsAt)) {
      one.refuse(retryAfterSeconds(turns));
    } else if (turns.running < MAX_RUNNING) {
      turns.running += 1;
      one.start();
    } else {
      turns.waiting.push(one);
    }
  }
}

/** Whether one behind so many others would be computed in time. */
function isInTime({ running, durationMs }: Turns, place: number, endsAt: number): boolean {
  const rounds = Math.floor((running + place) / MAX_RUNNING) + 1;
  return performance.now() + rounds * durationMs < endsAt;
}

// Until one of those before has been computed.
function retryAfterSeconds({ durationMs }: Turns): number {
  return Math.min(Math.max(Math.ceil(durationMs / 1000), 1), 60);
}

function sharedTurns(): Turns {
  const shared = globalThis as { [TURNS]?: Turns };
  shared[TURNS] ??= { running: 0, durationMs: 0, lastMs: Number.POSITIVE_INFINITY, waiting: [] };
  return shared[TURNS];
}
