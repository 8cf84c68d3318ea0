// What cannot be seen does not make another name.
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
// Circled and squared letters that look like the sign in an email address.
const AT_SIGNS = /[@\u249c\u24b6\u24d0\u{1f110}\u{1f130}\u{1f150}\u{1f170}]/u;
const ID = /^(?:ac|ev|inv|mbr|req|ses|svc|tfa|tfk|tfs|usr)_/;
/** What `twilioSignature()` calls its callers. */
const OTHER_CALLERS = ['twilio'];

/**
 * Returns whether a service user's name reads as that of another kind of caller: an email address, as users
 * have, an id, or the name of a scheme's callers. A Function that uses `context.auth.username` would take one
 * caller for another.
 */
export function isReservedName(name: string): boolean {
  const shown = name.replace(UNSEEN, '');
  const folded = shown.normalize('NFKC').toLowerCase().trim();
  if (AT_SIGNS.test(shown) || folded.includes('@')) return true;
  return ID.test(folded) || OTHER_CALLERS.includes(folded);
}

/**
 * Returns what a service user is called as a caller: its name, or its id if the name reads as that of another
 * kind of caller. There are such names from before they were refused.
 */
export function callerNameOf(id: string, name: string): string {
  return isReservedName(name) ? id : name;
}
