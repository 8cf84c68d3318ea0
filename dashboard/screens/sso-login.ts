// A login with an identity provider, and the identities that a user has linked, in one file.
import { identities } from '../texts/en/identities';
import { sso } from '../texts/en/sso';
import { ssoErrors } from '../texts/en/sso-errors';
import { addEnglish } from '../texts/text';

export { FinishSso } from './links/finish-sso';
export { LoggedOut } from './links/logged-out';
export { ServiceWide } from './links/service-wide';
export { Sso } from './links/sso';
export { Identities } from './me/identities-card';

addEnglish({ identities, sso, ssoErrors });
