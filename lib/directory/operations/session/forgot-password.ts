import { setTimeout as sleep } from 'node:timers/promises';
import { strictObject } from 'valibot';
import { parseTypedEmail } from '../../../mail/email-address';
import { noPasswordMail, passwordResetMail } from '../../../mail/texts/password-mails';
import { operation } from '../../api/operation';
import type { Call } from '../../call';
import { DirectoryError } from '../../errors';
import { linkTo, serviceNameOf } from '../../notifications/links';
import { sendMailOrRecordFailure } from '../../notifications/notify-user';
import { type RequestedReset, requestReset } from '../../passwords/request-reset';
import { email, empty } from '../../schemas';
import { countAttempt, RESET_MAIL } from '../../throttle';

const ANSWER_MS = 4000;
const MAIL_MS = 3500;

/** A function that resolves after a number of milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

/**
 * Returns {@link forgotPassword} with another way to wait, for tests.
 *
 * Only known addresses cause a conversation with the mail server. It cannot be postponed, because a container
 * may be frozen once it has responded. So every response is sent after the same time, within which a mail
 * server has usually answered. A mail that takes longer is abandoned.
 */
export function forgotPasswordWith(pause: Pause) {
  return operation({
    name: 'session/forgot-password',
    summary:
      'Mails a link to set a new password. The response does not reveal whether the user exists.',
    access: 'anyone',
    changes: true,
    input: strictObject({ email }),
    output: empty,
    errors: ['EMAIL_INVALID', 'THROTTLED'],
    async run(call, input) {
      const began = performance.now();
      const address = parseTypedEmail(input.email);
      if (address === null) throw new DirectoryError('EMAIL_INVALID');
      await countAttempt(call, RESET_MAIL, `reset ${address.key}`);
      const requested = await requestReset(call, address.key);
      if (requested !== null) await mail(call, requested);
      await pause(Math.max(ANSWER_MS - (performance.now() - began), 0));
      return {};
    },
  });
}

export const forgotPassword = forgotPasswordWith(sleep);

async function mail(call: Call, { userId, email: to, link }: RequestedReset): Promise<void> {
  const { origin } = call.settings;
  const service = serviceNameOf(origin);
  const text =
    link === null
      ? noPasswordMail({ to, service })
      : passwordResetMail({
          to,
          service,
          link: linkTo(origin, { kind: 'reset', token: link.token }),
          expiresAt: link.expiresAt,
        });
  // Only the audit log says whether the mail was sent.
  await sendMailOrRecordFailure(call, { mail: text, userId, timeLimitMs: MAIL_MS });
}
