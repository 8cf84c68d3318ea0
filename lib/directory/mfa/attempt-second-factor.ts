import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '../audit-log/event-types';
import { recordIfFails } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { inTransaction, requireRow, type Tx, together, write } from '../database/database';
import { DirectoryError, ERRORS, type ErrorCode } from '../errors';
import { counterOf, requireCounted, SECOND_FACTOR, SECOND_FACTOR_PROOF } from '../throttle';
import { hasSecondFactor } from '../users/second-factors';
import { challengeAttempt, endChallenge } from './login-challenge';

/** A user's authenticator app, as it was read before the attempt. */
export interface SecondFactor {
  readonly userId: string;
  /** Encrypted. */
  readonly totpSecret: string | null;
  /** Whether the app was confirmed. */
  readonly isConfirmed: boolean;
  /** Whether the user has a second factor of any type. */
  readonly hasAny: boolean;
  /** The id of the code that was sent by phone in this session, if it is still valid. */
  readonly sid: string | null;
  /** The new number that this code confirms, encrypted. */
  readonly newNumber: string | null;
  /** By the database's clock, in ms since 1970. */
  readonly time: number;
}

/** One attempt at a second factor. */
export interface SecondFactorAttempt<T> {
  /** The event type of a failure. */
  readonly failure: EventType;
  /** Whether the attempt confirms a new app. Otherwise the user must have a second factor. */
  readonly isEnrollment: boolean;
  /** A rule that comes before the attempt, which then does not count: a query that must find no row. */
  readonly unless?:
    | { readonly found: RawBuilder<unknown>; readonly refusal: ErrorCode }
    | undefined;
  /** Checks a code that another service knows, before the transaction. */
  readonly verify?: ((factor: SecondFactor) => Promise<void>) | undefined;
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
  { failure, isEnrollment, unless, verify, work }: SecondFactorAttempt<T>,
): Promise<T> {
  const { userId = '', status } = callerOf(call);
  // A pending login belongs to anyone who has the password.
  const isLogin = status === 'mfa_required';
  const limits = isLogin ? SECOND_FACTOR : SECOND_FACTOR_PROOF;
  const isRefused =
    unless === undefined ? sql<boolean>`false` : sql<boolean>`exists (${unless.found})`;
  // Without a second factor, there is no attempt to count.
  const isMeant = isEnrollment
    ? undefined
    : sql`select from public.users where id = ${userId} and ${hasSecondFactor(call.settings)} and not ${isRefused}`;
  const counter = counterOf(limits, userId, isLogin ? challengeAttempt(call) : isMeant);
  return recordIfFails(call, failure, async () => {
    const { database } = call;
    const [counted, [found]] = await together(
      database,
      counter.consume,
      selectFactor(call, userId, isRefused),
    );
    if (isLogin && counted[0]?.seconds === null) return endChallenge(call);
    if (unless !== undefined && found?.isRefused) throw new DirectoryError(unless.refusal);
    if (found === undefined || (!isEnrollment && !found.hasAny)) {
      throw new DirectoryError('MFA_NOT_ENABLED');
    }
    requireCounted(counted);
    const factor = { ...found, userId, time: found.now.getTime() };
    await verify?.(factor).catch(async (reason: unknown) => {
      // An outage of the other service must not delay the user's other factors.
      if (isOutage(reason)) await counter.refund.execute(database);
      throw reason;
    });
    return inTransaction(database, async (tx) => {
      lockUnchanged(tx, call, factor);
      const result = await work(tx, factor);
      await write(tx, counter.refund);
      return result;
    });
  });
}

function isOutage(reason: unknown): boolean {
  return reason instanceof DirectoryError && ERRORS[reason.code].status >= 500;
}

interface FoundFactor extends Omit<SecondFactor, 'userId' | 'time'> {
  readonly now: Date;
  readonly isRefused: boolean;
}

function selectFactor(
  { settings, caller }: Call,
  userId: string,
  isRefused: RawBuilder<boolean>,
): RawBuilder<FoundFactor> {
  return sql<FoundFactor>`
    select totp_secret as "totpSecret", totp_confirmed_at is not null as "isConfirmed", clock_timestamp() as now,
      ${hasSecondFactor(settings)} as "hasAny", ${isRefused} as "isRefused",
      v.sid, v.number as "newNumber"
    from public.users left join public.phone_verifications v
      on v.session_id = ${caller?.credentialId ?? ''} and v.expires_at > now()
    where id = ${userId}`;
}

// If the app was removed in the meantime, the secret belongs to a new enrollment. The second statement sees what
// another call committed while the first one waited for the lock.
function lockUnchanged(tx: Tx, { settings }: Call, factor: SecondFactor): void {
  const { userId, totpSecret, isConfirmed, hasAny } = factor;
  const changed = new DirectoryError('CODE_INVALID');
  const user = tx.selectFrom('users').select('id').where('id', '=', userId);
  const same = user
    .where('totp_secret', 'is not distinct from', totpSecret)
    .where('totp_confirmed_at', isConfirmed ? 'is not' : 'is', null);
  requireRow(tx, same.forNoKeyUpdate(), changed);
  requireRow(tx, user.where(hasSecondFactor(settings), '=', hasAny), changed);
}
