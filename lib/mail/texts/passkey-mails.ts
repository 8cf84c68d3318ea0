import type { Mail } from '../mail';
import { NOT_YOU, type SecondFactorNotice } from './second-factor-mails';
import { asUser, formatTime, writeMail } from './write-mail';

/** A change of a passkey. */
interface PasskeyNotice extends SecondFactorNotice {
  /** The passkey's name. */
  readonly name: string;
}

/** Writes the mail to a user who added a passkey. */
export function passkeyAddedMail({ to, service, at, name }: PasskeyNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `A passkey was added at ${service}`,
    heading: 'A passkey was added',
    reason: asUser(service),
    paragraphs: [
      `The passkey “${name}” was added to your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. It can log in without your password. With your password alone, logging in now requires a second factor.`,
      'If that was you, there is nothing to do.',
      `${NOT_YOU} Then delete the passkey.`,
    ],
  });
}

/** Writes the mail to a user who deleted a passkey. */
export function passkeyDeletedMail({ to, service, at, name }: PasskeyNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `A passkey was deleted at ${service}`,
    heading: 'A passkey was deleted',
    reason: asUser(service),
    paragraphs: [
      `The passkey “${name}” was deleted from your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. It can no longer log in. Without another second factor, your password is now enough.`,
      'If that was you, you can also delete it from your password manager.',
      NOT_YOU,
    ],
  });
}
