import { strictObject, string } from 'valibot';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { drawQrCode } from '../../mfa/qr-code';
import { encryptTotpSecret, newTotpSecret, totpUri } from '../../mfa/totp';
import { serviceNameOf } from '../../notifications/links';
import { empty } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

/** Changes nothing about logins until `account/confirm-mfa` receives a code of the app. */
export const startMfa = operation({
  name: 'account/start-mfa',
  summary: 'Starts the enrollment of an authenticator app and shows its secret once.',
  access: MFA_ENROLLMENT,
  changes: true,
  input: empty,
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
      await requireStepUp(call, tx)();
      const update = tx
        .updateTable('users')
        .set({
          totp_secret: encryptTotpSecret(call.settings.keys, userId, secret),
          totp_last_step: null,
        })
        .where('id', '=', userId)
        .where('totp_confirmed_at', 'is', null);
      writeOr(tx, update, new DirectoryError('MFA_ENABLED'));
      const object = { type: 'user', id: userId };
      await recordUserEvent(tx, call, { type: 'mfa_enrollment_started', userId, object });
    });
    const uri = totpUri({ secret, label, issuer: serviceNameOf(call.settings.origin) });
    const { svg, terminal } = drawQrCode(uri);
    return { secret, uri, qrCodeSvg: svg, qrCodeTerminal: terminal };
  },
});
