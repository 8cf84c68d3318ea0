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
    emailTitle: 'E-Mail-Adresse',
    emailWhy: 'Damit melden Sie sich an, und dorthin gehen E-Mails zu Ihrem Konto.',
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
};
