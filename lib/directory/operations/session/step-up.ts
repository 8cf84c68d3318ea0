import { strictObject, union } from 'valibot';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { inTransaction, type Tx, write } from '../../database/database';
import { notifyRecoveryCodeUsed } from '../../mfa/recovery-codes';
import {
  type GivenFactor,
  requireSecondFactor,
  secondFactorInput,
} from '../../mfa/require-second-factor';
import { requirePassword } from '../../passwords/verify-password';
import { empty, password } from '../../schemas';
import { completeMfa } from '../../sessions/create-session';

type Given = GivenFactor | { readonly password: string };

/**
 * Protects operations that access to an unattended session must not be enough for. A user with a second factor
 * must use it, because the password is the weaker proof.
 */
export const stepUp = operation({
  name: 'session/step-up',
  summary:
    'Authenticates the user of the session again: by the second factor, else by the password.',
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: union([secondFactorInput, strictObject({ password })]),
  output: empty,
  errors: [
    'CODE_INVALID',
    'PASSKEY_INVALID',
    'PASSKEY_UNKNOWN',
    'PHONE_DISABLED',
    'PHONE_CODE_EXPIRED',
    'PASSWORD_INVALID',
    'SECOND_FACTOR_REQUIRED',
    'MFA_NOT_ENABLED',
    'THROTTLED',
    'OVERLOADED',
    'SESSION_EXPIRED',
  ],
  async run(call, given: Given) {
    const failure = 'step_up_failed' as const;
    if (!('password' in given)) {
      const work = (tx: Tx) => recordStepUp(tx, call, given);
      const { recoveryCodesLeft } = await requireSecondFactor(call, { given, failure, work });
      await notifyRecoveryCodeUsed(call, recoveryCodesLeft);
      return {};
    }
    await requirePassword(call, {
      password: given.password,
      failure,
      isOnlyFactor: true,
      work: ({ refund }) =>
        inTransaction(call.database, async (tx) => {
          await write(tx, refund);
          await recordStepUp(tx, call, given);
        }),
    });
    return {};
  },
});

async function recordStepUp(tx: Tx, call: Call, given: Given): Promise<void> {
  const { credentialId = '' } = callerOf(call);
  completeMfa(tx, call);
  const object = { type: 'session', id: credentialId, by: Object.keys(given)[0] };
  await recordEvent(tx, call, { type: 'step_up_succeeded', object });
}
