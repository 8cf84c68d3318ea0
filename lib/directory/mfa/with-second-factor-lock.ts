import { sql } from 'kysely';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import type { Call } from '../call';
import { callerOf } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { countAttempt, databaseThrottle, SECOND_FACTOR, SECOND_FACTOR_PROOF } from '../throttle';

/** A user's second factor, locked for a transaction. */
export interface LockedSecondFactor {
  readonly userId: string;
  /** Encrypted. */
  readonly totpSecret: string | null;
  readonly isConfirmed: boolean;
  /** By the database's clock, in ms since 1970. */
  readonly time: number;
}

/** One attempt to show a second factor. */
export interface SecondFactorAttempt<T> {
  /** What the log calls it where it fails. */
  readonly failure: EventType;
  /** Checks it and does what it was for. Where it throws, nothing was used up. */
  readonly work: (tx: Tx, locked: LockedSecondFactor) => Promise<T>;
}

/**
 * Lets the caller try to show a second factor, as often as one user may fail in all sessions together:
 * at log-in, and apart from that, logged in. One attempt of a user's at a time is checked.
 *
 * @throws DirectoryError `THROTTLED`, and what `work` throws.
 */
export function withSecondFactorLock<T>(
  call: Call,
  { failure, work }: SecondFactorAttempt<T>,
): Promise<T> {
  const { userId = '' } = callerOf(call);
  return recordIfFails(call, failure, async () => {
    // A log-in that still waits for it is anybody's who has the password.
    const isLogin = callerOf(call).status === 'mfa_required';
    const limits = isLogin ? SECOND_FACTOR : SECOND_FACTOR_PROOF;
    await countAttempt(call, limits, userId);
    return inTransaction(call.database, async (tx) => {
      const result = await work(tx, await hold(tx, userId));
      await databaseThrottle(tx, limits).refund(userId);
      return result;
    });
  });
}

async function hold(tx: Tx, userId: string): Promise<LockedSecondFactor> {
  const { totp_secret, totp_confirmed_at, now } = await tx
    .selectFrom('users')
    .select(['totp_secret', 'totp_confirmed_at', sql<Date>`clock_timestamp()`.as('now')])
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const isConfirmed = totp_confirmed_at !== null;
  return { userId, totpSecret: totp_secret, isConfirmed, time: now.getTime() };
}
