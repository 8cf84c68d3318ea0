import { strictObject, union } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import type { Tx } from '../../database/database';
import { replaceRecoveryCodes } from '../../mfa/recovery-codes';
import { type GivenFactor, requireSecondFactor } from '../../mfa/require-second-factor';
import { assertionResponse } from '../../passkeys/passkey';
import { boundedText, shownRecoveryCodes, totpCode } from '../../schemas';

export const regenerateRecoveryCodes = operation({
  name: 'account/regenerate-recovery-codes',
  summary:
    'Replaces the recovery codes with ten new ones, shown once. Requires a code of the app, a code by phone or a passkey.',
  access: SELF_SERVICE,
  changes: true,
  input: union([
    strictObject({ code: totpCode }),
    strictObject({ phoneCode: boundedText(100) }),
    strictObject({ passkey: assertionResponse }),
  ]),
  output: shownRecoveryCodes,
  errors: [
    'MFA_NOT_ENABLED',
    'CODE_INVALID',
    'THROTTLED',
    'PASSKEY_INVALID',
    'PASSKEY_UNKNOWN',
    'PHONE_DISABLED',
    'PHONE_CODE_EXPIRED',
  ],
  async run(call, given: Exclude<GivenFactor, { readonly recoveryCode: string }>) {
    const { userId = '' } = callerOf(call);
    const work = async (tx: Tx) => {
      const shown = await replaceRecoveryCodes(tx, call);
      const object = { type: 'user', id: userId };
      await recordUserEvent(tx, call, { type: 'recovery_codes_created', userId, object });
      return shown;
    };
    const { result } = await requireSecondFactor(call, { given, failure: 'mfa_failed', work });
    return result;
  },
});
