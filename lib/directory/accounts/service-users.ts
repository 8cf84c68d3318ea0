import { boolean, type InferOutput, picklist, strictObject, string } from 'valibot';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { id, timestamp } from '../schemas';
import { type Name, parseDisplayName } from '../users/display-name';
import type { LockedAccount } from './account-transaction';

export const developer = picklist(['read-write', 'read-only']);

/** A service user: it has credentials, and no password, e-mail address or session. */
export const serviceUser = strictObject({
  id,
  name: string(),
  developer,
  active: boolean(),
  createdAt: timestamp,
});

export function describeServiceUser(row: Row<'service_users'>): InferOutput<typeof serviceUser> {
  const { name, developer: level, active, created_at: createdAt } = row;
  return { id: row.id, name, developer: level, active, createdAt: createdAt.toISOString() };
}

/** A service user as the log of events keeps it. */
export function serviceUserObject(row: Pick<Row<'service_users'>, 'id' | 'name' | 'developer'>) {
  return { type: 'service_user', id: row.id, name: row.name, developer: row.developer };
}

/**
 * The service user that somebody wants to change, locked: nobody makes credentials for it meanwhile.
 *
 * @throws DirectoryError `NOT_FOUND`, also for those of other accounts.
 */
export async function lockServiceUser(
  { tx, accountId }: LockedAccount,
  serviceUserId: string,
): Promise<Row<'service_users'>> {
  const found = await tx
    .selectFrom('service_users')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', serviceUserId)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  return found;
}

/**
 * Reads a service user's name, which Basic authentication has to be able to carry (RFC 7617 section 2), and
 * which must not read as the name of another kind of caller.
 *
 * @throws DirectoryError `NAME_INVALID` or `NAME_RESERVED`
 */
export function parseServiceUserName(given: string): Name {
  const read = parseDisplayName(given);
  if (read.key.includes(':')) throw new DirectoryError('NAME_INVALID');
  if (isReservedName(read.name)) throw new DirectoryError('NAME_RESERVED');
  return read;
}

/**
 * Makes sure that no other service user of the account has a name.
 *
 * @param except - whose own it may be.
 * @throws DirectoryError `NAME_EXISTS`
 */
export async function requireUniqueName(
  { tx, accountId }: LockedAccount,
  { key, except }: { readonly key: string; readonly except: string },
): Promise<void> {
  const taken = await tx
    .selectFrom('service_users')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name_key', '=', key)
    .where('id', '!=', except)
    .executeTakeFirst();
  if (taken !== undefined) throw new DirectoryError('NAME_EXISTS');
}

// What cannot be seen does not make another name.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
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
function isReservedName(name: string): boolean {
  const shown = name.replace(INVISIBLE, '');
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
