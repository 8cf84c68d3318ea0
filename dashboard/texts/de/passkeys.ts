import type { passkeys as english } from '../en/passkeys';

/** Texts in German of the passkeys that a user has. */
export const passkeys: typeof english = {
  title: 'Passkeys',
  why: 'Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder Geräte-PIN an, ohne Passwort.',
  add: 'Passkey hinzufügen',
  added: 'Der Passkey ist hinzugefügt.',
  unsupported: 'Dieser Browser kann hier keine Passkeys erstellen.',
  synced: 'Synchronisiert',
  single: 'Nur dieses Gerät',
  of: (host) => `Für ${host}`,
  created: 'Hinzugefügt:',
  lastUsed: 'zuletzt verwendet:',
  neverUsed: 'nie verwendet',
  rename: 'Umbenennen',
  renameTitle: 'Passkey umbenennen',
  name: 'Name',
  delete: 'Löschen',
  deleteTitle: (name) => `${name} löschen?`,
  deleteWhy: 'Sie können sich damit nicht mehr anmelden.',
  deleteOther: (host) => `Er gilt nur für ${host}. Dort können Sie sich damit nicht mehr anmelden.`,
  deleted: 'Der Passkey ist gelöscht.',
};
