import { sql } from 'kysely';
import { ACCOUNT_NAMES_OF_USER } from '../accounts/accounts';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Finds the user of a link to reset a password. The link remains valid.
 *
 * @throws DirectoryError `LINK_INVALID` if the link was used or replaced, or has expired.
 */
export async function findReset(database: Database, token: string) {
  const user = await database
    .selectFrom('password_resets as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select(['u.id', 'u.email', 'u.name', ACCOUNT_NAMES_OF_USER.as('accountNames')])
    .where('r.secret_hash', '=', secretHash(token))
    .where('r.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (user === undefined) throw new DirectoryError('LINK_INVALID');
  return user;
}
