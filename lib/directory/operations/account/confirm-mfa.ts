import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { mfaEnabledMail } from '../../../mail/texts/second-factor-mails';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import type { Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { attemptSecondFactor } from '../../mfa/attempt-second-factor';
import { enableMfa } from '../../mfa/change-second-factors';
import { NO_RECOVERY_CODES } from '../../mfa/recovery-codes';
import { useTotpCode } from '../../mfa/totp';
import { notifyUser } from '../../notifications/notify-user';
import { optionalRecoveryCodes, totpCode } from '../../schemas';
import { completeMfa } from '../../sessions/create-session';

/** Completes the enrollment: every later login of the user with a password requires a second factor. */
export const confirmMfa = operation({
  name: 'account/confirm-mfa',
  summary:
    'Adds an authenticator app with a code of it, and shows the recovery codes once if it is the first second factor.',
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: strictObject({ code: totpCode }),
  output: optionalRecoveryCodes,
  errors: ['CODE_INVALID', 'MFA_ENABLED', 'MFA_NOT_ENROLLED', 'THROTTLED', 'SESSION_EXPIRED'],
  async run(call, { code }) {
    const { userId = '', name: email } = callerOf(call);
    const shown = await attemptSecondFactor(call, {
      failure: 'mfa_failed',
      isEnrollment: true,
      async work(tx, factor) {
        if (factor.isConfirmed) throw new DirectoryError('MFA_ENABLED');
        if (factor.totpSecret === null) throw new DirectoryError('MFA_NOT_ENROLLED');
        await useTotpCode(tx, call, { factor, code });
        return factor.hasAny ? addApp(tx, call) : enableMfa(tx, call, 'app');
      },
    });
    await notifyUser(call, { userId, email }, mfaEnabledMail);
    return shown;
  },
});

// The recovery codes and the other sessions belong to the second factors that the user has already.
async function addApp(tx: Tx, call: Call) {
  const { userId = '' } = callerOf(call);
  const object = { type: 'user', id: userId, factor: 'app' };
  const counted = { endedSessions: sql<number>`0` };
  await recordUserEvent(tx, call, { type: 'mfa_enabled', userId, object, counted });
  completeMfa(tx, call);
  return NO_RECOVERY_CODES;
}
