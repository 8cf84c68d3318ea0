import type { activity as english } from '../en/activity';

/** Texts of the user's activity. */
export const activity: typeof english = {
  why: 'Ihre Anmeldungen und Änderungen der letzten 90 Tage sowie die Änderungen anderer, die Sie betreffen.',
  what: 'Was',
  by: 'Von',
  when: 'Wann',
  operator: 'Der Betreiber dieses Dienstes',
  nobody: 'Jemand, der nicht angemeldet war',
  empty: 'In den letzten 90 Tagen ist nichts geschehen.',
};
