import type { Call } from '../call';
import { readEmail } from '../email';
import { DirectoryError } from '../errors';
import type { EventType } from '../events/event-types';
import { recordingFailure } from '../events/recording-failure';
import { callerOf } from '../identity';
import { attempt } from '../throttle/attempt';
import { LOGIN } from '../throttle/limits';
import { isPassword } from './is-password';

/** The password that the caller gives. */
export interface PasswordProof {
  readonly password: string;
  /** What the log calls it where it is wrong. */
  readonly failure: EventType;
}

/**
 * Has the caller give its password. Wrong ones count as wrong ones at log-in do. For a user without a
 * password, every one is wrong.
 *
 * @returns the PHC string that it was checked by.
 * @throws DirectoryError `PASSWORD_INVALID`, `THROTTLED` or `BUSY`.
 */
export function provePassword(call: Call, { password, failure }: PasswordProof): Promise<string> {
  const { userId = '', name: email } = callerOf(call);
  return recordingFailure(call, failure, async () => {
    const forgive = await attempt(call, LOGIN, readEmail(email)?.key ?? email);
    const { password_hash: stored } = await call.database
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const isRight = await isPassword(stored, password);
    if (!isRight || stored === null) throw new DirectoryError('PASSWORD_INVALID');
    await forgive();
    return stored;
  });
}
