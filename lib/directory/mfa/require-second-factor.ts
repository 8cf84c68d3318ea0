import { type EventSource, recordUserEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { type Tx, write } from '../database/database';
import { attemptSecondFactor, type SecondFactorAttempt } from './attempt-second-factor';
import { useRecoveryCode } from './recovery-codes';
import { useTotpCode } from './totp';

/** A code of the user's app, or a recovery code. */
export type GivenFactor = { readonly code: string } | { readonly recoveryCode: string };

/** A given second factor and the work that requires it. */
export interface SecondFactorRequest<T> extends Pick<SecondFactorAttempt<T>, 'failure' | 'unless'> {
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
 * @throws DirectoryError `MFA_NOT_ENABLED`, `CODE_INVALID`, `CHALLENGE_EXPIRED`, `THROTTLED`, and what `work`
 *   throws.
 */
export async function requireSecondFactor<T>(
  call: Call,
  { given, failure, unless, work }: SecondFactorRequest<T>,
): Promise<SecondFactorResult<T>> {
  const { result, left } = await attemptSecondFactor(call, {
    failure,
    unless,
    isConfirmed: true,
    async work(tx, factor) {
      if ('code' in given) {
        await useTotpCode(tx, call, { factor, ...given });
        return { result: await work(tx), left: async () => null };
      }
      const left = await useRecoveryCode(tx, call, { factor, ...given });
      return { result: await work(tx), left };
    },
  });
  return { result, recoveryCodesLeft: await left() };
}

/** Removes a user's second factor, the recovery codes, and the logins that wait for the second factor. */
export async function removeSecondFactor(
  tx: Tx,
  source: EventSource,
  userId: string,
): Promise<void> {
  const without = { totp_secret: null, totp_confirmed_at: null, totp_last_step: null };
  await write(tx, tx.updateTable('users').set(without).where('id', '=', userId));
  await write(tx, tx.deleteFrom('recovery_codes').where('user_id', '=', userId));
  // Their second factor no longer exists.
  const pending = tx.deleteFrom('sessions').where('user_id', '=', userId);
  await write(tx, pending.where('second_factor_due', '=', true));
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, source, { type: 'mfa_disabled', userId, object });
}
