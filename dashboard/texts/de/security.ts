import type { security as english } from '../en/security';

/** Texts of the password, the second factors and the recovery codes. */
export const security: typeof english = {
  title: 'Sicherheit',
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
  identities: {
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
  },
  passkeys: {
    title: 'Passkeys',
    why: 'Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder Geräte-PIN an, ohne Passwort.',
    add: 'Passkey hinzufügen',
    added: 'Der Passkey ist hinzugefügt.',
    unsupported: 'Dieser Browser kann hier keine Passkeys erstellen.',
    synced: 'Synchronisiert',
    single: 'Nur dieses Gerät',
    of: (host) => `Für ${host}`,
    created: 'Hinzugefügt:',
    lastUsed: 'zuletzt verwendet:',
    neverUsed: 'nie verwendet',
    rename: 'Umbenennen',
    renameTitle: 'Passkey umbenennen',
    name: 'Name',
    delete: 'Löschen',
    deleteTitle: (name) => `${name} löschen?`,
    deleteWhy: 'Sie können sich damit nicht mehr anmelden.',
    deleteOther: (host) =>
      `Er gilt nur für ${host}. Dort können Sie sich damit nicht mehr anmelden.`,
    deleted: 'Der Passkey ist gelöscht.',
  },
  lastFactor:
    'Das ist Ihr letzter zweiter Faktor. Zum Anmelden reicht dann Ihr Passwort allein, und auch Ihre Wiederherstellungscodes werden ungültig.',
  lastRequired:
    'Das ist Ihr letzter zweiter Faktor, und eines Ihrer Konten verlangt einen. Fügen Sie zuerst einen anderen hinzu.',
  requiredBy: (accounts) =>
    `Vorgeschrieben von ${accounts}. Deshalb können Sie den zweiten Faktor nicht entfernen.`,
  phone: {
    title: 'Codes per Telefon',
    why: 'Beim Anmelden können Sie einen Code per SMS, WhatsApp oder Anruf erhalten.',
    weak: 'Das ist der schwächste zweite Faktor: Nachrichten lassen sich abfangen und Nummern übernehmen. Ein Passkey oder eine App ist sicherer.',
    on: 'Ein',
    off: 'Aus',
    paused: 'Ausgesetzt',
    pausedWhy:
      'Dieser Dienst sendet zurzeit keine Codes an Telefone. Melden Sie sich mit einem anderen zweiten Faktor oder einem Wiederherstellungscode an.',
    add: 'Telefonnummer hinzufügen',
    replace: 'Ersetzen',
    number: 'Telefonnummer',
    numberHint: 'Mit + und Landesvorwahl, zum Beispiel +49 1512 3456789.',
    change: 'Nummer ändern',
    sentTo: (number) => `Geben Sie den Code ein, der an ${number} gesendet wurde.`,
    confirm: 'Bestätigen',
    expired: 'Der Code ist abgelaufen. Senden Sie einen neuen.',
    added: 'Die Telefonnummer ist hinzugefügt.',
    delete: 'Löschen',
    deleteTitle: (number) => `${number} löschen?`,
    deleteWhy: 'Sie erhalten dort keine Codes mehr für Ihre Anmeldung.',
    deleted: 'Die Telefonnummer ist gelöscht.',
  },
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
    make: 'Neue Codes erstellen',
    makeTitle: 'Neue Wiederherstellungscodes erstellen?',
    makeWhy: 'Die alten werden ungültig. Bestätigen Sie mit Ihrem zweiten Faktor, um fortzufahren.',
    makeGo: 'Neue Codes erstellen',
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
