import { eventObjects } from './event-objects';

/** Texts of the audit log. */
export const events = {
  why: 'Every change, and every login.',
  export: 'Export',
  chart: {
    title: (days: number) => `The last ${days} days`,
    label: (logins: number, failures: number) =>
      `${logins} logins and ${failures} refused attempts, by day. The table below has the numbers.`,
    day: (date: string, logins: number, failures: number) =>
      `${date}: ${logins} logins, ${failures} refused`,
    logins: (count: number) =>
      count === 1 ? '1 login' : `${Intl.NumberFormat('en').format(count)} logins`,
    failures: (count: number) =>
      count === 1
        ? '1 refused attempt'
        : `${Intl.NumberFormat('en').format(count)} refused attempts`,
    asTable: 'Show the numbers',
    date: 'Day (UTC)',
    loginsColumn: 'Logins',
    failuresColumn: 'Refused',
  },
  details: 'Details',
  empty: 'No event matches. Clear the filters or choose other days.',
  when: 'When',
  who: 'Who',
  what: 'What',
  object: 'To what',
  type: 'Type',
  allTypes: 'All types',
  from: 'From',
  until: 'Until',
  person: 'Person',
  choosePerson: 'Whose events?',
  by: (name: string) => `By ${name}`,
  about: (name: string) => `About ${name}`,
  operator: 'The operator',
  nobody: 'Not logged in',
  sources: { api_key: 'By API key', ssh_key: 'By SSH key', scim_token: 'By SCIM' },
  objects: eventObjects,
};
