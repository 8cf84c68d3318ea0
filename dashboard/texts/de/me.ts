import type { me as english } from '../en/me';
import { credentials } from './credentials';
import { security } from './security';

/** Texts of the user's own settings. */
export const me: typeof english = {
  profile: {
    title: 'Profil',
    nameTitle: 'Name',
    nameWhy: 'Die anderen Mitglieder Ihrer Konten sehen ihn.',
    name: 'Ihr Name',
    accountsTitle: 'Ihre Konten',
    accountsWhy: 'Sie sehen die Mitglieder, Zugangsdaten und Einstellungen immer nur eines Kontos.',
    current: 'Aktuell',
    inactive: 'Gesperrt',
    inactiveWhy: 'Ein Administrator dieses Kontos hat Ihren Zugriff gesperrt.',
    leave: 'Verlassen',
    leaveLabel: (account) => `${account} verlassen`,
    leaveTitle: (account) => `${account} verlassen?`,
    leaveWhy:
      'Ihre Zugangsdaten dieses Kontos werden endgültig gelöscht. Zurück kommen Sie nur mit einer Einladung.',
    switchTo: 'Wechseln',
    switchLabel: (account) => `Zu ${account} wechseln`,
  },
  email: {
    title: 'E-Mail-Adresse',
    why: 'Damit melden Sie sich an, und dorthin gehen E-Mails zu Ihrem Konto.',
    change: 'Adresse ändern',
    changeTitle: 'E-Mail-Adresse ändern',
    changeWhy:
      'Sie erhalten einen Link an die neue Adresse. Erst wenn Sie ihn innerhalb von 60 Minuten öffnen, ändert sich etwas.',
    newAddress: 'Neue E-Mail-Adresse',
  },
  confirmEmail: {
    title: 'Neue E-Mail-Adresse bestätigen',
    why: (email) =>
      `Sie ersetzt ${email}. Danach melden Sie sich mit der neuen Adresse an, und Ihre anderen Sitzungen werden beendet.`,
    submit: 'Adresse bestätigen',
    logInWhy: 'Melden Sie sich zuerst mit Ihrer jetzigen E-Mail-Adresse an.',
    toProfile: 'Zu Ihrem Profil',
    done: (email) => `Ab jetzt melden Sie sich mit ${email} an.`,
    invalid:
      'Dieser Link wurde schon benutzt, ist abgelaufen oder wurde von einem anderen Benutzer angefordert. Fordern Sie einen neuen an.',
    exists: 'Diese E-Mail-Adresse hat inzwischen ein anderer Benutzer. Wählen Sie eine andere.',
  },
  deleteUser: {
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
  },
  methods: {
    password: 'Passwort',
    app: 'Authenticator-App',
    passkey: 'Passkey',
    phone: 'Code per Telefon',
    recovery_code: 'Wiederherstellungscode',
    sso: 'Anmeldung beim Identitätsanbieter',
  },
  sessions: {
    title: 'Sitzungen',
    why: 'Die Browser und Programme, die als Sie angemeldet sind.',
    device: 'Gerät',
    account: 'Konto',
    since: 'Angemeldet',
    lastSeen: 'Zuletzt aktiv',
    current: 'Diese Sitzung',
    unfinished: 'Anmeldung nicht abgeschlossen',
    noAccount: 'Kein Konto',
    unknown: 'Unbekanntes Gerät',
    on: (browser, system) => `${browser} unter ${system}`,
    alone: 'Sie sind nur hier angemeldet.',
    end: 'Beenden',
    endLabel: (device) => `Sitzung beenden: ${device}`,
    endTitle: 'Diese Sitzung beenden?',
    endWhy: (device) => `${device} wird sofort abgemeldet.`,
    ended: 'Die Sitzung ist beendet.',
    endOthers: 'Alle anderen beenden',
    endOthersTitle: 'Alle anderen Sitzungen beenden?',
    endOthersWhy:
      'Alle anderen Browser und Programme werden sofort abgemeldet. Hier bleiben Sie angemeldet.',
    endedOthers: (count) =>
      count === 1 ? 'Eine Sitzung ist beendet.' : `${count} Sitzungen sind beendet.`,
  },
  noAccount: {
    title: 'Sie gehören zu keinem Konto',
    why: 'Bitten Sie einen Administrator Ihres Kontos um eine Einladung.',
  },
  activity: {
    title: 'Aktivität',
    why: 'Ihre Anmeldungen und Änderungen der letzten 90 Tage sowie die Änderungen anderer, die Sie betreffen.',
    what: 'Was',
    by: 'Von',
    when: 'Wann',
    operator: 'Der Betreiber dieses Dienstes',
    nobody: 'Jemand, der nicht angemeldet war',
    empty: 'In den letzten 90 Tagen ist nichts geschehen.',
  },
  security,
  credentials,
  invitation: {
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
    mismatch: (wanted, own) =>
      `Diese Einladung gilt für ${wanted}. Sie sind als ${own} angemeldet.`,
    invalid: 'Bitten Sie um eine neue Einladung.',
  },
};
