import type { Roles } from '../../identity/roles';
import type { Mail } from '../mail';
import {
  type Addressee,
  plainName,
  shownAddress,
  type TimedLink,
  worksUntil,
  writeMail,
} from './write-mail';

/** The content of an invitation mail. */
export interface InvitationContent extends Addressee, TimedLink {
  /** The account's name, which a user chose. */
  readonly account: string;
  readonly inviter: { readonly name: string; readonly email: string };
  readonly roles: Roles;
}

/** Writes the mail to a person who is invited to an account. */
export function invitationMail({
  to,
  service,
  link,
  expiresAt,
  account,
  inviter,
  roles,
}: InvitationContent): Mail {
  const name = plainName(account);
  return writeMail({
    to,
    service,
    subject: `Invitation to "${name}" at ${service}`,
    heading: `Join "${name}"`,
    button: { label: 'Accept the invitation', link },
    reason: `You get this mail because ${shownAddress(inviter.email)} entered your address in an invitation.`,
    paragraphs: [
      `${described(inviter)} invites you to the account "${name}" at ${service}. The names in quotation marks were chosen by people there.`,
      `Your access: ${rolesInWords(roles)}.`,
      'To join, open this link, and log in or sign up with this email address:',
      link,
      worksUntil(expiresAt),
      'If you did not expect this invitation, ignore this mail. Joining requires the link.',
    ],
  });
}

function described({ name, email }: InvitationContent['inviter']): string {
  const address = shownAddress(email);
  const shown = plainName(name);
  return shown === '' ? address : `"${shown}" (${address})`;
}

/** Writes the mail that verifies the email address of a new user. */
export function signUpMail({ to, service, link, expiresAt }: Addressee & TimedLink): Mail {
  return writeMail({
    to,
    service,
    subject: `Confirm your email address for ${service}`,
    heading: 'Confirm your email address',
    button: { label: 'Continue the sign-up', link },
    reason: 'You get this mail because someone signed up with your address.',
    paragraphs: [
      `Someone signed up to ${service} with this email address. If that was you, open this link to continue:`,
      link,
      worksUntil(expiresAt),
      'If that was not you, ignore this mail. Signing up with your address requires the link.',
    ],
  });
}

/** Writes the mail to an existing user whose address was used to sign up again. */
export function alreadySignedUpMail({ to, service }: Addressee): Mail {
  return writeMail({
    to,
    service,
    subject: `You already have a user at ${service}`,
    heading: 'You already have a user',
    reason: 'You get this mail because someone signed up with your address.',
    paragraphs: [
      `Someone signed up to ${service} with this email address. You already have a user there, and it was not changed.`,
      'If that was you, log in with this address. If you forgot your password, reset it on the login page.',
      'If that was not you, ignore this mail.',
    ],
  });
}

const TEAM_WORDS = {
  'read-only': 'sees members',
  'invite-only': 'invites members',
  manager: 'manages members',
} as const;

// The words of the dashboard.
function rolesInWords({ developer, team, administrator }: Roles): string {
  return administrator ? 'administrator' : `${developer}, ${TEAM_WORDS[team]}`;
}
