import type { HeldAccount } from '../accounts/account-transaction';
import type { CredentialType } from '../database/tables';
import { DirectoryError } from '../errors';
import type { Owner } from './credential-owner';

/** How many credentials of one kind an owner has at most, and how many of all kinds an account. */
const MAX_PER_OWNER = 100;
const MAX_PER_ACCOUNT = 10_000;

/**
 * Makes sure that an owner may have one more credential of a kind. Inside of `inAccount`, where nobody
 * else makes one meanwhile: the limits hold exactly.
 *
 * @throws DirectoryError `LIMIT_REACHED`
 */
export async function mustHaveRoom(
  { tx, accountId }: HeldAccount,
  { owner, type }: { readonly owner: Owner; readonly type: CredentialType },
): Promise<void> {
  const { own, all } = await tx
    .selectFrom('credentials')
    .select((the) => [
      the.fn
        .countAll<string>()
        .filterWhere(owner.column, '=', owner.id)
        .filterWhere('type', '=', type)
        .as('own'),
      the.fn.countAll<string>().as('all'),
    ])
    .where('account_id', '=', accountId)
    .where('issued_by', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(own) >= MAX_PER_OWNER || Number(all) >= MAX_PER_ACCOUNT) {
    throw new DirectoryError('LIMIT_REACHED');
  }
}
