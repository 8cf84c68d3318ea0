import { strictObject } from 'valibot';
import type { Channel } from '../../../verify/verify';
import { ANY_SESSION } from '../../api/access';
import { operation } from '../../api/operation';
import { type Call, callerOf } from '../../call';
import { write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { channel, requireVerify, sendPhoneCode } from '../../phones/phone-codes';
import { decryptPhoneNumber, encryptPhoneNumber } from '../../phones/phone-number';
import { empty } from '../../schemas';

/** A session exists only after the password or a passkey. The code is valid in the same session only. */
export const sendCode = operation({
  name: 'session/send-code',
  summary: "Sends a code to the caller's phone, for session/second-factor or session/step-up.",
  access: ANY_SESSION,
  changes: true,
  input: strictObject({ channel }),
  output: empty,
  errors: ['PHONE_NOT_SET', 'PHONE_INVALID', 'PHONE_DISABLED', 'THROTTLED', 'SESSION_EXPIRED'],
  async run(call, { channel: by }: { readonly channel: Channel }) {
    requireVerify(call);
    const { text: number, isStale } = await findNumber(call);
    const before = isStale ? encryptAgain(call, number) : undefined;
    await sendPhoneCode(call, { number, channel: by, isNew: false, before });
    return {};
  },
});

async function findNumber(call: Call) {
  const { userId = '' } = callerOf(call);
  const phone = await call.database
    .selectFrom('phones')
    .select('number')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (phone === undefined) throw new DirectoryError('PHONE_NOT_SET');
  return decryptPhoneNumber(call.settings.keys, userId, phone.number);
}

// The number is encrypted with the previous key, which will be removed.
function encryptAgain(call: Call, text: string) {
  const { userId = '' } = callerOf(call);
  const number = encryptPhoneNumber(call.settings.keys, userId, text);
  return (tx: Parameters<typeof write>[0]) =>
    write(tx, tx.updateTable('phones').set({ number }).where('user_id', '=', userId));
}
