import type { Mail } from '../mail';
import {
  type Addressee,
  asUser,
  formatTime,
  shownAddress,
  type TimedLink,
  worksUntil,
  writeMail,
} from './write-mail';

const ENTERED = 'You get this mail because someone entered your address as a new email address.';

/** Writes the mail that verifies the new email address of a user. */
export function confirmEmailMail({ to, service, link, expiresAt }: Addressee & TimedLink): Mail {
  return writeMail({
    to,
    service,
    subject: `Confirm your new email address for ${service}`,
    heading: 'Confirm your new email address',
    button: { label: 'Confirm the address', link },
    reason: ENTERED,
    paragraphs: [
      `Someone wants to use this email address for their user at ${service}. If that was you, open this link and log in as before:`,
      link,
      worksUntil(expiresAt),
      'If that was not you, ignore this mail. No other user can use the link.',
    ],
  });
}

/** Writes the mail to an existing user whose address another user wants to use. */
export function emailInUseMail({ to, service }: Addressee): Mail {
  return writeMail({
    to,
    service,
    subject: `Your email address is already in use at ${service}`,
    heading: 'Your email address is already in use',
    reason: ENTERED,
    paragraphs: [
      `Someone wants to use this email address for another user at ${service}. You already have a user with it there, and nothing was changed.`,
      'If that was you, log in with this address. If you forgot your password, reset it on the login page.',
      'If that was not you, ignore this mail.',
    ],
  });
}

/** A change of a user's email address: the time and the new address. */
export interface EmailChangeNotice extends Addressee {
  readonly at: Date;
  readonly newEmail: string;
}

/** Writes the mail to a user's current address about a requested change. */
export function emailChangeRequestedMail({ to, service, at, newEmail }: EmailChangeNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `A new email address was requested at ${service}`,
    heading: 'A new email address was requested',
    reason: asUser(service),
    paragraphs: [
      `A change of your email address for ${service} to ${shownAddress(newEmail)} was requested at ${formatTime(at)}, by someone who was logged in as you. This address stays in use until the new one is confirmed.`,
      'If that was you, open the link in the mail to the new address.',
      'If that was not you, reset your password on the login page immediately. That ends your sessions and the requested change. Then tell an administrator of your account.',
    ],
  });
}

/** Writes the mail to a user's old address after the change. */
export function emailChangedMail({ to, service, at, newEmail }: EmailChangeNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `Your email address for ${service} was changed`,
    heading: 'Your email address was changed',
    reason: asUser(service),
    paragraphs: [
      `Your email address for ${service} was changed to ${shownAddress(newEmail)} at ${formatTime(at)}, by someone who was logged in as you and receives mail there. Your other sessions have ended. You can no longer log in with this address.`,
      'If that was you, there is nothing else to do.',
      'If that was not you, tell an administrator of your account immediately, so that they disable your user there.',
    ],
  });
}

/** Writes the mail to the address of a deleted user. */
export function userDeletedMail({ to, service, at }: Addressee & { readonly at: Date }): Mail {
  return writeMail({
    to,
    service,
    subject: `Your user at ${service} was deleted`,
    heading: 'Your user was deleted',
    reason: `You get this mail because you had a user at ${service}. It is the last one.`,
    paragraphs: [
      `Your user at ${service} was deleted at ${formatTime(at)}, by someone who was logged in as you and had confirmed it. Your sessions, your credentials (API keys, authtokens, SSH keys) and your memberships of all accounts have ended.`,
      'If that was you, there is nothing else to do. To come back, sign up again or accept a new invitation.',
      'If that was not you, tell an administrator of your account immediately, and change the password of this mailbox.',
    ],
  });
}
