import type { sso as english } from '../en/sso';

/** Texts of a login with an identity provider. */
export const sso: typeof english = {
  why: 'Geben Sie Ihre geschäftliche E-Mail-Adresse ein. Sie melden sich beim Identitätsanbieter Ihrer Firma an.',
  submit: 'Weiter',
  pending: 'Wird geöffnet …',
  choose: 'Identitätsanbieter wählen',
  chooseWhy: (email) => `Für ${email}.`,
  continueWith: (provider) => `Weiter mit ${provider}`,
  otherEmail: 'Andere E-Mail-Adresse verwenden',
  none: 'Hier kein Single Sign-on',
  noneWhy: (domain) =>
    `Für ${domain} ist kein Single Sign-on eingerichtet. Melden Sie sich mit Passwort oder Passkey an.`,
  toPassword: 'Mit Passwort anmelden',
  gone: 'Dieser Identitätsanbieter ist nicht mehr aktiv. Geben Sie Ihre E-Mail-Adresse erneut ein.',
  finishing: 'Sie werden angemeldet …',
  failed: 'Single Sign-on ist fehlgeschlagen',
  back: 'Zurück',
  finished: {
    stepUp: 'Sie haben bestätigt, dass Sie es sind. Sie können fortfahren.',
    linked: 'Die Identität ist verknüpft. Sie können sich damit anmelden.',
  },
  required: 'Ihr Konto verlangt Single Sign-on.',
  reason: 'Grund im Protokoll ansehen',
  denied:
    'Der Identitätsanbieter hat die Anmeldung abgelehnt, oder Sie haben sie dort abgebrochen.',
  loggedOut: {
    title: 'Sie sind abgemeldet',
    why: 'Beim Identitätsanbieter sind Sie vielleicht noch angemeldet. Dann braucht die nächste Anmeldung kein Passwort.',
    there: (host) => `Auch bei ${host} abmelden`,
    again: 'Zurück zur Anmeldung',
  },
};
