import type { Mail } from '../mail';
import { NOT_YOU, type SecondFactorNotice } from './second-factor-mails';
import { asUser, formatTime, writeMail } from './write-mail';

/** A new link between a user and an identity provider. */
interface IdentityNotice extends SecondFactorNotice {
  /** The identity provider's name. */
  readonly name: string;
}

/** Writes the mail to a user who logged in with an identity provider for the first time. */
export function identityLinkedMail({ to, service, at, name }: IdentityNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `“${name}” can log in to ${service} as you`,
    heading: 'Single sign-on was set up',
    reason: asUser(service),
    paragraphs: [
      `You logged in to ${service} with “${name}” at ${formatTime(at)}, for the first time. From now on, your user there can log in as you.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}
