import type { deleteUser as english } from '../en/delete-user';

/** Texts of the deletion of the own user. */
export const deleteUser: typeof english = {
  action: 'Benutzer löschen',
  why: 'Damit endet Ihr Zugriff auf alle Konten.',
  title: 'Ihren Benutzer löschen?',
  ends: 'Ihr Name, Ihr Passwort und Ihr zweiter Faktor werden gelöscht. Ihre Sitzungen, Zugangsdaten und Mitgliedschaften enden in allen Konten.',
  keeps:
    'Die Protokolle Ihrer Konten behalten, was Sie getan haben. Das Löschen lässt sich nicht rückgängig machen.',
  confirm: 'Geben Sie zur Bestätigung Ihre E-Mail-Adresse ein',
  wrong: 'Das ist nicht Ihre E-Mail-Adresse.',
  lastAdministrator: (accounts) =>
    `Sie sind in einem Konto (${accounts}) der einzige Administrator. Machen Sie dort zuerst ein anderes Mitglied zum Administrator.`,
  onlyMember: (accounts) =>
    `Sie sind das einzige Mitglied eines Kontos (${accounts}). Mit einem Konto enden seine Dienstbenutzer, deren Zugangsdaten und seine Identitätsanbieter.`,
  close: (accounts) => `${accounts} ebenfalls schließen`,
};
