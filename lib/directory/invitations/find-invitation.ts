import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { type InvitationRow, selectInvitations } from './invitations';

/**
 * An invitation into an account, by its id.
 *
 * @throws DirectoryError `NOT_FOUND`, also for invitations into others.
 */
export async function findInvitation(
  database: Database,
  { accountId, id }: { readonly accountId: string; readonly id: string },
): Promise<InvitationRow> {
  const found = await selectInvitations(database)
    .where('i.account_id', '=', accountId)
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  return found;
}
