import type { Mail } from '../mail';
import {
  type Addressee,
  asUser,
  formatTime,
  type TimedLink,
  worksUntil,
  writeMail,
} from './write-mail';

/** Writes the mail to a user who requested a password reset. */
export function passwordResetMail({ to, service, link, expiresAt }: Addressee & TimedLink): Mail {
  return writeMail({
    to,
    service,
    subject: `Reset your password for ${service}`,
    heading: 'Reset your password',
    button: { label: 'Choose a new password', link },
    reason: 'You get this mail because someone requested a password reset for your address.',
    paragraphs: [
      `Someone requested a password reset for your user at ${service}. If that was you, open this link and choose a new password:`,
      link,
      worksUntil(expiresAt),
      'If that was not you, ignore this mail. Your password is unchanged. Do not forward this mail, because anyone with the link can use it.',
    ],
  });
}

/** Writes the mail to a user without a password who requested a reset. It offers no way to set one. */
export function noPasswordMail({ to, service }: Addressee): Mail {
  return writeMail({
    to,
    service,
    subject: `Logging in to ${service}`,
    heading: 'There is no password to reset',
    reason: 'You get this mail because someone requested a password reset for your address.',
    paragraphs: [
      `Someone requested a password reset for your user at ${service}. Your user has no password, so there is nothing to reset.`,
      'If that was you, log in the way you did before, or ask an administrator of your account for an invitation.',
      'If that was not you, ignore this mail. Nothing was changed.',
    ],
  });
}

/** A password change, and the number of the user's credentials that ended and that still work. */
export interface PasswordChangeNotice extends Addressee {
  readonly at: Date;
  readonly endedCredentials: number;
  readonly liveCredentials: number;
}

/** Writes the mail to a user whose password was changed. */
export function passwordChangedMail(change: PasswordChangeNotice): Mail {
  const { to, service, at, endedCredentials: ended, liveCredentials: live } = change;
  return writeMail({
    to,
    service,
    subject: `Your password for ${service} was changed`,
    heading: 'Your password was changed',
    reason: asUser(service),
    paragraphs: [
      `Your password for ${service} was changed at ${formatTime(at)}, by someone who knew the old password or had a link from a mail to this address. Your other sessions have ended.`,
      ...(ended === 0
        ? []
        : [`Your credentials (API keys, authtokens, SSH keys) have ended: ${ended}.`]),
      ...(live === 0
        ? []
        : [
            `Your credentials (API keys, authtokens, SSH keys) still work: ${live}. If you do not recognize all of them, delete the others, or set another new password and end your credentials with it.`,
          ]),
      'If that was you, there is nothing else to do.',
      'If that was not you, reset your password on the login page immediately, end your credentials with it, and tell an administrator of your account.',
    ],
  });
}

/** Writes the mail to a user who removed the own password. */
export function passwordRemovedMail({ to, service, at }: Addressee & { readonly at: Date }): Mail {
  return writeMail({
    to,
    service,
    subject: `Your password for ${service} was removed`,
    heading: 'Your password was removed',
    reason: asUser(service),
    paragraphs: [
      `Your password for ${service} was removed at ${formatTime(at)}, by someone who was logged in as you. Your other sessions have ended. From now on, you log in with a passkey or an identity provider.`,
      'If that was you, there is nothing to do.',
      'If that was not you, log in with your passkey or identity provider, end your other sessions, and tell an administrator of your account.',
    ],
  });
}
