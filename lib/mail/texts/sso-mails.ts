import type { Mail } from '../mail';
import { NOT_YOU, type SecondFactorNotice } from './second-factor-mails';
import { asUser, formatTime, writeMail } from './write-mail';

/** A new link between a user and an identity provider. */
interface IdentityNotice extends SecondFactorNotice {
  /** The identity provider's name. */
  readonly name: string;
}

/** Writes the mail to a user who linked an identity, or logged in with an identity provider for the first time. */
export function identityLinkedMail({ to, service, at, name }: IdentityNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `“${name}” can log in to ${service} as you`,
    heading: 'An identity was linked',
    reason: asUser(service),
    paragraphs: [
      `Your user at “${name}” was linked to your user at ${service} at ${formatTime(at)}. From now on, your user there can log in as you.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}

/** Writes the mail to a user who removed an identity. */
export function identityUnlinkedMail({ to, service, at, name }: IdentityNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `“${name}” can no longer log in to ${service} as you`,
    heading: 'An identity was unlinked',
    reason: asUser(service),
    paragraphs: [
      `Your user at “${name}” was unlinked from your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. The sessions that began there have ended.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}
