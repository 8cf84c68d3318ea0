import { strictObject } from 'valibot';
import type { Channel } from '../../../verify/verify';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { channel, requireVerify, sendPhoneCode } from '../../phones/phone-codes';
import { parsePhoneNumber } from '../../phones/phone-number';
import { boundedText, empty } from '../../schemas';
import { requireStepUpRow } from '../../sessions/require-step-up';

interface Input {
  readonly number: string;
  readonly channel: Channel;
}

/** Changes nothing about logins until `account/confirm-phone` receives the code, and the earlier number stays. */
export const startPhone = operation({
  name: 'account/start-phone',
  summary: 'Sends a code to a phone number that the caller wants to use as a second factor.',
  access: MFA_ENROLLMENT,
  changes: true,
  input: strictObject({ number: boundedText(100), channel }),
  output: empty,
  errors: ['PHONE_INVALID', 'PHONE_DISABLED', 'THROTTLED', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { number: given, channel: by }: Input) {
    requireVerify(call);
    const number = parsePhoneNumber(given);
    await sendPhoneCode(call, {
      number,
      channel: by,
      isNew: true,
      async before(tx) {
        requireStepUpRow(call, tx);
      },
    });
    return {};
  },
});
