import { type EventSource, recordUserEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import type { Call } from '../call';
import { callerOf } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { useRecoveryCode } from './recovery-codes';
import { useTotpCode } from './totp';
import { type SecondFactorAttempt, withSecondFactorLock } from './with-second-factor-lock';

/** A code of the user's app, or one of the recovery codes in its place. */
export type GivenFactor = { readonly code: string } | { readonly recoveryCode: string };

/** What is given, and what for. */
export interface Proof<T> extends Pick<SecondFactorAttempt<T>, 'failure'> {
  readonly given: GivenFactor;
  /** Done in the transaction that uses the code up. */
  readonly work: (tx: Tx) => Promise<T>;
}

/** What came of it, and how many recovery codes are left where one was used. */
export interface Proven<T> {
  readonly result: T;
  readonly recoveryCodesLeft: number | null;
}

/**
 * Has the caller show the second factor, and does what it is needed for: the one way for all of it.
 *
 * @throws DirectoryError `MFA_NOT_ENABLED`, `CODE_INVALID`, `THROTTLED`, and what `work` throws.
 */
export async function requireSecondFactor<T>(
  call: Call,
  { given, failure, work }: Proof<T>,
): Promise<Proven<T>> {
  if (!(await hasSecondFactor(call))) throw new DirectoryError('MFA_NOT_ENABLED');
  return withSecondFactorLock(call, {
    failure,
    async work(tx, locked) {
      // It was disabled just now: what is left is somebody's new enrolment.
      if (!locked.isConfirmed) throw new DirectoryError('CODE_INVALID');
      const recoveryCodesLeft =
        'code' in given
          ? await useTotpCode(tx, call, { locked, ...given }).then(() => null)
          : await useRecoveryCode(tx, call, { locked, ...given });
      return { result: await work(tx), recoveryCodesLeft };
    },
  });
}

/** Whether the caller has a second factor, so that a password alone shows nothing. */
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
 * Takes one of the attempts that a log-in has at its second factor. Where none is left the session ends,
 * and the password has to be given again.
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
  // Where another request has just completed the session, its cookie is not this one's to take.
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

/** Takes a user's second factor off, with the recovery codes and the log-ins that wait for it. */
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
  // What they wait for can never come.
  await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('second_factor_due', '=', true)
    .execute();
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, source, { type: 'mfa_disabled', userId, object });
}
