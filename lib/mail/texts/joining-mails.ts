import type { Mail } from '../mail';
import {
  type Addressee,
  plainName,
  shownAddress,
  type TimedLink,
  worksUntil,
  writeMail,
} from './write-mail';

/** What an invitation says beside its link. */
export interface Invitation extends Addressee, TimedLink {
  /** The account's name, as somebody chose it. */
  readonly account: string;
  readonly inviter: { readonly name: string; readonly email: string };
  /** What the invited will be, as in `developer:read-write`. */
  readonly roles: readonly string[];
}

/** For somebody who may join an account. */
export function invitationMail({
  to,
  service,
  link,
  expiresAt,
  account,
  inviter,
  roles,
}: Invitation): Mail {
  const name = plainName(account);
  return writeMail({
    to,
    subject: `Invitation to "${name}" at ${service}`,
    link,
    paragraphs: [
      `${described(inviter)} invites you to the account "${name}" at ${service}. The names in quotation marks were chosen by people there.`,
      `You would be: ${roles.join(', ')}.`,
      'To join, open this link, and sign in or sign up with this e-mail address:',
      link,
      worksUntil(expiresAt),
      'If you do not know what this is about, do nothing: nobody joins without the link.',
    ],
  });
}

function described({ name, email }: Invitation['inviter']): string {
  const address = shownAddress(email);
  const shown = plainName(name);
  return shown === '' ? address : `"${shown}" (${address})`;
}

/** For somebody who signed up and has yet to prove that the address is theirs. */
export function signUpMail({ to, service, link, expiresAt }: Addressee & TimedLink): Mail {
  return writeMail({
    to,
    subject: `Confirm your e-mail address for ${service}`,
    link,
    paragraphs: [
      `Somebody signed up to ${service} with this e-mail address. If that was you, open this link to go on:`,
      link,
      worksUntil(expiresAt),
      'If that was not you, do nothing: without the link, nobody can sign up with your address.',
    ],
  });
}

/** For somebody who signed up and has a user already. */
export function alreadySignedUpMail({ to, service }: Addressee): Mail {
  return writeMail({
    to,
    subject: `You have a user at ${service} already`,
    paragraphs: [
      `Somebody signed up to ${service} with this e-mail address. You have a user there already, and nothing about it was changed.`,
      'If that was you, sign in with this address. If you do not know your password any more, ask for a new one where you sign in.',
      'If that was not you, do nothing.',
    ],
  });
}
