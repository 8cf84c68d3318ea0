import type { invitation as english } from '../en/invitation';

/** Texts of the link of an invitation. */
export const invitation: typeof english = {
  title: (account) => `${account} beitreten`,
  by: (name, account) => `${name} hat Sie zu ${account} eingeladen.`,
  byNobody: (account) => `Sie sind zu ${account} eingeladen.`,
  untilWords: 'Die Einladung läuft ab:',
  roles: 'Ihre Rollen',
  mfaRequired: 'Dieses Konto verlangt einen zweiten Faktor. Sie richten ihn als Nächstes ein.',
  join: 'Beitreten',
  accept: 'Einladung annehmen',
  joined: (account) =>
    `Sie sind jetzt Mitglied von ${account}. Melden Sie sich dort mit einem eigenen Passwort oder Passkey an.`,
  ownLogin: 'Fügen Sie unter Sicherheit zuerst einen Passkey hinzu.',
  logIn: 'Zum Annehmen anmelden',
  mismatch: (wanted, own) => `Diese Einladung gilt für ${wanted}. Sie sind als ${own} angemeldet.`,
  invalid: 'Bitten Sie um eine neue Einladung.',
};
