import type { insideErrors as english } from '../en/inside-errors';

/** The texts of the codes that only screens behind the login get. */
export const insideErrors: typeof english = {
  EDGE_REQUIRED:
    'Der Dienst sieht Ihre IP-Adresse nicht. Öffnen Sie ihn zuerst über seinen Edge-Proxy.',
  ADMINISTRATORS_ONLY: 'Nur ein Administrator kann einen Administrator ändern.',
  PRIVILEGE_ESCALATION: 'Sie können keine Rolle vergeben, die Sie selbst nicht haben.',
  ROLES_INVALID: 'Wer andere einlädt oder verwaltet, muss lesen und schreiben dürfen.',
  ONLY_MEMBER: 'Sie sind das einzige Mitglied des Kontos.',
  LAST_ADMINISTRATOR: 'Ein Konto braucht mindestens einen aktiven Administrator.',
  INVITATION_EXISTS: 'Für diese Adresse gibt es schon eine offene Einladung.',
  NAME_EXISTS: 'Dieser Name ist schon vergeben. Wählen Sie einen anderen.',
  NAME_RESERVED:
    'Dieser Name sieht wie eine E-Mail-Adresse oder eine ID aus. Wählen Sie einen anderen.',
  OWNER_INVALID: 'Der Inhaber muss ein aktives Mitglied oder ein aktiver Dienstbenutzer sein.',
  PUBLIC_KEY_INVALID: 'Das ist kein öffentlicher Schlüssel, den der Dienst unterstützt.',
  KEY_UNPROVEN:
    'Die Signatur passt nicht zu diesem Schlüssel und dieser Aufgabe. Signieren Sie die Aufgabe erneut.',
  KEY_EXISTS: 'Dieser Schlüssel ist schon im Konto.',
  EXPIRY_INVALID: 'Wählen Sie einen Ablauf in der Zukunft.',
  ROTATION_UNDERWAY:
    'Zwei Geheimnisse dieser Zugangsdaten sind gültig. Wählen Sie, welches Sie behalten.',
  ACCOUNT_AMBIGUOUS: 'Dieser Schlüssel gehört zu mehreren Konten. Wählen Sie eines davon.',
  SIGNATURE_INVALID: 'Die Signatur ist ungültig. Signieren Sie eine neue Aufgabe.',
  IDENTITY_PROVIDER_INVALID:
    'Single Sign-on ist nicht richtig eingerichtet. Wenden Sie sich an eine Administratorin oder einen Administrator.',
  IDENTITY_PROVIDER_UNAVAILABLE: 'Der Identitätsanbieter antwortet nicht. Versuchen Sie es erneut.',
  IDENTITY_PROVIDER_IN_USE:
    'Sie haben sich mit diesem Anbieter angemeldet, oder es ist der letzte. Melden Sie sich zuerst auf andere Weise an.',
  STEP_UP_STALE:
    'Der Identitätsanbieter hat Sie nicht erneut gefragt. Melden Sie sich ab und wieder an.',
  STEP_UP_UNAVAILABLE:
    'Ihr Identitätsanbieter kann nicht bestätigen, dass Sie es sind. Melden Sie sich ab und wieder an.',
  LAST_LOGIN_WAY:
    'Anders können Sie sich nicht anmelden. Fügen Sie zuerst eine weitere Möglichkeit hinzu.',
  PASSWORD_NOT_SET: 'Sie haben kein Passwort.',
  DOMAIN_EXISTS: 'Diese Domain wurde schon hinzugefügt.',
  DOMAIN_INVALID: 'Geben Sie eine eigene Domain ein, zum Beispiel example.com.',
  DOMAIN_RECORD_MISSING:
    'Der DNS-Eintrag wurde noch nicht gefunden. Es kann eine Stunde dauern, bis er veröffentlicht ist.',
  SSO_LOGIN_REQUIRED: 'Melden Sie sich zuerst mit einem aktiven Identitätsanbieter des Kontos an.',
  BREAK_GLASS_REQUIRED:
    'Bestimmen Sie zuerst einen anderen Administrator, der sich im Notfall ohne Single Sign-on anmelden kann.',
  BREAK_GLASS_INVALID: 'Wählen Sie einen aktiven Administrator mit Passwort und zweitem Faktor.',
  MANAGED_BY_IDENTITY_PROVIDER:
    'Der Identitätsanbieter Ihres Kontos verwaltet das. Ändern Sie es dort.',
  OWN_LOGIN_REQUIRED: 'Melden Sie sich dafür mit Ihrem eigenen Passwort oder Passkey an.',
};
