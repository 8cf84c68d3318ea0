import type { frame as english } from '../en/frame';

/** Texts that every screen behind the login shares. */
export const frame: typeof english = {
  screens: {
    me: 'Profil',
    'me/security': 'Sicherheit',
    'me/sessions': 'Sitzungen',
    'me/credentials': 'Zugangsdaten',
    'me/activity': 'Aktivität',
    members: 'Mitglieder',
    invitations: 'Einladungen',
    'service-users': 'Dienstbenutzer',
    credentials: 'Alle Zugangsdaten',
    'single-sign-on': 'Single Sign-on',
    events: 'Protokoll',
    settings: 'Einstellungen',
  },
  sections: { own: 'Ihre Einstellungen', account: 'Konto' },
  theme: 'Darstellung',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  accountNow: (name) => `Sie sind jetzt in ${name}.`,
  skip: 'Zum Inhalt springen',
  stepUp: {
    title: 'Bestätigen Sie, dass Sie es sind',
    why: 'Dafür muss Ihre Anmeldung kurz zurückliegen.',
    go: 'Bestätigen',
    provider: 'Beim Identitätsanbieter bestätigen',
    providerWhy:
      'Sie verlassen diese Seite, melden sich dort erneut an und kommen zurück. Wiederholen Sie dann, was Sie tun wollten. Ihre Eingaben bleiben erhalten, Passwörter nicht.',
  },
  relogIn: {
    title: 'Ihre Sitzung ist beendet',
    why: 'Melden Sie sich erneut an. Ihre Eingaben bleiben hier erhalten.',
    other: 'Als jemand anderes anmelden',
  },
  secret: {
    why: 'Dies wird nur dieses eine Mal angezeigt. Speichern Sie es jetzt, zum Beispiel in einem Passwortmanager.',
    saved: 'Ich habe es gespeichert',
    unsaved:
      'Sie haben nicht bestätigt, dass Sie es gespeichert haben. Es wird nicht noch einmal angezeigt.',
    giveUp: 'Ohne Speichern verlassen',
    done: 'Fertig',
  },
  copyOf: (what) => `Kopieren: ${what}`,
  pressCopy: 'Der Text ist markiert. Drücken Sie Strg+C oder ⌘C, um ihn zu kopieren.',
  actions: (name) => `Aktionen für ${name}`,
  actionsColumn: 'Aktionen',
  rows: (count, hasMore) =>
    `${count === 1 ? 'Eine Zeile' : `${count} Zeilen`}${hasMore ? ', weitere folgen' : ''}`,
  clearFilter: (label) => `Filter „${label}“ entfernen`,
  clearFilters: 'Filter entfernen',
  more: 'Mehr anzeigen',
  loadingMore: 'Mehr wird geladen …',
  never: 'Nie',
  you: 'Sie',
  menu: 'Menü',
  codesLeft: (count) =>
    count === 1
      ? 'Sie haben noch einen Wiederherstellungscode.'
      : `Sie haben noch ${count} Wiederherstellungscodes.`,
  makeNewCodes: 'Neue Codes erstellen',
  passkeyOffer: {
    title: 'Beim nächsten Mal ohne Passwort anmelden?',
    why: 'Ein Passkey nutzt die Sperre Ihres Geräts, zum Beispiel Ihren Fingerabdruck oder die PIN.',
    add: 'Passkey hinzufügen',
    notNow: 'Nicht jetzt',
  },
  close: 'Schließen',
  sessionEnds: 'Ihre Sitzung endet',
  sessionEndsThen: 'Danach melden Sie sich erneut an.',
  methods: {
    password: 'Passwort',
    app: 'Authenticator-App',
    passkey: 'Passkey',
    phone: 'Code per Telefon',
    recovery_code: 'Wiederherstellungscode',
    sso: 'Anmeldung beim Identitätsanbieter',
  },
  switchLabel: (account) => `Zu ${account} wechseln`,
  credential: {
    authtoken: 'Authtoken',
    api_key: 'API-Schlüssel',
    ssh_key: 'SSH-Schlüssel',
    scim_token: 'SCIM-Token',
  },
};
