import { DirectoryError } from '../errors';
import type { HeldAccount } from './account-transaction';
import { type MemberRow, selectMembers } from './members';

/**
 * The member that somebody wants to change, held: nobody makes credentials for them meanwhile.
 *
 * @throws DirectoryError `NOT_FOUND`, also for members of other accounts; `ADMINISTRATORS_ONLY` where it
 * is an administrator and the caller is none.
 */
export async function findMember(
  { tx, accountId, roles }: HeldAccount,
  id: string,
): Promise<MemberRow> {
  const found = await selectMembers(tx)
    .where('m.account_id', '=', accountId)
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  if (found.administrator && !roles.administrator) throw new DirectoryError('ADMINISTRATORS_ONLY');
  return found;
}

/**
 * Makes sure that an account can do without one of its administrators. Only inside of `inAccount`, which
 * keeps others from leaving meanwhile.
 *
 * @throws DirectoryError `LAST_ADMINISTRATOR`
 */
export async function mustNotBeLast(
  { tx, accountId }: HeldAccount,
  { id, administrator, active }: Pick<MemberRow, 'id' | 'administrator' | 'active'>,
): Promise<void> {
  if (!administrator || !active) return;
  const other = await tx
    .selectFrom('memberships')
    .select('id')
    .where('account_id', '=', accountId)
    .where('administrator', '=', true)
    .where('active', '=', true)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (other === undefined) throw new DirectoryError('LAST_ADMINISTRATOR');
}
