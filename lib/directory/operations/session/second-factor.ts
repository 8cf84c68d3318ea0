import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import type { LoginMethod } from '../../database/tables';
import { notifyRecoveryCodeUsed } from '../../mfa/recovery-codes';
import {
  type GivenFactor,
  requireSecondFactor,
  secondFactorInput,
} from '../../mfa/require-second-factor';
import { status } from '../../schemas';
import { completeMfa, markLogin } from '../../sessions/create-session';
import { recordBreakGlass } from '../../sessions/record-break-glass';

export const secondFactor = operation({
  name: 'session/second-factor',
  summary:
    'Completes a login with a code of the authenticator app, a recovery code, a code by phone or a passkey.',
  access: { apiKey: false, status: ['mfa_required'] },
  changes: true,
  setsSession: true,
  input: secondFactorInput,
  output: strictObject({ status }),
  errors: [
    'CODE_INVALID',
    'PASSKEY_INVALID',
    'PASSKEY_UNKNOWN',
    'PHONE_DISABLED',
    'PHONE_CODE_EXPIRED',
    'CHALLENGE_EXPIRED',
    'THROTTLED',
    'MFA_NOT_ENABLED',
    'SESSION_EXPIRED',
  ],
  async run(call, given: GivenFactor) {
    const { userId = '', credentialId = '', accountId, breakGlass } = callerOf(call);
    const method = methodOf(given);
    const { result: sendNotices, recoveryCodesLeft } = await requireSecondFactor(call, {
      given,
      failure: 'second_factor_failed',
      async work(tx) {
        completeMfa(tx, call, {
          authenticated_by: sql<LoginMethod[]>`array_append(authenticated_by, ${method})`,
        });
        await markLogin(tx, { userId, accountId: accountId ?? null });
        const object = { type: 'session', id: credentialId, by: Object.keys(given)[0] };
        await recordEvent(tx, call, { type: 'second_factor_succeeded', object });
        return breakGlass === true ? recordBreakGlass(tx, call) : undefined;
      },
    });
    await notifyRecoveryCodeUsed(call, recoveryCodesLeft);
    await sendNotices?.();
    return {
      status: accountId === undefined ? ('no_account' as const) : ('authenticated' as const),
    };
  },
});

function methodOf(given: GivenFactor): LoginMethod {
  if ('code' in given) return 'app';
  if ('phoneCode' in given) return 'phone';
  return 'passkey' in given ? 'passkey' : 'recovery_code';
}
