import { type EventSource, recordUserEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import { type Call, callerOf } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { useRecoveryCode } from './recovery-codes';
import { useTotpCode } from './totp';
import { type SecondFactorAttempt, withSecondFactorLock } from './with-second-factor-lock';

/** A code of the user's app, or a recovery code. */
export type GivenFactor = { readonly code: string } | { readonly recoveryCode: string };

/** A given second factor and the work that requires it. */
export interface SecondFactorRequest<T> extends Pick<SecondFactorAttempt<T>, 'failure'> {
  readonly given: GivenFactor;
  /** Runs in the transaction that consumes the code. */
  readonly work: (tx: Tx) => Promise<T>;
}

/** The result of the work, and the number of remaining recovery codes if one was used. */
export interface SecondFactorResult<T> {
  readonly result: T;
  readonly recoveryCodesLeft: number | null;
}

/**
 * Requires the caller's second factor and runs the work that needs it. Every check of a second factor uses
 * it.
 *
 * @throws DirectoryError `MFA_NOT_ENABLED`, `CODE_INVALID`, `THROTTLED`, and what `work` throws.
 */
export async function requireSecondFactor<T>(
  call: Call,
  { given, failure, work }: SecondFactorRequest<T>,
): Promise<SecondFactorResult<T>> {
  if (!(await hasSecondFactor(call))) throw new DirectoryError('MFA_NOT_ENABLED');
  return withSecondFactorLock(call, {
    failure,
    async work(tx, locked) {
      // MFA was disabled in the meantime, and this secret belongs to a new enrollment.
      if (!locked.isConfirmed) throw new DirectoryError('CODE_INVALID');
      const recoveryCodesLeft =
        'code' in given
          ? await useTotpCode(tx, call, { locked, ...given }).then(() => null)
          : await useRecoveryCode(tx, call, { locked, ...given });
      return { result: await work(tx), recoveryCodesLeft };
    },
  });
}

/** Returns whether the caller has a second factor, so that a password alone is not sufficient. */
export async function hasSecondFactor(call: Call): Promise<boolean> {
  const user = await call.database
    .selectFrom('users')
    .select('id')
    .where('id', '=', callerOf(call).userId ?? '')
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst();
  return user !== undefined;
}

const ATTEMPTS = 5;

/**
 * Counts an attempt at a login's second factor. If none is left, the session ends and the user must log in
 * again.
 *
 * @throws DirectoryError `CHALLENGE_EXPIRED`
 */
export async function countMfaAttempt(call: Call): Promise<void> {
  const { credentialId = '' } = callerOf(call);
  const { numUpdatedRows } = await call.database
    .updateTable('sessions')
    .set((the) => ({ challenge_attempts: the('challenge_attempts', '+', 1) }))
    .where('id', '=', credentialId)
    .where('second_factor_due', '=', true)
    .where('challenge_attempts', '<', ATTEMPTS)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  // If another request has just completed the session, this request must not delete its cookie.
  if (await endChallenge(call)) call.setSession(null);
  throw new DirectoryError('CHALLENGE_EXPIRED');
}

function endChallenge(call: Call): Promise<boolean> {
  const { userId = '', credentialId = '' } = callerOf(call);
  return inTransaction(call.database, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('sessions')
      .where('id', '=', credentialId)
      .where('second_factor_due', '=', true)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    const object = { type: 'user', id: userId, reason: 'CHALLENGE_EXPIRED' };
    await recordRepeatedOfUser(tx, call, { type: 'second_factor_failed', userId, object });
    return true;
  });
}

/** Removes a user's second factor, the recovery codes, and the logins that wait for the second factor. */
export async function removeSecondFactor(
  tx: Tx,
  source: EventSource,
  userId: string,
): Promise<void> {
  await tx
    .updateTable('users')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', userId)
    .execute();
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  // Their second factor no longer exists.
  await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('second_factor_due', '=', true)
    .execute();
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, source, { type: 'mfa_disabled', userId, object });
}
