import type { Identity } from '../../identity/identity';
import { hasRole, type RoleName, type Roles } from '../../identity/roles';
import type { Call } from '../call';
import { callerOf } from '../call';
import { inTransaction, type Tx } from '../database/database';
import { DirectoryError } from '../errors';

/** The account that a change is made in, locked for it. */
export interface LockedAccount {
  readonly tx: Tx;
  readonly accountId: string;
  /** What the caller may do, as it is now that nobody else can change it. */
  readonly roles: Roles;
}

/**
 * Changes something in the caller's account that goes by its members' roles. One such change at a time:
 * of two administrators who demote each other, the second is none any more.
 *
 * @throws DirectoryError `FORBIDDEN` where the caller has not, or no longer, the role, or its API key was
 * deleted meanwhile; `SESSION_EXPIRED` if its session has ended.
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

// Whoever ends all credentials of a user holds their accounts: what a call makes by one of these is found
// and ended too, or not made.
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
