import { isAccountId } from '../../identity/account-id';
import type { Identity } from '../../identity/identity';

/** The problem of an invalid option `account`. */
export const NO_ACCOUNT_ID = 'must be the id of an account, such as ac_4kTz0cB9vXw2LmQe';
/** The problem of the option `account` without `directory: true`. */
export const ACCOUNT_ALONE = 'account requires directory: true';

/**
 * Returns the problems of the option `account`. An explicit `undefined` is a problem too, because it would
 * accept callers of every account.
 */
export function accountProblems(given: { readonly account?: unknown }): readonly string[] {
  return 'account' in given && !isAccountId(given.account) ? [`account ${NO_ACCOUNT_ID}`] : [];
}

/** Returns whether a caller belongs to the account. `undefined` matches every caller. */
export function isOfAccount(identity: Identity, account: string | undefined): boolean {
  return account === undefined || identity.accountId === account;
}
