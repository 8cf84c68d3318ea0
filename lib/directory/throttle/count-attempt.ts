import type { Call } from '../call';
import { DirectoryError } from '../errors';
import { databaseThrottle, type ThrottleLimits } from './database-throttle';

/**
 * Counts an attempt as failed, for nobody knows yet how it will end.
 *
 * @returns what takes it back.
 * @throws DirectoryError `THROTTLED` where the name has to wait.
 */
export async function countAttempt(
  call: Call,
  limits: ThrottleLimits,
  name: string,
): Promise<() => Promise<void>> {
  const throttle = databaseThrottle(call.database, limits);
  const retryAfterSeconds = await throttle.consume(name);
  if (retryAfterSeconds > 0) throw new DirectoryError('THROTTLED', { retryAfterSeconds });
  return async () => throttle.refund(name);
}

/** Does what an attempt is for. Where that fails for reasons of ours, it was none, and is taken back. */
export async function refundIfFails<T>(done: Promise<T>, refund: () => Promise<void>): Promise<T> {
  try {
    return await done;
  } catch (reason) {
    await refund();
    throw reason;
  }
}
