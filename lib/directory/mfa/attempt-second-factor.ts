import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { inTransaction, requireRow, type Tx, together, write } from '../database/database';
import { DirectoryError, type ErrorCode } from '../errors';
import { counterOf, requireCounted, SECOND_FACTOR, SECOND_FACTOR_PROOF } from '../throttle';
import { challengeAttempt, endChallenge } from './login-challenge';

/** A user's second factor, as it was read before the attempt. */
export interface SecondFactor {
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
  /** Whether the user must have enabled MFA before. Otherwise the attempt enables it. */
  readonly isConfirmed: boolean;
  /** A rule that comes before the attempt, which then does not count: a query that must find no row. */
  readonly unless?:
    | { readonly found: RawBuilder<unknown>; readonly refusal: ErrorCode }
    | undefined;
  /** Checks the factor and runs the protected change. If it throws, no code was consumed. */
  readonly work: (tx: Tx, factor: SecondFactor) => Promise<T>;
}

/**
 * Counts an attempt at the caller's second factor, reads the factor, and runs the attempt under a lock of the
 * user if the factor is still the same. A user's attempts run one at a time. Failures of all the user's
 * sessions are limited together. Logins and logged-in sessions have separate counters.
 *
 * @throws DirectoryError `MFA_NOT_ENABLED`, `CHALLENGE_EXPIRED` for a login without attempts, `THROTTLED`,
 *   `CODE_INVALID` if the factor was changed in the meantime, and what `work` throws.
 */
export function attemptSecondFactor<T>(
  call: Call,
  { failure, isConfirmed, unless, work }: SecondFactorAttempt<T>,
): Promise<T> {
  const { userId = '', status } = callerOf(call);
  // A pending login belongs to anyone who has the password.
  const isLogin = status === 'mfa_required';
  const limits = isLogin ? SECOND_FACTOR : SECOND_FACTOR_PROOF;
  const isRefused =
    unless === undefined ? sql<boolean>`false` : sql<boolean>`exists (${unless.found})`;
  const isMeant = isConfirmed ? sql`${hasFactor(userId)} and not ${isRefused}` : undefined;
  const counter = counterOf(limits, userId, isLogin ? challengeAttempt(call) : isMeant);
  return recordIfFails(call, failure, async () => {
    const { database } = call;
    const [counted, [found]] = await together(
      database,
      counter.consume,
      selectFactor(userId, isRefused),
    );
    if (isLogin && counted[0]?.seconds === null) return endChallenge(call);
    if (unless !== undefined && found?.isRefused) throw new DirectoryError(unless.refusal);
    if (found === undefined || (isConfirmed && !found.isConfirmed)) {
      throw new DirectoryError('MFA_NOT_ENABLED');
    }
    requireCounted(counted);
    const factor = { ...found, userId, time: found.now.getTime() };
    return inTransaction(database, async (tx) => {
      lockUnchanged(tx, factor);
      const result = await work(tx, factor);
      await write(tx, counter.refund);
      return result;
    });
  });
}

// Without a second factor, there is no attempt to count.
function hasFactor(userId: string): RawBuilder<unknown> {
  return sql`select from public.users where id = ${userId} and totp_confirmed_at is not null`;
}

interface FoundFactor extends Omit<SecondFactor, 'userId' | 'time'> {
  readonly now: Date;
  readonly isRefused: boolean;
}

function selectFactor(userId: string, isRefused: RawBuilder<boolean>): RawBuilder<FoundFactor> {
  return sql<FoundFactor>`
    select totp_secret as "totpSecret", totp_confirmed_at is not null as "isConfirmed", clock_timestamp() as now,
      ${isRefused} as "isRefused"
    from public.users where id = ${userId}`;
}

// If MFA was disabled in the meantime, the secret belongs to a new enrollment.
function lockUnchanged(tx: Tx, { userId, totpSecret, isConfirmed }: SecondFactor): void {
  const same = tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('totp_secret', 'is not distinct from', totpSecret)
    .where('totp_confirmed_at', isConfirmed ? 'is not' : 'is', null)
    .forNoKeyUpdate();
  requireRow(tx, same, new DirectoryError('CODE_INVALID'));
}
