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

/** Waits, in milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

/**
 * {@link forgotPassword}, with another way to wait: for tests.
 *
 * Handing a mail over takes a conversation with a server, which only known addresses have. It cannot be
 * left for later, as a container may be frozen once it has answered. So every answer comes when the same
 * time has passed, in which a mail server usually has long answered; a mail that takes longer is given up.
 */
export function forgotPasswordWith(pause: Pause) {
  return operation({
    name: 'session/forgot-password',
    summary: 'Mails a link to set a new password with. The answer says nothing about the address.',
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

/** Mails a link to set a new password with, where the address is known; the caller is not told. */
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
  // Whether it was sent is in the log of events, and nowhere else.
  await sendMailOrRecordFailure(call, { mail: text, userId, timeLimitMs: MAIL_MS });
}
