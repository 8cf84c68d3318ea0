import type { common as english } from '../en/common';

/** Texts that every screen shares. */
export const common: typeof english = {
  cancel: 'Abbrechen',
  save: 'Speichern',
  saved: 'Gespeichert.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  showPassword: 'Passwort anzeigen',
  tryAgain: 'Erneut versuchen',
  tryAgainIn: (seconds) => `Erneut versuchen in ${seconds} s`,
  tryAgainAt: (time) => `Erneut versuchen um ${time}`,
  loading: 'Wird geladen …',
  optional: 'optional',
  requestId: (id) => `Anfrage ${id}`,
  uncertain:
    'Die Änderung wurde möglicherweise übernommen. Prüfen Sie das, bevor Sie die Änderung wiederholen.',
  offline: 'Sie sind offline. Ihre Eingaben bleiben hier erhalten.',
  newVersion: 'Es gibt eine neue Version dieser Seite.',
  reload: 'Neu laden',
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFound:
    'Die Adresse ist möglicherweise falsch, oder Ihre Rolle darf diese Seite nicht mehr sehen.',
  home: 'Zu Ihren Einstellungen',
  wrongOrigin: (origin) => `Diese Seite funktioniert nur unter ${origin}.`,
  openThere: 'Dort öffnen',
  foreignTitle: 'Sind Sie das?',
  foreign: (email) => `Sie sind als ${email} angemeldet, aber nicht über diese Seite.`,
  foreignGo: 'Ja, fortfahren',
  notSetUpTitle: 'Der Dienst ist nicht eingerichtet',
  failedTitle: 'Das hat nicht funktioniert',
  loopTitle: 'Diese Seite weist Sie ab',
  loop: (account) =>
    `Sie sind bei ${account} angemeldet, aber die Seite, von der Sie kommen, weist Sie ab.`,
  addressTitle: 'Dieses Konto lässt Ihre IP-Adresse nicht zu',
  addressWhy: 'Verwenden Sie ein Netz, das es zulässt, oder melden Sie sich ab.',
  logOut: 'Abmelden',
  roles: {
    administrator: 'Administrator',
    developer: { 'read-only': 'Lesezugriff', 'read-write': 'Schreibzugriff' },
    team: {
      'read-only': 'Mitglieder sehen',
      'invite-only': 'Mitglieder einladen',
      manager: 'Mitglieder verwalten',
    },
  },
};
