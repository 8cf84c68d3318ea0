import {
  administratorMail,
  credentialMail,
  mfaNotRequiredMail,
} from '../../../lib/mail/texts/account-mails';
import {
  breakGlassSetMail,
  breakGlassUsedMail,
  ssoModeMail,
} from '../../../lib/mail/texts/enforced-sso-mails';
import {
  alreadySignedUpMail,
  type InvitationContent,
  invitationMail,
  signUpMail,
} from '../../../lib/mail/texts/joining-mails';
import {
  noPasswordMail,
  passwordChangedMail,
  passwordResetMail,
} from '../../../lib/mail/texts/password-mails';
import { phoneAddedMail, phoneDeletedMail } from '../../../lib/mail/texts/phone-mails';
import {
  mfaDisabledMail,
  mfaEnabledMail,
  recoveryCodeUsedMail,
} from '../../../lib/mail/texts/second-factor-mails';
import { ssoSetupMail } from '../../../lib/mail/texts/sso-setup-mails';
import {
  confirmEmailMail,
  emailChangedMail,
  emailChangeRequestedMail,
  emailInUseMail,
  userDeletedMail,
} from '../../../lib/mail/texts/user-mails';

/** The parts of mails in tests. */
export const TO = { to: 'jane@customer.example', service: 'reports-1234.twil.io' };
export const LINK = `https://reports-1234.twil.io/go#token=${'s3cret'.repeat(9)}`;
export const UNTIL = { link: LINK, expiresAt: new Date('2026-11-21T12:14:59.999Z') };
export const AT = { at: new Date('2026-11-21T11:44:00Z') };
const COUNTS = { endedCredentials: 0, liveCredentials: 3 };
const NOTICE = { ...TO, ...AT, account: 'Acme', by: 'ada@acme.example' };
const CREDENTIAL = {
  type: 'api_key',
  id: 'tfk_Yw3kT0cB9vXw',
  owner: 'jane@customer.example',
} as const;
const EVE = { email: 'eve@acme.example' };
export const INVITATION: InvitationContent = {
  ...TO,
  ...UNTIL,
  account: 'Acme',
  inviter: { name: 'Eve', email: 'eve@acme.example' },
  roles: { developer: 'read-write', team: 'manager', administrator: false },
};

/** Every mail with a link, after the words of its subject. */
export const WITH_LINK = [
  ['a new password', passwordResetMail({ ...TO, ...UNTIL })],
  ['an invitation', invitationMail(INVITATION)],
  ['a sign-up', signUpMail({ ...TO, ...UNTIL })],
  ['a new address', confirmEmailMail({ ...TO, ...UNTIL })],
] as const;
/** Every mail with neither a link nor a time. */
const WITHOUT_TIME = [
  ['no password', noPasswordMail(TO)],
  ['a user already', alreadySignedUpMail(TO)],
  ['an address in use', emailInUseMail(TO)],
] as const;
/** Every mail about an event, with its time. */
export const WITH_TIME = [
  ['a new phone', phoneAddedMail({ ...TO, ...AT, phone: '+49 ••• 1234' })],
  ['no phone', phoneDeletedMail({ ...TO, ...AT })],
  ['a password changed', passwordChangedMail({ ...TO, ...AT, ...COUNTS })],
  ['a new credential', credentialMail({ ...NOTICE, ...CREDENTIAL, change: 'created' })],
  ['a new secret', credentialMail({ ...NOTICE, ...CREDENTIAL, change: 'rotated' })],
  ['a wider credential', credentialMail({ ...NOTICE, ...CREDENTIAL, change: 'widened' })],
  ['an invited administrator', administratorMail({ ...NOTICE, ...EVE, change: 'invited' })],
  ['a promoted administrator', administratorMail({ ...NOTICE, ...EVE, change: 'promoted' })],
  ['an enabled administrator', administratorMail({ ...NOTICE, ...EVE, change: 'enabled' })],
  ['MFA no longer required', mfaNotRequiredMail(NOTICE)],
  ['single sign-on required', ssoModeMail({ ...NOTICE, mode: 'enforced' })],
  ['single sign-on not required', ssoModeMail({ ...NOTICE, mode: 'mixed' })],
  ['an emergency login', breakGlassUsedMail(NOTICE)],
  ['a new emergency login', breakGlassSetMail({ ...NOTICE, ...EVE })],
  ['a new provider', ssoSetupMail({ ...NOTICE, change: 'created', name: 'Okta' })],
  ['a changed provider', ssoSetupMail({ ...NOTICE, change: 'updated', name: 'Okta' })],
  ['a deleted provider', ssoSetupMail({ ...NOTICE, change: 'deleted', name: 'Okta' })],
  ['a verified domain', ssoSetupMail({ ...NOTICE, change: 'verified', name: 'acme.example' })],
  ['a recovery code used', recoveryCodeUsedMail({ ...TO, ...AT, left: 9 })],
  ['MFA turned on', mfaEnabledMail({ ...TO, ...AT })],
  ['MFA turned off', mfaDisabledMail({ ...TO, ...AT, by: 'code' })],
  ['a requested address', emailChangeRequestedMail({ ...TO, ...AT, newEmail: 'jane@new.example' })],
  ['a changed address', emailChangedMail({ ...TO, ...AT, newEmail: 'jane@new.example' })],
  ['a deleted user', userDeletedMail({ ...TO, ...AT })],
] as const;
/** Every mail without a link. */
export const WITHOUT_LINK = [...WITHOUT_TIME, ...WITH_TIME] as const;
