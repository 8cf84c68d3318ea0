import type { HeldAccount } from '../accounts/account-transaction';

/** Ends a user's sessions in an account, for good: none comes back when the member does. */
export async function endSessions(
  { tx, accountId }: HeldAccount,
  { userId }: { readonly userId: string },
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
