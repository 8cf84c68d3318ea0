import type { security as english } from '../en/security';

/** Texts of the password, the second factors and the recovery codes. */
export const security: typeof english = {
  password: {
    title: 'Passwort',
    why: 'Eine Änderung beendet alle Ihre anderen Sitzungen.',
    old: 'Aktuelles Passwort',
    submit: 'Passwort ändern',
    changed: 'Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet.',
    ended: (count) =>
      count === 1
        ? 'Ein Schlüssel oder Token ist gelöscht.'
        : `${count} Schlüssel und Tokens sind gelöscht.`,
    live: (count) =>
      count === 1
        ? 'Ein Schlüssel oder Token gilt weiterhin.'
        : `${count} Schlüssel und Tokens gelten weiterhin.`,
    seeCredentials: 'Zugangsdaten ansehen',
    none: 'Sie haben kein Passwort. Sie melden sich auf andere Weise an.',
  },
  lastFactor:
    'Das ist Ihr letzter zweiter Faktor. Zum Anmelden reicht dann Ihr Passwort allein, und auch Ihre Wiederherstellungscodes werden ungültig.',
  lastRequired:
    'Das ist Ihr letzter zweiter Faktor, und eines Ihrer Konten verlangt einen. Fügen Sie zuerst einen anderen hinzu.',
  requiredBy: (accounts) =>
    `Vorgeschrieben von ${accounts}. Deshalb können Sie den zweiten Faktor nicht entfernen.`,
  app: {
    title: 'Authenticator-App',
    why: 'Mit einer App reicht ein gestohlenes Passwort nicht, um sich als Sie anzumelden.',
    on: 'Ein',
    off: 'Aus',
    since: 'Eingerichtet:',
    setUp: 'Einrichten',
    remove: 'Entfernen',
    removeTitle: 'Authenticator-App entfernen?',
    removeWhy:
      'Zum Anmelden reicht dann Ihr Passwort allein. Auch Ihre Wiederherstellungscodes werden ungültig.',
    removeWhyOthers: 'Sie behalten einen anderen zweiten Faktor.',
    removed: 'Die Authenticator-App ist entfernt.',
  },
  enroll: {
    title: 'Zweiten Faktor einrichten',
    why: (account) => `${account} verlangt einen zweiten Faktor.`,
    passkey: 'Passkey erstellen',
    begin: 'Authenticator-App einrichten',
    phone: 'Codes per Telefon erhalten',
  },
  setup: {
    title: 'App einrichten',
    scan: 'Scannen Sie diesen Code mit Ihrer Authenticator-App.',
    qrCode: 'QR-Code des folgenden Schlüssels',
    cannotScan: 'Wenn Sie ihn nicht scannen können, geben Sie diesen Schlüssel in der App ein.',
    secret: 'Schlüssel',
    code: 'Geben Sie den Code ein, den die App anzeigt.',
    codeLabel: 'Code',
    confirm: 'Bestätigen',
    codeWrong:
      'Der Code ist falsch. Prüfen Sie, ob die Uhr Ihres Telefons richtig geht, und geben Sie einen neuen Code ein.',
  },
  codes: {
    title: 'Wiederherstellungscodes',
    why: 'Jeder Code gilt einmal und ersetzt Ihren zweiten Faktor.',
    left: (count, total) => `${count} von ${total} übrig`,
    makeTitle: 'Neue Wiederherstellungscodes erstellen?',
    makeWhy: 'Die alten werden ungültig. Bestätigen Sie mit Ihrem zweiten Faktor, um fortzufahren.',
    makeNone:
      'Keiner Ihrer zweiten Faktoren lässt sich hier zurzeit verwenden. Fügen Sie zuerst einen anderen hinzu.',
    newTitle: 'Wiederherstellungscodes speichern',
    newWhy:
      'Die Codes werden nur dieses eine Mal angezeigt. Jeder gilt einmal und ersetzt Ihren zweiten Faktor, zum Beispiel wenn Sie Ihr Gerät verlieren.',
    of: (email, service) => `Wiederherstellungscodes von ${email} für ${service}`,
    download: 'Herunterladen',
    print: 'Drucken',
    saved: 'Ich habe sie gespeichert',
    done: 'Fertig',
    unsaved:
      'Sie haben nicht bestätigt, dass Sie sie gespeichert haben. Sie werden nicht noch einmal angezeigt.',
    leave: 'Ohne Speichern verlassen',
  },
};
