import { ScimError } from '../../scim/scim-error';
import { type LockedAccount, withAccountLock } from '../accounts/account-transaction';
import type { Call } from '../call';
import { check, type Database } from '../database/database';

/**
 * Runs a change of an identity provider under the lock of its account, so that two requests run one after the other.
 * A request that is refused has changed nothing.
 *
 * @throws ScimError 403 if the account is not provisioned by SCIM.
 */
export function withScimLock<T>(
  call: Call,
  work: (locked: LockedAccount) => Promise<T>,
): Promise<T> {
  return withAccountLock(call, 'developer:read-only', (locked) => {
    check(locked.tx, selectProvisioning(locked.tx, locked.accountId), requireScim);
    return work(locked);
  });
}

/** Returns the query of what {@link requireScim} requires. */
export function selectProvisioning(database: Database, accountId: string) {
  return database.selectFrom('accounts').select('provisioning').where('id', '=', accountId);
}

/** @throws ScimError 403 if the account is not provisioned by SCIM. */
export function requireScim([account]: readonly { readonly provisioning: string }[]): void {
  if (account?.provisioning === 'scim') return;
  throw new ScimError(403, 'The account is not provisioned by SCIM. An administrator turns it on.');
}
