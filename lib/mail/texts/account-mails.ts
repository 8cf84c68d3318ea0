import type { Mail } from '../mail';
import {
  type Addressee,
  asUser,
  formatTime,
  plainName,
  shownAddress,
  writeMail,
} from './write-mail';

/** An event in an account: its time and its actor. */
export interface AccountNotice extends Addressee {
  readonly at: Date;
  /** The account's name, which a user chose. */
  readonly account: string;
  /** The actor: a user's email address or a service user's name. */
  readonly by: string;
}

/** A credential that was created, rotated, or is valid for more than before. */
export interface CredentialNotice extends AccountNotice {
  readonly change: 'created' | 'rotated' | 'widened';
  readonly type: 'authtoken' | 'api_key' | 'ssh_key' | 'scim_token';
  /** The credential's public id. */
  readonly id: string;
  /** The user's email address, or the service user's name. */
  readonly owner: string;
}

/** What an administrator does about a change of the account's settings. */
export const IF_UNEXPECTED: readonly string[] = [
  'If you expected this, there is nothing to do.',
  'If that was not you, contact the other administrators immediately, and look at the events of the account.',
];

const NAMES = {
  authtoken: 'authtoken',
  api_key: 'API key',
  ssh_key: 'SSH key',
  scim_token: 'SCIM token',
};

/** Writes the mail to the owner of a credential that was created, rotated, or may be used more widely. */
export function credentialMail(notice: CredentialNotice): Mail {
  const { to, service, at, account, by, change, id, owner } = notice;
  const type = NAMES[notice.type];
  const [heading, verb] = {
    created: [`A new ${type}`, 'was created'],
    rotated: [`A new secret of your ${type}`, 'was given a new secret'],
    widened: [`A wider ${type}`, 'was changed to work at more paths, or for longer'],
  }[change] as [string, string];
  return writeMail({
    to,
    service,
    subject: `${heading} at ${service}`,
    heading,
    reason: asUser(service),
    paragraphs: [
      `The ${type} ${id} ${verb} at ${formatTime(at)} by ${described(by)}. It acts as ${described(owner)} in the account "${plainName(account)}" at ${service}.`,
      'If you expected this, there is nothing to do.',
      `If that was not you, or an administrator for you, delete the ${type}, set a new password that ends your sessions and credentials, and tell an administrator of your account.`,
    ],
  });
}

/** A user who becomes an administrator. */
export interface AdministratorNotice extends AccountNotice {
  readonly change: 'invited' | 'promoted' | 'enabled';
  readonly email: string;
}

/** Writes the mail to the administrators of an account that gets another administrator. */
export function administratorMail(notice: AdministratorNotice): Mail {
  const { to, service, at, account, by, change, email } = notice;
  const verb = {
    invited: 'was invited as an administrator of',
    promoted: 'was made an administrator of',
    enabled: 'was disabled, and is an administrator again of',
  }[change];
  return writeMail({
    to,
    service,
    subject: `A new administrator of your account at ${service}`,
    heading: 'A new administrator of your account',
    reason: asAdministrator(service, account),
    paragraphs: [
      `${shownAddress(email)} ${verb} the account "${plainName(account)}" at ${service}, at ${formatTime(at)}, by ${described(by)}. Administrators can do everything in the account.`,
      'If you expected this, there is nothing to do.',
      'If that was not you, contact the other administrators immediately. Disable that member, or revoke the invitation, and look at the events of the account.',
    ],
  });
}

/** Writes the mail to the administrators of an account that no longer requires a second factor. */
export function mfaNotRequiredMail({ to, service, at, account, by }: AccountNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `Two-factor authentication is no longer required at ${service}`,
    heading: 'Two-factor authentication is no longer required',
    reason: asAdministrator(service, account),
    paragraphs: [
      `The account "${plainName(account)}" at ${service} no longer requires two-factor authentication of its members: ${described(by)} changed that at ${formatTime(at)}.`,
      'If you expected this, there is nothing to do.',
      'If that was not you, contact the other administrators immediately, require it again, and look at the events of the account.',
    ],
  });
}

/** Returns why an administrator gets a mail. */
export function asAdministrator(service: string, account: string): string {
  return `You get this mail because you are an administrator of the account "${plainName(account)}" at ${service}. Mail about its security cannot be turned off.`;
}

/** Returns the actor of a notice: an address, or the name of a service user. */
export function described(name: string): string {
  return name.includes('@') ? shownAddress(name) : `"${plainName(name)}"`;
}
