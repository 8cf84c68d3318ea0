import type { admin as english } from '../en/admin';
import { breakGlass } from './break-glass';

/** Texts of the account's administration. */
export const admin: typeof english = {
  since: 'Seit',
  disable: 'Sperren',
  enable: 'Entsperren',
  delete: 'Löschen',
  expired: 'Abgelaufen',
  disableTitle: (name) => `${name} sperren?`,
  enableTitle: (name) => `${name} entsperren?`,
  isDisabled: (name) => `${name} ist gesperrt.`,
  isEnabled: (name) => `${name} ist entsperrt.`,
  roles: {
    title: 'Rollen',
    change: 'Rollen ändern',
    changeTitle: (name) => `Rollen von ${name} ändern`,
    changed: (name) => `Die Rollen von ${name} sind geändert.`,
    administratorHint: 'Alles, auch Einstellungen, Dienstbenutzer und Protokoll.',
    developer: 'Produkt',
    developerHints: {
      'read-only': 'Sieht alles im Produkt und ändert nichts.',
      'read-write': 'Sieht und ändert alles im Produkt.',
    },
    team: 'Mitglieder',
    teamLevels: {
      'read-only': 'Mitglieder sehen',
      'invite-only': 'Mitglieder sehen und einladen',
      manager: 'Mitglieder sehen, einladen und verwalten',
    },
    needsWrite: 'Wer Mitglieder einlädt oder verwaltet, hat immer Schreibzugriff.',
  },
  members: {
    why: 'Alle, die sich bei diesem Konto anmelden können.',
    name: 'Name',
    mfa: 'Zweiter Faktor',
    mfaOn: 'Eingerichtet',
    mfaOff: 'Keiner',
    lastLogin: 'Letzte Anmeldung',
    never: 'Nie',
    noMatch: 'Kein Mitglied gefunden.',
    filters: {
      role: 'Rolle',
      roles: 'Alle Rollen',
      administrator: 'Administratoren',
      'team:manager': 'Mitglieder verwalten',
      'team:invite-only': 'Mitglieder einladen',
      'developer:read-write': 'Schreibzugriff',
      status: 'Status',
      statuses: 'Jeder Status',
      active: 'Aktiv',
      inactive: 'Gesperrt',
      mfa: 'Zweiter Faktor',
      anyMfa: 'Zweiter Faktor: alle',
      withMfa: 'Zweiter Faktor: eingerichtet',
      withoutMfa: 'Zweiter Faktor: keiner',
    },
    withoutMfa: (count, of) => {
      if (of === 1) return 'Das einzige aktive Mitglied hat keinen zweiten Faktor.';
      return count === 1
        ? `Eines von ${of} aktiven Mitgliedern hat keinen zweiten Faktor.`
        : `${count} von ${of} aktiven Mitgliedern haben keinen zweiten Faktor.`;
    },
    show: 'Anzeigen',
    disableWhy:
      'Die Sitzungen enden sofort, und die Zugangsdaten werden abgewiesen. Es wird nichts gelöscht.',
    enableWhy: 'Die Anmeldung ist wieder möglich, und die Zugangsdaten gelten wieder.',
    endSessions: 'Sitzungen beenden',
    endSessionsTitle: (name) => `Sitzungen von ${name} beenden?`,
    endSessionsWhy:
      'Auf jedem Gerät ist eine neue Anmeldung nötig. Die Zugangsdaten gelten weiterhin.',
    ended: (count, name) =>
      count === 1
        ? `Eine Sitzung von ${name} ist beendet.`
        : `${count} Sitzungen von ${name} sind beendet.`,
    remove: 'Entfernen',
    removeTitle: (name) => `${name} entfernen?`,
    removeWhy: (credentials) =>
      `Das Mitglied verliert den Zugriff auf dieses Konto. ${deleted(credentials)} Sie können das Mitglied wieder einladen.`,
    removed: (name) => `${name} ist entfernt.`,
  },
  member: {
    facts: 'Zugriff',
    status: 'Status',
    active: 'Aktiv',
    credentials: 'Zugangsdaten',
    noCredentials: 'Dieses Mitglied hat keine Zugangsdaten.',
    lastUsed: 'Zuletzt verwendet',
    allCredentials: 'Alle öffnen',
    events: 'Letzte Ereignisse',
    noEvents: 'Dieses Mitglied hat noch nichts getan.',
    allEvents: 'Im Protokoll öffnen',
    back: 'Alle Mitglieder',
  },
  breakGlass,
  invitations: {
    why: 'Einladungen, die noch nicht angenommen sind.',
    invite: 'Einladen',
    inviteFirst: 'Jemanden einladen',
    empty: 'Keine offenen Einladungen.',
    by: 'Eingeladen von',
    byOperator: 'Betreiber',
    expires: 'Läuft ab',
    inviteTitle: 'Jemanden einladen',
    inviteWhy: 'Die eingeladene Person erhält eine E-Mail mit einem Link, der einmal gilt.',
    validFor: 'Der Link gilt',
    days: (count) => (count === 1 ? 'Einen Tag' : `${count} Tage`),
    send: 'Einladung senden',
    invited: (email) => `Die Einladung an ${email} ist gesendet.`,
    mailFailed:
      'Die Einladung ist angelegt, aber die E-Mail wurde nicht gesendet. Senden Sie sie erneut.',
    resend: 'Erneut senden',
    resendTo: (email) => `Erneut senden an ${email}`,
    resendTitle: (email) => `Einladung an ${email} erneut senden?`,
    resendWhy: 'Der neue Link gilt 7 Tage. Der alte Link gilt nicht mehr.',
    resent: (email) => `Die Einladung an ${email} ist erneut gesendet.`,
    revoke: 'Zurückziehen',
    revokeTitle: (email) => `Einladung an ${email} zurückziehen?`,
    revokeWhy: 'Der Link in der E-Mail gilt dann nicht mehr.',
    revoked: (email) => `Die Einladung an ${email} ist zurückgezogen.`,
  },
  serviceUsers: {
    why: 'Programme mit eigenen Zugangsdaten. Sie können sich nicht anmelden.',
    create: 'Dienstbenutzer erstellen',
    edit: 'Bearbeiten',
    editTitle: (name) => `${name} bearbeiten`,
    empty:
      'Keine Dienstbenutzer. Erstellen Sie einen für jedes Programm, das Ihre Functions aufruft.',
    name: 'Name',
    nameHint: 'Zum Beispiel der Name des Programms.',
    level: 'Stufe',
    levelHint: 'Mit Lesezugriff kann ein Dienstbenutzer nichts ändern.',
    credentials: 'Zugangsdaten anzeigen',
    created: (name) => `${name} ist erstellt. Erstellen Sie als Nächstes die Zugangsdaten.`,
    disableWhy:
      'Die Zugangsdaten werden abgewiesen, bis Sie den Dienstbenutzer entsperren. Es wird nichts gelöscht.',
    enableWhy: 'Die Zugangsdaten gelten wieder.',
    deleteTitle: (name) => `${name} löschen?`,
    deleteWhy: (credentials) => deleted(credentials),
    deleted: (name) => `${name} ist gelöscht.`,
  },
  settings: {
    why: 'Sie gelten für jedes Mitglied dieses Kontos.',
    nameWhy: 'Mitglieder sehen ihn bei der Anmeldung und in jeder E-Mail.',
    mfa: 'Zweiter Faktor',
    mfaWhy: 'Ein zweiter Faktor schützt Mitglieder, deren Passwort bekannt wird.',
    mfaOn: 'Vorgeschrieben',
    mfaOff: 'Nicht vorgeschrieben',
    all: 'Alle aktiven Mitglieder haben einen zweiten Faktor.',
    require: 'Zweiten Faktor vorschreiben',
    requireTitle: 'Zweiten Faktor vorschreiben?',
    requireWhy:
      'Mitglieder ohne zweiten Faktor richten ihn bei ihrem nächsten Besuch ein, bevor sie etwas anderes tun.',
    required: 'Mitglieder brauchen jetzt einen zweiten Faktor.',
    stop: 'Nicht mehr vorschreiben',
    stopTitle: 'Zweiten Faktor nicht mehr vorschreiben?',
    stopWhy: 'Mitglieder können ihren dann entfernen und sich allein mit dem Passwort anmelden.',
    stopped: 'Mitglieder brauchen keinen zweiten Faktor mehr.',
    ownFirst: 'Richten Sie zuerst Ihren eigenen ein.',
    toSecurity: 'Ihre Sicherheitseinstellungen öffnen',
    joining: 'Wie Mitglieder beitreten',
    joiningWhys: {
      invite:
        'Mit einer Einladung. Nur Mitglieder, die andere einladen dürfen, können jemanden hinzufügen.',
      jit: 'Mit einer Einladung, oder bei der ersten Anmeldung mit Single Sign-on.',
      scim: 'Nur über SCIM: Der Identitätsanbieter fügt Mitglieder hinzu, ändert und sperrt sie.',
    },
    toInvitations: 'Einladungen öffnen',
  },
};

function deleted(credentials: string | undefined): string {
  if (credentials === undefined)
    return 'Die Zugangsdaten in diesem Konto werden endgültig gelöscht.';
  if (credentials === '0') return 'Es gibt keine Zugangsdaten, die gelöscht werden.';
  if (credentials === '1') return 'Ein Schlüssel oder Token dieses Kontos wird endgültig gelöscht.';
  return `${credentials} Schlüssel und Tokens dieses Kontos werden endgültig gelöscht.`;
}
