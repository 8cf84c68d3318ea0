import { sql } from 'kysely';
import { strictObject, string } from 'valibot';
import { phoneAddedMail } from '../../../mail/texts/phone-mails';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { type Tx, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { attemptSecondFactor, type SecondFactor } from '../../mfa/attempt-second-factor';
import { enableMfa } from '../../mfa/change-second-factors';
import { NO_RECOVERY_CODES } from '../../mfa/recovery-codes';
import { normalizeCode } from '../../mfa/totp';
import { notifyUser } from '../../notifications/notify-user';
import {
  endVerifications,
  requirePhoneCode,
  requireVerify,
  usePhoneCode,
} from '../../phones/phone-codes';
import { decryptPhoneNumber, encryptPhoneNumber, maskPhoneNumber } from '../../phones/phone-number';
import { boundedText, optionalRecoveryCodes } from '../../schemas';
import { completeMfa } from '../../sessions/create-session';

/** The code must be of the same session. The new number replaces an earlier one. */
export const confirmPhone = operation({
  name: 'account/confirm-phone',
  summary:
    'Adds a phone number with the code that was sent to it, and shows the recovery codes once if it is the first second factor.',
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: strictObject({ code: boundedText(100) }),
  output: strictObject({ phone: string(), ...optionalRecoveryCodes.entries }),
  errors: [
    'CODE_INVALID',
    'PHONE_CODE_EXPIRED',
    'PHONE_NOT_SET',
    'PHONE_DISABLED',
    'THROTTLED',
    'SESSION_EXPIRED',
  ],
  async run(call, { code }) {
    const { userId = '', name: email } = callerOf(call);
    requireVerify(call);
    const { number, shown } = await attemptSecondFactor(call, {
      failure: 'mfa_failed',
      isEnrollment: true,
      async verify({ sid, newNumber }) {
        if (newNumber === null) throw new DirectoryError('PHONE_NOT_SET');
        await requirePhoneCode(call, { code: normalizeCode(code), sid });
      },
      work: (tx, factor) => addPhone(tx, call, factor),
    });
    const phone = maskPhoneNumber(number);
    await notifyUser(call, { userId, email }, (notice) => phoneAddedMail({ ...notice, phone }));
    return { phone, ...shown };
  },
});

async function addPhone(tx: Tx, call: Call, { userId, sid, newNumber, hasAny }: SecondFactor) {
  const { keys } = call.settings;
  const { text: number } = decryptPhoneNumber(keys, userId, newNumber ?? '');
  usePhoneCode(tx, call, sid);
  await endVerifications(tx, userId);
  const values = { user_id: userId, number: encryptPhoneNumber(keys, userId, number) };
  const insert = tx
    .insertInto('phones')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ number: values.number, created_at: sql<Date>`now()` }),
    );
  await write(tx, insert);
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'phone_created', userId, object });
  if (!hasAny) return { number, shown: await enableMfa(tx, call, 'phone') };
  completeMfa(tx, call);
  return { number, shown: NO_RECOVERY_CODES };
}
