import type { Mail } from '../mail';
import { type AccountNotice, asAdministrator, described, IF_UNEXPECTED } from './account-mails';
import { formatTime, plainName, writeMail } from './write-mail';

/** A change of what an account's single sign-on depends on. */
export interface SsoSetupNotice extends AccountNotice {
  readonly change: 'created' | 'updated' | 'deleted' | 'verified';
  /** The identity provider's name, or the verified domain. */
  readonly name: string;
}

const CHANGES = {
  created: ['A new identity provider', 'The identity provider', 'was added to'],
  updated: ['An identity provider was changed', 'The identity provider', 'was changed in'],
  deleted: ['An identity provider was deleted', 'The identity provider', 'was deleted from'],
  verified: ['A domain was verified', 'The domain', 'was verified for'],
} as const;

const EFFECTS = {
  created: 'Once it is active, its users can log in to the account.',
  updated: 'Its users log in with the new settings.',
  deleted: 'The sessions that began with it have ended.',
  verified: 'The identity providers of the account can log in users with addresses of this domain.',
};

/** Writes the mail to the other administrators of an account about a change of its single sign-on. */
export function ssoSetupMail(notice: SsoSetupNotice): Mail {
  const { to, service, at, account, by, change, name } = notice;
  const [heading, subject, verb] = CHANGES[change];
  return writeMail({
    to,
    service,
    subject: `${heading} at ${service}`,
    heading,
    reason: asAdministrator(service, account),
    paragraphs: [
      `${subject} "${plainName(name)}" ${verb} the account "${plainName(account)}" at ${service}, at ${formatTime(at)}, by ${described(by)}. ${EFFECTS[change]}`,
      ...IF_UNEXPECTED,
    ],
  });
}
