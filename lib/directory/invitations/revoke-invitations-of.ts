import { hasRole, mayGrant, type Roles } from '../../identity/roles';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvents } from '../audit-log/record-event';
import type { Call } from '../call';
import { invitationObject } from './invitations';

/** A member and their new roles. Null: the member was disabled or removed. */
interface Inviter {
  readonly membershipId: string;
  readonly roles: Roles | null;
}

/** Revokes the open invitations of a member that the member may no longer create. */
export async function revokeInvitationsOf(
  call: Call,
  { tx, accountId }: LockedAccount,
  { membershipId, roles }: Inviter,
): Promise<void> {
  const made = await tx
    .selectFrom('invitations')
    .select(['id', 'email', 'developer', 'team', 'administrator'])
    .where('account_id', '=', accountId)
    .where('invited_by', '=', membershipId)
    .execute();
  const mayInvite = roles !== null && hasRole(roles, 'team:invite-only');
  const over = made.filter((one) => !mayInvite || !mayGrant(roles, one)).map(({ id }) => id);
  if (over.length === 0) return;

  // Only deleted rows are recorded, since an invitation may have been accepted in the meantime.
  const revoked = await tx
    .deleteFrom('invitations')
    .where('id', 'in', over)
    .returning(['id', 'email', 'developer', 'team', 'administrator'])
    .execute();
  await recordEvents(
    tx,
    call,
    revoked.map((row) => ({
      type: 'invitation_deleted',
      object: { ...invitationObject(row), reason: 'inviter-changed', member: membershipId },
    })),
  );
}
