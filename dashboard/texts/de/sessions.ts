import type { sessions as english } from '../en/sessions';

/** Texts of the user's sessions. */
export const sessions: typeof english = {
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
};
