import { boolean, type InferOutput, picklist, strictObject, string } from 'valibot';
import { type Answer, check } from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { id, timestamp } from '../schemas';
import { type DisplayName, parseDisplayName } from '../users/display-name';
import type { LockedAccount } from './account-transaction';

export const developer = picklist(['read-write', 'read-only']);

/** A service user, which has credentials but no password, email address or session. */
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

/** Returns a service user as the audit log stores it. */
export function serviceUserObject(row: Pick<Row<'service_users'>, 'id' | 'name' | 'developer'>) {
  return { type: 'service_user', id: row.id, name: row.name, developer: row.developer };
}

/**
 * Locks a service user for a change, so that no credential is created for it in the meantime.
 *
 * @throws DirectoryError `NOT_FOUND`, also for those of other accounts.
 */
export function lockServiceUser(
  { tx, accountId }: LockedAccount,
  serviceUserId: string,
): Answer<Row<'service_users'>> {
  const query = tx
    .selectFrom('service_users')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', serviceUserId)
    .forUpdate();
  return check(tx, query, ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
}

/**
 * Parses a service user's name. It must have no colon, because of Basic authentication (RFC 7617 section 2),
 * and must not look like the name of another type of caller.
 *
 * @throws DirectoryError `NAME_INVALID` or `NAME_RESERVED`
 */
export function parseServiceUserName(given: string): DisplayName {
  const read = parseDisplayName(given);
  if (read.key.includes(':')) throw new DirectoryError('NAME_INVALID');
  if (isReservedName(read.name)) throw new DirectoryError('NAME_RESERVED');
  return read;
}

/**
 * Requires that no other service user of the account has the name. The check is sent with the next statement.
 *
 * @param except - the id of the service user that may have the name.
 * @throws DirectoryError there: `NAME_EXISTS`
 */
export function requireUniqueName(
  { tx, accountId }: LockedAccount,
  { key, except }: { readonly key: string; readonly except: string },
): Answer<void> {
  const query = tx
    .selectFrom('service_users')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name_key', '=', key)
    .where('id', '!=', except);
  return check(tx, query, ([taken]) => {
    if (taken !== undefined) throw new DirectoryError('NAME_EXISTS');
  });
}

// Invisible characters do not make a different name.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
// Circled and squared letters that look like the @ of an email address.
const AT_SIGNS = /[@\u249c\u24b6\u24d0\u{1f110}\u{1f130}\u{1f150}\u{1f170}]/u;
const ID = /^(?:ac|ev|inv|mbr|req|ses|svc|tfa|tfk|tfp|tfs|usr)_/;
/** The names that `twilioSignature()` gives its callers. */
const OTHER_CALLERS = ['twilio'];

/**
 * Returns whether a service user's name looks like that of another type of caller: an email address of a
 * user, an id, or the name of a scheme's callers. A Function that uses `context.auth.username` would confuse
 * the callers.
 */
function isReservedName(name: string): boolean {
  const shown = name.replace(INVISIBLE, '');
  const folded = shown.normalize('NFKC').toLowerCase().trim();
  if (AT_SIGNS.test(shown) || folded.includes('@')) return true;
  return ID.test(folded) || OTHER_CALLERS.includes(folded);
}

/**
 * Returns a service user's username: its name, or its id if the name looks like that of another type of
 * caller. Such names were accepted in the past.
 */
export function callerNameOf(id: string, name: string): string {
  return isReservedName(name) ? id : name;
}
