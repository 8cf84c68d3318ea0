import { sql } from 'kysely';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Finds the sign-up of a link. The link remains valid.
 *
 * @throws DirectoryError `LINK_INVALID` if the link was used or replaced, or has expired.
 */
export async function findSignUp(
  database: Database,
  token: string,
): Promise<{ readonly email: string }> {
  const found = await database
    .selectFrom('sign_ups')
    .select('email')
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('LINK_INVALID');
  return found;
}
