import { type Identity, NO_ROLES } from '../../identity/identity';
import { hasRole, type RoleName, type Roles } from '../../identity/roles';
import { type Call, callerOf } from '../call';
import { type Answer, check, inTransaction, type Query, type Tx } from '../database/database';
import { DirectoryError } from '../errors';

/** The account of a change, locked for the transaction. */
export interface LockedAccount {
  readonly tx: Tx;
  /** The host whose passkeys are valid. */
  readonly rpId: string;
  readonly accountId: string;
  /** Returns the caller's roles, read under the lock. */
  readonly roles: Answer<Roles>;
}

/**
 * Runs a change that depends on the roles of the account's members, under a lock of the caller's account.
 * Changes run one at a time: of two administrators who demote each other, the second is refused.
 *
 * The lock and the checks of the caller are sent with the first statements of the work. Their refusals come
 * first.
 *
 * @param accept - a further rule about the caller's roles, which throws its refusal.
 * @throws DirectoryError `FORBIDDEN` if the caller does not have the role or its API key was deleted in the
 *   meantime. `SESSION_EXPIRED` if its session has ended.
 */
export async function withAccountLock<T>(
  call: Call,
  role: RoleName,
  work: (account: LockedAccount) => Promise<T>,
  accept: (roles: Roles) => void = () => undefined,
): Promise<T> {
  const caller = callerOf(call);
  const { accountId = '' } = caller;
  return inTransaction(call.database, async (tx) => {
    const account = tx.selectFrom('accounts').select('id').where('id', '=', accountId);
    check(tx, account.forNoKeyUpdate(), ([found]) => {
      if (found === undefined) throw new Error('the account of the caller does not exist.');
    });
    checkLiveCredential(tx, caller);
    const roles = check(tx, rolesOfCaller(tx, caller), ([found]) => {
      if (found === undefined || !hasRole(found, role)) throw new DirectoryError('FORBIDDEN');
      accept(found);
      return found;
    });
    return work({ tx, rpId: call.settings.rpId, accountId, roles });
  });
}

// Deleting all credentials of a user locks the user's accounts. A credential created by a concurrent call is
// therefore either deleted too or not created.
function checkLiveCredential(tx: Tx, { credentialId = '', status }: Identity): void {
  const isSession = status !== undefined;
  const own = tx
    .selectFrom(isSession ? 'sessions' : 'credentials')
    .select('id')
    .where('id', '=', credentialId);
  check(tx, own, ([found]) => {
    if (found === undefined) throw new DirectoryError(isSession ? 'SESSION_EXPIRED' : 'FORBIDDEN');
  });
}

function rolesOfCaller(tx: Tx, { membershipId, serviceUserId = '' }: Identity): Query<Roles> {
  if (membershipId !== undefined) {
    return tx
      .selectFrom('memberships')
      .select(['developer', 'team', 'administrator'])
      .where('id', '=', membershipId)
      .where('active', '=', true);
  }
  return tx
    .selectFrom('service_users')
    .select((the) => [
      'developer',
      the.val(NO_ROLES.team).as('team'),
      the.val(NO_ROLES.administrator).as('administrator'),
    ])
    .where('id', '=', serviceUserId)
    .where('active', '=', true);
}
