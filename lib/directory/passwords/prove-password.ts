import type { Call } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { readEmail } from '../email';
import { DirectoryError } from '../errors';
import type { EventType } from '../events/event-types';
import { recordingFailure } from '../events/recording-failure';
import { callerOf } from '../identity';
import { attempt } from '../throttle/attempt';
import { databaseThrottle } from '../throttle/database-throttle';
import { LOGIN } from '../throttle/limits';
import { isPassword } from './is-password';

/** The password that the caller gives, and what for. */
export interface PasswordProof<T> {
  readonly password: string;
  /** What the log calls it where it is wrong. */
  readonly failure: EventType;
  /** What it is needed for, in a transaction of its own. */
  readonly work: (tx: Tx, user: ProvenUser) => Promise<T>;
}

/** A user who has given the right password. */
export interface ProvenUser {
  readonly userId: string;
  /** What the password was checked by. */
  readonly passwordHash: string;
}

/**
 * Has the caller give its password, and does what it is needed for. Wrong ones count as wrong ones at
 * log-in do. For a user without a password, every one is wrong.
 *
 * @throws DirectoryError `PASSWORD_INVALID`, `THROTTLED`, `BUSY`, and what `work` throws.
 */
export function provePassword<T>(
  call: Call,
  { password, failure, work }: PasswordProof<T>,
): Promise<T> {
  const { userId = '', name: email } = callerOf(call);
  const key = readEmail(email)?.key ?? email;
  return recordingFailure(call, failure, async () => {
    await attempt(call, LOGIN, key);
    const { passwordHash } = await call.database
      .selectFrom('users')
      .select('password_hash as passwordHash')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const isRight = await isPassword(passwordHash, password);
    if (!isRight || passwordHash === null) throw new DirectoryError('PASSWORD_INVALID');
    return inTransaction(call.database, async (tx) => {
      const result = await work(tx, { userId, passwordHash });
      await databaseThrottle(tx, LOGIN).forgive(key);
      return result;
    });
  });
}
