import { HashingOverloaded, limitHashing } from '../../passwords/limit-hashing';
import { parsePasswordHash } from '../../passwords/parse-password-hash';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import type { Call } from '../call';
import { callerOf } from '../call';
import { DirectoryError } from '../errors';
import { countAttempt, PASSWORD_PROOF, refundIfFails } from '../throttle';

/** A password that was given, and the one that it has to be. */
export interface GivenPassword {
  readonly password: string;
  /** A PHC string; null for an unknown user, or one who has no password. */
  readonly stored: string | null;
  /** When the answer has to be there, by `performance.now()`. */
  readonly endsAt: number;
}

// With the parameters of `hashPassword`, and of no password that anybody could find.
const DECOY = `$scrypt$ln=14,r=8,p=5$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Whether a password is the one that was stored; takes as long where there is none.
 *
 * @throws DirectoryError `OVERLOADED` where too many are being checked.
 */
export function verifyPassword({ password, stored, endsAt }: GivenPassword): Promise<boolean> {
  return hashBeforeDeadline(endsAt, async () => {
    const hash = parsePasswordHash(stored ?? DECOY, undefined);
    if (hash === null || 'problem' in hash) throw new Error('a stored password hash is damaged.');
    const matches = await hash.verify(password.normalize('NFC'));
    return matches && stored !== null;
  });
}

// What is left for the answer, and what has to be written down before it.
const ANSWER_MS = 500;

/**
 * Computes a password's hash when it is its turn, among all of the process.
 *
 * @param endsAt - when the answer has to be there, by `performance.now()`.
 * @throws DirectoryError `OVERLOADED` where the hash would be too late for that.
 */
export async function hashBeforeDeadline<T>(endsAt: number, compute: () => Promise<T>): Promise<T> {
  try {
    return await limitHashing(endsAt - ANSWER_MS, compute);
  } catch (reason) {
    if (!(reason instanceof HashingOverloaded)) throw reason;
    const { retryAfterSeconds } = reason;
    throw new DirectoryError('OVERLOADED', { retryAfterSeconds });
  }
}

/** The password that the caller gives. */
interface PasswordProof {
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
export function requirePassword(call: Call, { password, failure }: PasswordProof): Promise<string> {
  const { userId = '' } = callerOf(call);
  return recordIfFails(call, failure, async () => {
    const refund = await countAttempt(call, PASSWORD_PROOF, userId);
    const { password_hash: stored } = await call.database
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const matches = verifyPassword({ password, stored, endsAt: call.endsAt });
    const isValid = await refundIfFails(matches, refund);
    if (!isValid || stored === null) throw new DirectoryError('PASSWORD_INVALID');
    await refund();
    return stored;
  });
}
