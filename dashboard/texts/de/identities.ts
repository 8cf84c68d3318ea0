import type { identities as english } from '../en/identities';

/** Texts in German of the identities at providers. */
export const identities: typeof english = {
  title: 'Identitätsanbieter',
  why: 'Ein verknüpfter Anbieter meldet Sie ohne Ihr Passwort an.',
  linked: 'verknüpft',
  lastUsed: 'zuletzt verwendet:',
  link: (provider) => `${provider} verknüpfen`,
  unlink: 'Trennen',
  unlinkOf: (provider) => `${provider} trennen`,
  unlinkTitle: (provider) => `${provider} trennen?`,
  unlinkWhy:
    'Sie können sich damit nicht mehr anmelden, und die anderen damit begonnenen Sitzungen enden sofort.',
  unlinked: 'Die Identität ist nicht mehr verknüpft.',
  removePassword: 'Mein Passwort entfernen',
  removePasswordTitle: 'Ihr Passwort entfernen?',
  removePasswordWhy:
    'Sie melden sich dann nur noch mit einem Identitätsanbieter oder Passkey an, und Ihre anderen Sitzungen enden. Kein Link per E-Mail kann ein neues Passwort setzen.',
  passwordRemoved: 'Ihr Passwort ist entfernt.',
};
