import { HashingOverloaded, limitHashing } from '../../passwords/limit-hashing';
import { parsePasswordHash } from '../../passwords/parse-password-hash';
import { ACCOUNT_NAMES_OF_USER } from '../accounts/accounts';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { type Query, together, write } from '../database/database';
import { DirectoryError } from '../errors';
import { counterOf, PASSWORD_PROOF, refundIfFails, requireCounted } from '../throttle';
import { hasSecondFactor } from '../users/second-factors';

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

/** A password that the caller gives as proof of identity, and the work that requires it. */
interface PasswordProof<T> {
  readonly password: string;
  /** The event type of a wrong password. */
  readonly failure: EventType;
  /** Whether to refuse users with a second factor, which is the stronger proof. Default: false. */
  readonly isOnlyFactor?: boolean;
  /** Runs after the check. Its transaction must also write the user's `refund`. */
  readonly work: (user: ProvenUser) => Promise<T>;
}

/** The caller, whose password was right. */
export interface ProvenUser {
  readonly name: string;
  /** The PHC string that the password matched. */
  readonly passwordHash: string;
  readonly accountNames: readonly string[];
  /** Refunds the attempt. */
  readonly refund: Query<unknown>;
}

/**
 * Requires the caller's password and runs the work that needs it. Wrong passwords have a counter per user that
 * is separate from the counter of logins, so only callers with a session of the user can use up the attempts.
 * For a user without a password, every password is wrong.
 *
 * @throws DirectoryError `PASSWORD_INVALID`, `THROTTLED`, `OVERLOADED`, `SECOND_FACTOR_REQUIRED`, and what
 *   `work` throws.
 */
export async function requirePassword<T>(
  call: Call,
  { password, failure, isOnlyFactor = false, work }: PasswordProof<T>,
): Promise<T> {
  const { userId = '' } = callerOf(call);
  const { consume, refund } = counterOf(PASSWORD_PROOF, userId);
  const refundNow = () => write(call.database, refund);
  const user = await recordIfFails(call, failure, async () => {
    const [counted, [found]] = await together(call.database, consume, selectUser(call, userId));
    if (isOnlyFactor && found?.hasSecondFactor) {
      if (counted[0]?.seconds === 0) await refundNow();
      throw new DirectoryError('SECOND_FACTOR_REQUIRED');
    }
    requireCounted(counted);
    const stored = found?.passwordHash ?? null;
    const matches = verifyPassword({ password, stored, endsAt: call.endsAt });
    const isValid = await refundIfFails(matches, refundNow);
    if (!isValid || found === undefined || stored === null) {
      throw new DirectoryError('PASSWORD_INVALID');
    }
    return { ...found, passwordHash: stored };
  });
  return refundIfFails(work({ ...user, refund }), refundNow);
}

function selectUser({ database, settings }: Call, userId: string) {
  return database
    .selectFrom('users as u')
    .select([
      'u.name',
      'u.password_hash as passwordHash',
      hasSecondFactor(settings, 'u').as('hasSecondFactor'),
      ACCOUNT_NAMES_OF_USER.as('accountNames'),
    ])
    .where('u.id', '=', userId);
}
