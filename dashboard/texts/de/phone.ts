import type { phone as english } from '../en/phone';

/** Texts in German of the phone that receives codes. */
export const phone: typeof english = {
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
};
