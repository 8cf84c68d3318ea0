import type { confirmEmail as english } from '../en/confirm-email';

/** Texts of the link that confirms a new email address. */
export const confirmEmail: typeof english = {
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
};
