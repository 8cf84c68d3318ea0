import type { eventObjects as english } from '../en/event-objects';

/** What the audit log calls the objects of events, by their type. */
export const eventObjects: typeof english = {
  account: 'Konto',
  user: 'Benutzer',
  membership: 'Mitglied',
  service_user: 'Dienstbenutzer',
  credential: 'Zugangsdaten',
  invitation: 'Einladung',
  session: 'Sitzung',
  sign_up: 'Registrierung',
  events: 'Protokoll',
  identity_provider: 'Identitätsanbieter',
  domain: 'E-Mail-Domain',
  group: 'Gruppe',
};
