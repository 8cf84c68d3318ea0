import type { Mail } from '../mail';
import { type AccountNotice, asAdministrator, described, IF_UNEXPECTED } from './account-mails';
import { formatTime, plainName, shownAddress, writeMail } from './write-mail';

/** A change of whether an account requires single sign-on. */
export interface SsoModeNotice extends AccountNotice {
  readonly mode: 'mixed' | 'enforced';
}

/** Writes the mail to the other administrators of an account that begins or ceases to require single sign-on. */
export function ssoModeMail({ to, service, at, account, by, mode }: SsoModeNotice): Mail {
  const [heading, sentence] = {
    enforced: [
      'Single sign-on is now required',
      'now requires single sign-on of its members, and other sessions have ended',
    ],
    mixed: [
      'Single sign-on is no longer required',
      'no longer requires single sign-on, so members can log in with a password or passkey',
    ],
  }[mode] as [string, string];
  return writeMail({
    to,
    service,
    subject: `${heading} at ${service}`,
    heading,
    reason: asAdministrator(service, account),
    paragraphs: [
      `The account "${plainName(account)}" at ${service} ${sentence}: ${described(by)} changed that at ${formatTime(at)}.`,
      ...IF_UNEXPECTED,
    ],
  });
}

/** Writes the mail to the other administrators of an account in which a break-glass member has logged in. */
export function breakGlassUsedMail({ to, service, at, account, by }: AccountNotice): Mail {
  const heading = 'An emergency login without single sign-on';
  return writeMail({
    to,
    service,
    subject: `${heading} at ${service}`,
    heading,
    reason: asAdministrator(service, account),
    paragraphs: [
      `${described(by)} logged in to the account "${plainName(account)}" at ${service} at ${formatTime(at)}, with a password and a second factor. The account requires single sign-on, and allows this for emergencies.`,
      'If you expected this, there is nothing to do.',
      'If that was not you, contact that administrator immediately, and look at the events of the account.',
    ],
  });
}

/** A new break-glass member. */
export interface BreakGlassNotice extends AccountNotice {
  readonly email: string;
}

/** Writes the mail to the other administrators of an account with a new break-glass member. */
export function breakGlassSetMail(notice: BreakGlassNotice): Mail {
  const { to, service, at, account, by, email } = notice;
  return writeMail({
    to,
    service,
    subject: `A new emergency login of your account at ${service}`,
    heading: 'A new emergency login',
    reason: asAdministrator(service, account),
    paragraphs: [
      `${shownAddress(email)} can log in to the account "${plainName(account)}" at ${service} with a password and a second factor, also while it requires single sign-on: ${described(by)} changed that at ${formatTime(at)}.`,
      ...IF_UNEXPECTED,
    ],
  });
}
