import { sql } from 'kysely';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { selectInvitations } from './invitations';

/**
 * The invitation that a link is for, with its account, for whoever holds the link.
 *
 * @throws DirectoryError `LINK_INVALID` where it was used, revoked, replaced or is too old.
 */
export async function findLiveInvitation(database: Database, token: string) {
  const found = await selectInvitations(database)
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .leftJoin('users as invited', 'invited.email_key', 'i.email_key')
    .select((the) => [
      'a.id as accountId',
      'a.name as accountName',
      'a.mfa_required as mfaRequired',
      the('invited.id', 'is not', null).$castTo<boolean>().as('hasUser'),
    ])
    .where('i.secret_hash', '=', secretHash(token))
    .where('i.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('LINK_INVALID');
  return found;
}
