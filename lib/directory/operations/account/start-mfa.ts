import { strictObject, string } from 'valibot';
import { ENROLLING } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction } from '../../database/database';
import { DirectoryError } from '../../errors';
import { qrCodeForTerminal, qrCodeSvg } from '../../mfa/qr-code';
import { newTotpSecret, sealTotpSecret, totpUri } from '../../mfa/totp';
import { serviceOf } from '../../notifications/links';
import { nothing } from '../../schemas';
import { insistOnStepUp } from '../../sessions/require-step-up';

/** Begins the enrolment of an authenticator app. Nothing counts before a code of it was given. */
export const startMfa = operation({
  name: 'account/start-mfa',
  summary: 'Begins the enrolment of an authenticator app, and shows its secret this once.',
  access: ENROLLING,
  changes: true,
  input: nothing,
  output: strictObject({
    secret: string(),
    uri: string(),
    qrCodeSvg: string(),
    qrCodeTerminal: string(),
  }),
  errors: ['MFA_ENABLED', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call) {
    const { userId = '', name: label } = callerOf(call);
    const secret = newTotpSecret();
    await inTransaction(call.database, async (tx) => {
      await insistOnStepUp(call, tx);
      const { numUpdatedRows } = await tx
        .updateTable('users')
        .set({
          totp_secret: sealTotpSecret(call.settings.keys, userId, secret),
          totp_last_step: null,
        })
        .where('id', '=', userId)
        .where('totp_confirmed_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new DirectoryError('MFA_ENABLED');
      const object = { type: 'user', id: userId };
      await recordUserEvent(tx, call, { type: 'mfa_enrolment_started', userId, object });
    });
    const uri = totpUri({ secret, label, issuer: serviceOf(call.settings.origin) });
    return { secret, uri, qrCodeSvg: qrCodeSvg(uri), qrCodeTerminal: qrCodeForTerminal(uri) };
  },
});
