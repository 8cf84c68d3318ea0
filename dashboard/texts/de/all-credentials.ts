import type { allCredentials as english } from '../en/all-credentials';

/** Texts of the credentials of all members and service users. */
export const allCredentials: typeof english = {
  why: 'Die Zugangsdaten aller Mitglieder und Dienstbenutzer.',
  owner: 'Inhaber',
  type: 'Art',
  allTypes: 'Alle Arten',
  of: (name) => `Von ${name}`,
  chooseOwner: 'Wessen Zugangsdaten?',
  chooseNewOwner: 'Für wen?',
  empty: 'Keine Zugangsdaten. Programme verwenden sie anstelle eines Passworts.',
  noMatch: 'Keine Zugangsdaten gefunden.',
  deleted: (name) => `${name} ist gelöscht.`,
};
