/** Texts of the phone that receives codes. */
export const phone = {
  title: 'Codes by phone',
  why: 'You can get a code by SMS, WhatsApp or phone call when you log in.',
  weak: 'This is the weakest second factor: messages can be intercepted, and numbers can be taken over. A passkey or an app is safer.',
  on: 'On',
  off: 'Off',
  paused: 'Paused',
  pausedWhy:
    'This service sends no codes by phone at present. Log in with another second factor or a recovery code.',
  add: 'Add a phone number',
  replace: 'Replace',
  number: 'Phone number',
  numberHint: 'With + and the country code, such as +49 1512 3456789.',
  change: 'Change the number',
  sentTo: (number: string) => `Enter the code that was sent to ${number}.`,
  confirm: 'Confirm',
  expired: 'The code has expired. Send a new one.',
  added: 'The phone number is added.',
  delete: 'Delete',
  deleteTitle: (number: string) => `Delete ${number}?`,
  deleteWhy: 'It no longer receives codes for your login.',
  deleted: 'The phone number is deleted.',
};
