import type { Mail } from '../mail';
import { type Addressee, inWords, type TimedLink, worksUntil, writeMail } from './write-mail';

/** For somebody who asked for a new password. */
export function passwordResetMail({ to, service, link, expiresAt }: Addressee & TimedLink): Mail {
  return writeMail({
    to,
    subject: `Reset your password for ${service}`,
    link,
    paragraphs: [
      `Somebody asked to reset your password for ${service}. If that was you, open this link and choose a new password:`,
      link,
      worksUntil(expiresAt),
      'If that was not you, do nothing: your password stays as it is. Do not pass this mail on, as whoever has the link can use it.',
    ],
  });
}

/** For somebody who asked for a new password and has none: no way to set one leads from here. */
export function noPasswordMail({ to, service }: Addressee): Mail {
  return writeMail({
    to,
    subject: `Signing in to ${service}`,
    paragraphs: [
      `Somebody asked to reset your password for ${service}. You have no password there, so there is nothing to reset.`,
      'If that was you, sign in the way you did before, or ask an administrator of your account for an invitation.',
      'If that was not you, do nothing: nothing was changed.',
    ],
  });
}

/** A password that was changed, and what became of the user's credentials. */
export interface PasswordChange extends Addressee {
  readonly at: Date;
  readonly endedCredentials: number;
  /** How many still work. */
  readonly liveCredentials: number;
}

/** Writes the mail to a user whose password is another one now. */
export function passwordChangedMail(change: PasswordChange): Mail {
  const { to, service, at, endedCredentials: ended, liveCredentials: live } = change;
  return writeMail({
    to,
    subject: `Your password for ${service} was changed`,
    paragraphs: [
      `Your password for ${service} was changed at ${inWords(at)}, by somebody who knew the old one or had a link from a mail to this address. Your other sessions have ended.`,
      ...(ended === 0
        ? []
        : [`Your credentials (API keys, authtokens, SSH keys) have ended: ${ended}.`]),
      ...(live === 0
        ? []
        : [
            `Your credentials (API keys, authtokens, SSH keys) still work: ${live}. If you do not know all of them, delete those, or set a new password once more and end your credentials with it.`,
          ]),
      'If that was you, there is nothing else to do.',
      'If that was not you, ask for a new password at once, where you sign in, end your credentials with it, and tell an administrator of your account.',
    ],
  });
}
