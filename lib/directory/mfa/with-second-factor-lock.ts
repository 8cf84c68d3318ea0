import { sql } from 'kysely';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { countAttempt, databaseThrottle, SECOND_FACTOR, SECOND_FACTOR_PROOF } from '../throttle';

/** A user's second factor, locked for the transaction. */
export interface LockedSecondFactor {
  readonly userId: string;
  /** Encrypted. */
  readonly totpSecret: string | null;
  readonly isConfirmed: boolean;
  /** By the database's clock, in ms since 1970. */
  readonly time: number;
}

/** One attempt at a second factor. */
export interface SecondFactorAttempt<T> {
  /** The event type of a failure. */
  readonly failure: EventType;
  /** Checks the factor and runs the protected change. If it throws, no code was consumed. */
  readonly work: (tx: Tx, locked: LockedSecondFactor) => Promise<T>;
}

/**
 * Runs an attempt at the caller's second factor under a lock of the user, so that a user's attempts run one
 * at a time. Failures of all the user's sessions are limited together. Logins and logged-in sessions have
 * separate counters.
 *
 * @throws DirectoryError `THROTTLED`, and what `work` throws.
 */
export function withSecondFactorLock<T>(
  call: Call,
  { failure, work }: SecondFactorAttempt<T>,
): Promise<T> {
  const { userId = '' } = callerOf(call);
  return recordIfFails(call, failure, async () => {
    // A pending login belongs to anyone who has the password.
    const isLogin = callerOf(call).status === 'mfa_required';
    const limits = isLogin ? SECOND_FACTOR : SECOND_FACTOR_PROOF;
    await countAttempt(call, limits, userId);
    return inTransaction(call.database, async (tx) => {
      const result = await work(tx, await lockSecondFactor(tx, userId));
      await databaseThrottle(tx, limits).refund(userId);
      return result;
    });
  });
}

async function lockSecondFactor(tx: Tx, userId: string): Promise<LockedSecondFactor> {
  const { totp_secret, totp_confirmed_at, now } = await tx
    .selectFrom('users')
    .select(['totp_secret', 'totp_confirmed_at', sql<Date>`clock_timestamp()`.as('now')])
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const isConfirmed = totp_confirmed_at !== null;
  return { userId, totpSecret: totp_secret, isConfirmed, time: now.getTime() };
}
