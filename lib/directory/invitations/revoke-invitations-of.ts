import { hasRole, mayGrant, type Roles } from '../../identity/roles';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvents } from '../audit-log/record-event';
import type { Call } from '../call';
import { invitationObject } from './invitations';

/** A member, and what they may do from now on; null for nothing. */
interface Inviter {
  readonly membershipId: string;
  readonly roles: Roles | null;
}

/** Ends those open invitations of a member that they could not make any more. */
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

  // What was accepted just now is not among them any more.
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
