import type { ssoErrors as english } from '../en/sso-errors';

/** The texts in German of the codes that only a login with an identity provider gets. */
export const ssoErrors: typeof english = {
  SSO_ATTEMPT_INVALID:
    'Diese Anmeldung ist abgelaufen oder begann in einem anderen Browser. Melden Sie sich erneut an.',
  SSO_REFUSED: 'Der Identitätsanbieter hat die Anmeldung nicht bestätigt.',
  SSO_RESPONSE_INVALID:
    'Die Antwort des Identitätsanbieters wurde nicht angenommen. Der Grund steht in den Aktivitäten des Kontos.',
  EMAIL_UNVERIFIED: 'Der Identitätsanbieter hat Ihre E-Mail-Adresse nicht bestätigt.',
  DOMAIN_UNVERIFIED: 'Das Konto hat die Domain Ihrer E-Mail-Adresse nicht bestätigt.',
  IDENTITY_MISMATCH: 'Sie haben sich beim Identitätsanbieter als jemand anderes angemeldet.',
  IDENTITY_EXISTS: 'Diese Identität ist mit jemand anderem verknüpft.',
};
