import { sql } from 'kysely';
import type { Call } from '../call';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { matchingStep } from './totp';
import { openTotpSecret, sealTotpSecret } from './totp-secret';
import type { HeldSecondFactor } from './with-second-factor-lock';

/** A code of the user's app. */
export interface UsedCode {
  readonly held: HeldSecondFactor;
  readonly code: string;
}

/**
 * Uses a code up: it and all before it are over (RFC 6238 section 5.2). The first code confirms the
 * secret that it is of.
 *
 * @throws DirectoryError `CODE_INVALID` for one that is wrong, or was used before.
 */
export async function useTotpCode(tx: Tx, call: Call, { held, code }: UsedCode): Promise<void> {
  const { userId, totpSecret, isConfirmed, time } = held;
  const { keys } = call.settings;
  if (totpSecret === null) throw new DirectoryError('CODE_INVALID');
  const { text: secret, isStale } = openTotpSecret(keys, userId, totpSecret);
  const step = matchingStep({ secret, code, time });
  if (step === null) throw new DirectoryError('CODE_INVALID');
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({
      totp_last_step: step,
      ...(isConfirmed ? {} : { totp_confirmed_at: sql<Date>`now()` }),
      // It was encrypted under a key that is about to go.
      ...(isStale ? { totp_secret: sealTotpSecret(keys, userId, secret) } : {}),
    })
    .where('id', '=', userId)
    .where((the) =>
      the.or([the('totp_last_step', 'is', null), the('totp_last_step', '<', `${step}`)]),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DirectoryError('CODE_INVALID');
}
