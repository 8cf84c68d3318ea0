import type { errors as english } from '../en/errors';

/** What the user reads for each code: what happened, and what to do. A screen can have a text of its own. */
export const errors: typeof english = {
  INPUT_INVALID: 'Eine Angabe fehlt oder ist falsch. Prüfen Sie das Formular.',
  INPUT_MISPLACED: 'Diese Seite und der Dienst passen nicht zusammen. Laden Sie die Seite neu.',
  CONTENT_TYPE_INVALID:
    'Diese Seite und der Dienst passen nicht zusammen. Laden Sie die Seite neu.',
  ORIGIN_INVALID:
    'Der Dienst nimmt Änderungen nur von seiner eigenen Adresse an. Öffnen Sie diese Seite dort.',
  CREDENTIALS_INVALID: 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  PASSWORD_INVALID: 'Das Passwort ist falsch.',
  CODE_INVALID: 'Der Code ist falsch oder wurde schon verwendet. Geben Sie einen neuen Code ein.',
  CHALLENGE_EXPIRED: 'Die Anmeldung ist abgelaufen. Melden Sie sich erneut an.',
  SESSION_EXPIRED: 'Ihre Sitzung ist beendet. Melden Sie sich erneut an.',
  STEP_UP_REQUIRED: 'Bestätigen Sie, dass Sie es sind, und versuchen Sie es erneut.',
  SECOND_FACTOR_REQUIRED: 'Verwenden Sie Ihren zweiten Faktor.',
  THROTTLED: 'Zu viele Versuche. Warten Sie, und versuchen Sie es dann erneut.',
  OVERLOADED: 'Der Dienst ist ausgelastet. Versuchen Sie es gleich noch einmal.',
  LINK_INVALID: 'Dieser Link ist falsch, wurde schon verwendet oder ist abgelaufen.',
  PASSWORD_TOO_SHORT: 'Verwenden Sie mindestens 15 Zeichen.',
  PASSWORD_TOO_LONG: 'Verwenden Sie höchstens 128 Zeichen.',
  PASSWORD_COMMON: 'Dieses Passwort ist zu verbreitet. Wählen Sie ein anderes.',
  PASSWORD_CONTAINS_PERSONAL_DATA:
    'Verwenden Sie mehr als Ihren Namen, Ihre E-Mail-Adresse oder den Namen des Dienstes.',
  PASSWORD_INVALID_CHARACTERS:
    'Das Passwort enthält ein Zeichen, das sich nicht wieder eingeben lässt.',
  EMAIL_INVALID: 'Geben Sie eine gültige E-Mail-Adresse ein.',
  SIGN_UP_CLOSED: 'Registrieren können Sie sich nur mit einer Einladung.',
  EMAIL_EXISTS: 'Für diese E-Mail-Adresse gibt es schon einen Benutzer. Melden Sie sich an.',
  EMAIL_MISMATCH: 'Diese Einladung gilt für eine andere E-Mail-Adresse.',
  ACCOUNT_CHANGED: 'Sie sind jetzt in einem anderen Konto. Es wurde nichts geändert.',
  ACCOUNT_UNAVAILABLE: 'Sie sind kein aktives Mitglied dieses Kontos.',
  PASSKEY_INVALID: 'Der Passkey wurde nicht angenommen. Versuchen Sie es erneut.',
  PASSKEY_UNKNOWN: 'Dieser Passkey wurde hier gelöscht. Melden Sie sich auf andere Weise an.',
  PASSKEY_EXISTS: 'Dieses Gerät hat schon einen Passkey für Sie.',
  PHONE_DISABLED:
    'Hier werden keine Codes an Telefone gesendet. Verwenden Sie einen anderen zweiten Faktor oder einen Wiederherstellungscode.',
  PHONE_INVALID:
    'Geben Sie die Nummer mit + und Landesvorwahl ein, oder wählen Sie einen anderen Weg.',
  PHONE_NOT_SET: 'Fügen Sie zuerst eine Telefonnummer hinzu.',
  PHONE_CODE_EXPIRED:
    'Es gab zu viele falsche Codes. Fordern Sie nach zehn Minuten einen neuen an.',
  SSO_REQUIRED:
    'Dieses Konto verlangt Single Sign-on. Melden Sie sich mit Ihrem Identitätsanbieter an.',
  ADDRESS_REFUSED: 'Dieses Konto lässt Ihre IP-Adresse nicht zu.',
  MFA_ENABLED: 'Ein zweiter Faktor ist schon eingerichtet.',
  MFA_NOT_ENABLED: 'Richten Sie zuerst Ihren eigenen zweiten Faktor ein.',
  MFA_NOT_ENROLLED: 'Die Einrichtung ist abgelaufen. Beginnen Sie von vorn.',
  MFA_REQUIRED: 'Ihr Konto verlangt einen zweiten Faktor.',
  FORBIDDEN: 'Ihre Rolle erlaubt das nicht.',
  MEMBER_EXISTS: 'Diese Person ist schon Mitglied.',
  NAME_INVALID: 'Verwenden Sie 1 bis 100 Zeichen, ohne Zeilenumbrüche und Steuerzeichen.',
  NOT_FOUND: 'Das gibt es nicht mehr.',
  LIMIT_REACHED: 'Die Höchstzahl ist erreicht. Löschen Sie zuerst einen Eintrag.',
  MAIL_FAILED: 'Die E-Mail konnte nicht gesendet werden. Versuchen Sie es erneut.',
  NOT_CONFIGURED: 'Der Dienst ist nicht eingerichtet. Sein Protokoll nennt, was fehlt.',
  UNAVAILABLE: 'Der Dienst ist gerade nicht verfügbar. Versuchen Sie es erneut.',
  INTERNAL: 'Im Dienst ist ein Fehler aufgetreten. Einzelheiten stehen in seinem Protokoll.',
  OFFLINE: 'Sie sind offline. Versuchen Sie es erneut, sobald Sie verbunden sind.',
  UNEXPECTED: 'Der Dienst hat unerwartet geantwortet. Versuchen Sie es gleich noch einmal.',
};
