import type { Mail } from '../mail';
import { NOT_YOU, type SecondFactorNotice } from './second-factor-mails';
import { asUser, formatTime, writeMail } from './write-mail';

/** Writes the mail to a user who added a phone number. */
export function phoneAddedMail({
  to,
  service,
  at,
  phone,
}: SecondFactorNotice & {
  /** The number without its middle. */
  readonly phone: string;
}): Mail {
  return writeMail({
    to,
    service,
    subject: `A phone number was added at ${service}`,
    heading: 'A phone number was added',
    reason: asUser(service),
    paragraphs: [
      `The phone number ${phone} was added to your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. It replaces any earlier number. From now on, logging in with your password also requires a second factor, such as a code that is sent to this number.`,
      'Codes by phone can be intercepted. An authenticator app or a passkey is safer.',
      'If that was you, keep your recovery codes in a safe place.',
      `${NOT_YOU} Then delete the phone number.`,
    ],
  });
}

/** Writes the mail to a user who deleted the phone number. */
export function phoneDeletedMail({ to, service, at }: SecondFactorNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `Your phone number was deleted at ${service}`,
    heading: 'Your phone number was deleted',
    reason: asUser(service),
    paragraphs: [
      `The phone number was deleted from your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. It receives no codes. Without another second factor, your password is now enough to log in, and your recovery codes no longer work.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}
