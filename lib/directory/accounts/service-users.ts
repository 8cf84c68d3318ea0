import { boolean, type InferOutput, picklist, strictObject, string } from 'valibot';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { id, time } from '../schemas';
import { type Name, readName } from '../users/display-name';
import type { HeldAccount } from './account-transaction';
import { isReservedName } from './reserved-name';

export const developer = picklist(['read-write', 'read-only']);

/** A service user: it has credentials, and no password, e-mail address or session. */
export const serviceUser = strictObject({
  id,
  name: string(),
  developer,
  active: boolean(),
  createdAt: time,
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
 * The service user that somebody wants to change, held: nobody makes credentials for it meanwhile.
 *
 * @throws DirectoryError `NOT_FOUND`, also for those of other accounts.
 */
export async function findServiceUser(
  { tx, accountId }: HeldAccount,
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
export function readServiceUserName(given: string): Name {
  const read = readName(given);
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
export async function mustBeFree(
  { tx, accountId }: HeldAccount,
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
