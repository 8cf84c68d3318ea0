import { callerOf } from '../../identity/identity';
import type { EventType } from '../audit-log/event-types';
import { recordingFailure } from '../audit-log/record-if-fails';
import type { Call } from '../call';
import { DirectoryError } from '../errors';
import { countAttempt, refundIfFails } from '../throttle/count-attempt';
import { PASSWORD_PROOF } from '../throttle/limits';
import { isPassword } from './verify-password';

/** The password that the caller gives. */
export interface PasswordProof {
  readonly password: string;
  /** What the log calls it where it is wrong. */
  readonly failure: EventType;
}

/**
 * Has the caller give its password. Wrong ones are counted apart from those at log-in, by the user:
 * only somebody with a session of the user can use them up. For a user without a password, every one is wrong.
 *
 * @returns the PHC string that it was checked by.
 * @throws DirectoryError `PASSWORD_INVALID`, `THROTTLED` or `OVERLOADED`.
 */
export function provePassword(call: Call, { password, failure }: PasswordProof): Promise<string> {
  const { userId = '' } = callerOf(call);
  return recordingFailure(call, failure, async () => {
    const refund = await countAttempt(call, PASSWORD_PROOF, userId);
    const { password_hash: stored } = await call.database
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const matches = isPassword({ password, stored, endsAt: call.endsAt });
    const isRight = await refundIfFails(matches, refund);
    if (!isRight || stored === null) throw new DirectoryError('PASSWORD_INVALID');
    await refund();
    return stored;
  });
}
