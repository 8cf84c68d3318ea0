import type { elements as en } from '../en/elements';

/** The texts in German of the custom elements. */
export const elements: typeof en = {
  settings: 'Einstellungen',
  logOutThere: (host) => `Auch bei ${host} abmelden`,
  switchAccount: 'Konto wechseln',
  visitor: 'Melden Sie sich an, um die Mitglieder Ihres Kontos zu sehen.',
  logIn: 'Anmelden',
  noPermission: (account) => `Ihre Rolle in ${account} zeigt die Mitglieder nicht.`,
};
