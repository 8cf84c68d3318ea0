import { isAccountId } from '../../identity/account-id';
import type { Identity } from '../../identity/identity';

/** What is wrong with an option `account`. */
export const NO_ACCOUNT_ID = 'is not the id of an account, as in ac_4kTz0cB9vXw2LmQe';
/** What is wrong with one where the directory is not asked. */
export const ACCOUNT_ALONE = 'account is one of the directory, and directory is not true';

/**
 * What is wrong with the option `account`. One that is given and undefined is wrong too: it would let
 * callers of every account in.
 */
export function accountProblems(given: { readonly account?: unknown }): readonly string[] {
  return 'account' in given && !isAccountId(given.account) ? [`account ${NO_ACCOUNT_ID}`] : [];
}

/** Whether a caller is one of the account that is meant; undefined: of any, or of none. */
export function isOfAccount(identity: Identity, account: string | undefined): boolean {
  return account === undefined || identity.accountId === account;
}
