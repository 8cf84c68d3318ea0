import { callerOf } from '../../identity/identity';
import type { Call } from '../call';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { useRecoveryCode } from './use-recovery-code';
import { useTotpCode } from './use-totp-code';
import { attemptSecondFactor, type SecondFactorAttempt } from './with-second-factor-lock';

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
export async function proveSecondFactor<T>(
  call: Call,
  { given, failure, work }: Proof<T>,
): Promise<Proven<T>> {
  if (!(await hasSecondFactor(call))) throw new DirectoryError('MFA_NOT_ENABLED');
  return attemptSecondFactor(call, {
    failure,
    async work(tx, held) {
      // It was disabled just now: what is left is somebody's new enrolment.
      if (!held.isConfirmed) throw new DirectoryError('CODE_INVALID');
      const recoveryCodesLeft =
        'code' in given
          ? await useTotpCode(tx, call, { held, ...given }).then(() => null)
          : await useRecoveryCode(tx, call, { held, ...given });
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
