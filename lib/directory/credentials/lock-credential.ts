import type { HeldAccount } from '../accounts/account-transaction';
import { DirectoryError } from '../errors';
import { type CredentialRow, selectCredentials } from './credential';
import type { Owner } from './credential-owner';

/**
 * A credential that somebody wants to change, held for it.
 *
 * @param wanted - its owner too, where only the owner may.
 * @throws DirectoryError `NOT_FOUND`, also for those of others and the short tokens of SSH keys.
 */
export async function holdCredential(
  { tx, accountId }: HeldAccount,
  { id, owner }: { readonly id: string; readonly owner?: Owner },
): Promise<CredentialRow> {
  let query = selectCredentials(tx).where('c.account_id', '=', accountId).where('c.id', '=', id);
  if (owner !== undefined) query = query.where(`c.${owner.column}`, '=', owner.id);
  const found = await query.forUpdate('c').executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  return found;
}
