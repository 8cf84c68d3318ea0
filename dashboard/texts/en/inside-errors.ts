import type { FailureCode } from '../../ask';
import type { addressErrors } from './address-errors';
import type { errors } from './errors';
import type { ssoErrors } from './sso-errors';

/** The texts of the other codes. A code without a text does not compile. */
export const insideErrors: Record<
  Exclude<FailureCode, keyof typeof errors | keyof typeof addressErrors | keyof typeof ssoErrors>,
  string
> = {
  EDGE_REQUIRED: 'The service does not see your IP address. Open it through its edge first.',
  ADMINISTRATORS_ONLY: 'Only an administrator can change an administrator.',
  PRIVILEGE_ESCALATION: 'You cannot grant a role that you do not have.',
  ROLES_INVALID: 'Members who invite or manage others need read-write access.',
  ONLY_MEMBER: 'You are the only member of the account.',
  LAST_ADMINISTRATOR: 'An account keeps at least one active administrator.',
  INVITATION_EXISTS: 'There is already an open invitation for this address.',
  NAME_EXISTS: 'This name is already in use. Choose another one.',
  NAME_RESERVED: 'This name looks like an email address or an id. Choose another one.',
  OWNER_INVALID: 'The owner must be an active member or service user.',
  PUBLIC_KEY_INVALID: 'This is not a public key that the service supports.',
  KEY_UNPROVEN: 'The signature does not match this key and challenge. Sign the challenge again.',
  KEY_EXISTS: 'This key is already in the account.',
  EXPIRY_INVALID: 'Choose an expiry in the future.',
  ROTATION_UNDERWAY: 'Two secrets of this credential are valid. Choose which one to keep.',
  ACCOUNT_AMBIGUOUS: 'This key belongs to several accounts. Choose one of them.',
  SIGNATURE_INVALID: 'The signature is not valid. Sign a new challenge.',
  IDENTITY_PROVIDER_INVALID: 'Single sign-on is not set up correctly. Ask an administrator.',
  IDENTITY_PROVIDER_UNAVAILABLE: 'The identity provider does not answer. Try again.',
  IDENTITY_PROVIDER_IN_USE:
    'You logged in with this provider, or it is the last one. Log in another way first.',
  STEP_UP_STALE: 'The identity provider did not ask you again. Log out and in again.',
  STEP_UP_UNAVAILABLE:
    'Your identity provider cannot confirm that it is you. Log out and in again.',
  LAST_LOGIN_WAY: 'This is your only way to log in. Add another one first.',
  PASSWORD_NOT_SET: 'You have no password.',
  DOMAIN_EXISTS: 'This domain was added already.',
  DOMAIN_INVALID: 'Enter a domain of your own, such as example.com.',
  DOMAIN_RECORD_MISSING:
    'The DNS record was not found yet. It can take an hour until it is published.',
  SSO_LOGIN_REQUIRED: 'Log in with an active identity provider of the account first.',
  BREAK_GLASS_REQUIRED:
    'Name another administrator first who can log in without single sign-on in an emergency.',
  BREAK_GLASS_INVALID: 'Choose an active administrator who has a password and a second factor.',
  MANAGED_BY_IDENTITY_PROVIDER:
    'The identity provider of your account manages this. Change it there.',
  OWN_LOGIN_REQUIRED: 'Log in with your own password or passkey for this.',
};
