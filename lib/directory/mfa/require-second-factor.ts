import { sql } from 'kysely';
import { strictObject, union } from 'valibot';
import type { AssertionResponse } from '../../passkeys/passkeys';
import type { Call } from '../call';
import { inTransaction, requireRow, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { assertionResponse } from '../passkeys/passkey';
import {
  purposeInSession,
  recordIfRefused,
  requireAssertion,
  usePasskey,
} from '../passkeys/passkey-ceremony';
import { requirePhoneCode, requireVerify, usePhoneCode } from '../phones/phone-codes';
import { boundedText, totpCode } from '../schemas';
import { lockSecondFactors } from '../users/second-factors';
import { attemptSecondFactor, type SecondFactorAttempt } from './attempt-second-factor';
import { useRecoveryCode } from './recovery-codes';
import { normalizeCode, useTotpCode } from './totp';

/** A code of the user's app, a recovery code, a code that was sent by phone, or the answer of a passkey. */
export type GivenFactor =
  | { readonly code: string }
  | { readonly recoveryCode: string }
  | { readonly phoneCode: string }
  | { readonly passkey: AssertionResponse };

export const secondFactorInput = union([
  strictObject({ code: totpCode }),
  strictObject({ recoveryCode: boundedText(100) }),
  strictObject({ phoneCode: boundedText(100) }),
  strictObject({ passkey: assertionResponse }),
]);

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
 * @throws DirectoryError `MFA_NOT_ENABLED`, `CODE_INVALID`, `CHALLENGE_EXPIRED`, `THROTTLED`, `PASSKEY_INVALID`,
 *   `PASSKEY_UNKNOWN`, `PHONE_DISABLED`, `PHONE_CODE_EXPIRED`, and what `work` throws.
 */
export async function requireSecondFactor<T>(
  call: Call,
  { given, failure, unless, work }: SecondFactorRequest<T>,
): Promise<SecondFactorResult<T>> {
  if ('passkey' in given) return requirePasskey(call, { response: given.passkey, unless, work });
  // A missing setting is not the user's attempt.
  if ('phoneCode' in given) requireVerify(call);
  const { result, left } = await attemptSecondFactor(call, {
    failure,
    unless,
    isEnrollment: false,
    async verify(factor) {
      if (!('phoneCode' in given)) return;
      // A code that was sent to a new number proves nothing about the user.
      if (factor.newNumber !== null) throw new DirectoryError('CODE_INVALID');
      const code = normalizeCode(given.phoneCode);
      await requirePhoneCode(call, { code, sid: factor.sid });
    },
    async work(tx, factor) {
      if ('code' in given) {
        // The secret of an app that was not confirmed belongs to nobody yet.
        if (!factor.isConfirmed) throw new DirectoryError('CODE_INVALID');
        await useTotpCode(tx, call, { factor, ...given });
        return { result: await work(tx), left: async () => null };
      }
      if ('phoneCode' in given) {
        usePhoneCode(tx, call, factor.sid);
        return { result: await work(tx), left: async () => null };
      }
      const left = await useRecoveryCode(tx, call, { factor, ...given });
      return { result: await work(tx), left };
    },
  });
  return { result, recoveryCodesLeft: await left() };
}

interface PasskeyRequest<T> extends Pick<SecondFactorRequest<T>, 'unless' | 'work'> {
  readonly response: AssertionResponse;
}

// Its attempts are not limited, since a signature cannot be guessed.
async function requirePasskey<T>(
  call: Call,
  { response, unless, work }: PasskeyRequest<T>,
): Promise<SecondFactorResult<T>> {
  const purpose = purposeInSession(call);
  const result = await recordIfRefused(call, purpose, async () => {
    const proven = await requireAssertion(call, response, purpose);
    return inTransaction(call.database, async (tx) => {
      lockSecondFactors(tx, call);
      usePasskey(tx, proven);
      if (unless !== undefined) requireNone(tx, unless);
      return work(tx);
    });
  });
  return { result, recoveryCodesLeft: null };
}

function requireNone(
  tx: Tx,
  { found, refusal }: NonNullable<SecondFactorRequest<unknown>['unless']>,
): void {
  requireRow(tx, sql`select where not exists (${found})`, new DirectoryError(refusal));
}
