import type { Identity } from '../../identity/identity';
import { hasRole, type RoleName, type Roles } from '../../identity/roles';
import { type Call, callerOf } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { DirectoryError } from '../errors';

/** The account of a change, locked for the transaction. */
export interface LockedAccount {
  readonly tx: Tx;
  readonly accountId: string;
  /** The caller's roles, read under the lock. */
  readonly roles: Roles;
}

/**
 * Runs a change that depends on the roles of the account's members, under a lock of the caller's account.
 * Changes run one at a time: of two administrators who demote each other, the second is refused.
 *
 * @throws DirectoryError `FORBIDDEN` if the caller does not have the role or its API key was deleted in the
 *   meantime. `SESSION_EXPIRED` if its session has ended.
 */
export async function withAccountLock<T>(
  call: Call,
  role: RoleName,
  work: (account: LockedAccount) => Promise<T>,
): Promise<T> {
  const caller = callerOf(call);
  const { accountId = '', membershipId, serviceUserId } = caller;
  return inTransaction(call.database, async (tx) => {
    await tx
      .selectFrom('accounts')
      .select('id')
      .where('id', '=', accountId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    await requireLiveCredential(tx, caller);
    const roles = await currentRoles(tx, { membershipId, serviceUserId });
    if (roles === undefined || !hasRole(roles, role)) throw new DirectoryError('FORBIDDEN');
    return work({ tx, accountId, roles });
  });
}

// Deleting all credentials of a user locks the user's accounts. A credential created by a concurrent call is
// therefore either deleted too or not created.
async function requireLiveCredential(
  tx: Tx,
  { credentialId = '', status }: Identity,
): Promise<void> {
  const isSession = status !== undefined;
  const found = await tx
    .selectFrom(isSession ? 'sessions' : 'credentials')
    .select('id')
    .where('id', '=', credentialId)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError(isSession ? 'SESSION_EXPIRED' : 'FORBIDDEN');
}

interface Owner {
  readonly membershipId: string | undefined;
  readonly serviceUserId: string | undefined;
}

async function currentRoles(
  tx: Tx,
  { membershipId, serviceUserId }: Owner,
): Promise<Roles | undefined> {
  if (membershipId !== undefined) {
    return tx
      .selectFrom('memberships')
      .select(['developer', 'team', 'administrator'])
      .where('id', '=', membershipId)
      .where('active', '=', true)
      .executeTakeFirst();
  }
  const found = await tx
    .selectFrom('service_users')
    .select('developer')
    .where('id', '=', serviceUserId ?? '')
    .where('active', '=', true)
    .executeTakeFirst();
  return found && { developer: found.developer, team: 'read-only', administrator: false };
}
