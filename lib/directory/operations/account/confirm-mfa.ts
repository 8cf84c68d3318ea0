import { strictObject } from 'valibot';
import { mfaEnabledMail } from '../../../mail/texts/second-factor-mails';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import type { Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { attemptSecondFactor } from '../../mfa/attempt-second-factor';
import { replaceRecoveryCodes } from '../../mfa/recovery-codes';
import { useTotpCode } from '../../mfa/totp';

import { notifyUser } from '../../notifications/notify-user';
import { shownRecoveryCodes, totpCode } from '../../schemas';
import { completeMfa } from '../../sessions/create-session';
import { countUserSessions, endUserSessions } from '../../sessions/end-sessions';

/** Completes the enrollment: every later login of the user requires a code. */
export const confirmMfa = operation({
  name: 'account/confirm-mfa',
  summary: 'Enables MFA with a code of the authenticator app and shows the recovery codes once.',
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: strictObject({ code: totpCode }),
  output: shownRecoveryCodes,
  errors: ['CODE_INVALID', 'MFA_ENABLED', 'MFA_NOT_ENROLLED', 'THROTTLED', 'SESSION_EXPIRED'],
  async run(call, { code }) {
    const { userId = '', name: email } = callerOf(call);
    const shown = await attemptSecondFactor(call, {
      failure: 'mfa_failed',
      isConfirmed: false,
      async work(tx, factor) {
        if (factor.isConfirmed) throw new DirectoryError('MFA_ENABLED');
        if (factor.totpSecret === null) throw new DirectoryError('MFA_NOT_ENROLLED');
        await useTotpCode(tx, call, { factor, code });
        return enable(tx, call);
      },
    });
    await notifyUser(call, { userId, email }, mfaEnabledMail);
    return shown;
  },
});

// The other sessions started without a second factor. This session has just proven it.
async function enable(tx: Tx, call: Call) {
  const { userId = '', credentialId = '' } = callerOf(call);
  const shown = await replaceRecoveryCodes(tx, call);
  const others = { userId, except: credentialId };
  // Counted before they end.
  const counted = { endedSessions: countUserSessions(others) };
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'mfa_enabled', userId, object, counted });
  endUserSessions(tx, others);
  completeMfa(tx, call);
  return shown;
}
