import { callerOf } from '../../identity/identity';
import type { Call } from '../call';
import { DirectoryError, type ErrorCode } from '../errors';
import type { EventType } from './event-types';
import { recordRepeatedOfUser } from './record-repeated';

const FAILURES: readonly ErrorCode[] = ['CODE_INVALID', 'PASSWORD_INVALID', 'THROTTLED'];

/** Runs what has to show that the caller is who it says; where it does not, the log says so. */
export async function recordingFailure<T>(
  call: Call,
  type: EventType,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (reason) {
    if (reason instanceof DirectoryError && FAILURES.includes(reason.code)) {
      const { userId = '' } = callerOf(call);
      const object = { type: 'user', id: userId, reason: reason.code };
      await recordRepeatedOfUser(call.database, call, { type, userId, object });
    }
    throw reason;
  }
}
