import { HashingOverloaded, limitHashing } from '../../passwords/limit-hashing';
import { parsePasswordHash } from '../../passwords/parse-password-hash';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { DirectoryError } from '../errors';
import { countAttempt, PASSWORD_PROOF, refundIfFails } from '../throttle';

/** A given password and the stored hash that it must match. */
export interface GivenPassword {
  readonly password: string;
  /** A PHC string. Null for an unknown user or a user without a password. */
  readonly stored: string | null;
  /** The deadline of the response, by `performance.now()`. */
  readonly endsAt: number;
}

// It has the parameters of `hashPassword`, and no known password matches it.
const DECOY = `$scrypt$ln=14,r=8,p=5$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Returns whether a password matches the stored hash. It takes the same time if there is none.
 *
 * @throws DirectoryError `OVERLOADED` if too many passwords are being checked.
 */
export function verifyPassword({ password, stored, endsAt }: GivenPassword): Promise<boolean> {
  return hashBeforeDeadline(endsAt, async () => {
    const hash = parsePasswordHash(stored ?? DECOY, undefined);
    if (hash === null || 'problem' in hash) throw new Error('a stored password hash is damaged.');
    const matches = await hash.verify(password.normalize('NFC'));
    return matches && stored !== null;
  });
}

// The time for the response and the database writes before it.
const ANSWER_MS = 500;

/**
 * Computes a password's hash within the process's limit of concurrent hashes.
 *
 * @param endsAt - the deadline of the response, by `performance.now()`.
 * @throws DirectoryError `OVERLOADED` if the hash would miss the deadline.
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

/** A password that the caller gives as proof of identity. */
interface PasswordProof {
  readonly password: string;
  /** The event type of a wrong password. */
  readonly failure: EventType;
}

/**
 * Requires the caller's password. Wrong passwords have a counter per user that is separate from the counter
 * of logins, so only callers with a session of the user can use up the attempts. For a user without a
 * password, every password is wrong.
 *
 * @returns the PHC string that the password matched.
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
