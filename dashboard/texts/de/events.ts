import type { events as english } from '../en/events';
import { eventObjects } from './event-objects';

/** Texts of the audit log. */
export const events: typeof english = {
  why: 'Jede Änderung und jede Anmeldung.',
  export: 'Exportieren',
  chart: {
    title: (days) => `Die letzten ${days} Tage`,
    label: (logins, failures) =>
      `${logins} Anmeldungen und ${failures} abgelehnte Versuche nach Tagen. Die Zahlen stehen in der Tabelle darunter.`,
    day: (date, logins, failures) => `${date}: ${logins} Anmeldungen, ${failures} abgelehnt`,
    logins: (count) =>
      count === 1 ? '1 Anmeldung' : `${Intl.NumberFormat('de').format(count)} Anmeldungen`,
    failures: (count) =>
      count === 1
        ? '1 abgelehnter Versuch'
        : `${Intl.NumberFormat('de').format(count)} abgelehnte Versuche`,
    asTable: 'Zahlen anzeigen',
    date: 'Tag (UTC)',
    loginsColumn: 'Anmeldungen',
    failuresColumn: 'Abgelehnt',
  },
  details: 'Details',
  empty: 'Kein Ereignis gefunden. Entfernen Sie die Filter, oder wählen Sie andere Tage.',
  when: 'Wann',
  who: 'Wer',
  what: 'Was',
  object: 'Betroffen',
  type: 'Art',
  allTypes: 'Alle Arten',
  from: 'Von',
  until: 'Bis',
  person: 'Person',
  choosePerson: 'Wessen Ereignisse?',
  by: (name) => `Durch ${name}`,
  about: (name) => `Betrifft ${name}`,
  operator: 'Betreiber',
  nobody: 'Nicht angemeldet',
  sources: {
    api_key: 'Mit API-Schlüssel',
    ssh_key: 'Mit SSH-Schlüssel',
    scim_token: 'Über SCIM',
  },
  objects: eventObjects,
};
