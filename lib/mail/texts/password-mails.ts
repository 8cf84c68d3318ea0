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

/** For somebody whose password is another one now. */
export function passwordChangedMail({ to, service, at }: Addressee & { readonly at: Date }): Mail {
  return writeMail({
    to,
    subject: `Your password for ${service} was changed`,
    paragraphs: [
      `Your password for ${service} was changed at ${inWords(at)}, by somebody who knew the old one or had a link from a mail to this address. Your other sessions have ended.`,
      'If that was you, there is nothing to do.',
      'If that was not you, ask for a new password at once, where you sign in, and tell an administrator of your account.',
    ],
  });
}
