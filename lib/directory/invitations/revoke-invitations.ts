import { hasRole, mayGrant, type Roles } from '../../identity/roles';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvents } from '../audit-log/record-event';
import type { Call } from '../call';
import { type Answer, read, type Tx, write } from '../database/database';
import { type InvitationRow, invitationObject } from './invitations';

type Made = Pick<InvitationRow, 'id' | 'email' | 'developer' | 'team' | 'administrator'>;

/** Locks the open invitations of a member, which may be accepted until then. */
export function lockInvitationsOf(
  { tx, accountId }: LockedAccount,
  membershipId: string,
): Answer<readonly Made[]> {
  const query = tx
    .selectFrom('invitations')
    .select(['id', 'email', 'developer', 'team', 'administrator'])
    .where('account_id', '=', accountId)
    .where('invited_by', '=', membershipId)
    .orderBy('id')
    .forUpdate();
  return read(tx, query);
}

/** A member, their locked invitations and their new roles. Null: the member was disabled or removed. */
interface Inviter {
  readonly made: readonly Made[];
  /** The id of the membership. */
  readonly by: string;
  readonly roles: Roles | null;
}

/** Revokes the open invitations of a member that the member may no longer create. */
export async function revokeInvitations(
  call: Call,
  tx: Tx,
  { made, by: member, roles }: Inviter,
): Promise<void> {
  const mayInvite = roles !== null && hasRole(roles, 'team:invite-only');
  const over = made.filter((one) => !mayInvite || !mayGrant(roles, one));
  if (over.length === 0) return;
  const ids = over.map(({ id }) => id);
  await write(tx, tx.deleteFrom('invitations').where('id', 'in', ids));
  const events = over.map((row) => ({
    type: 'invitation_deleted' as const,
    object: { ...invitationObject(row), reason: 'inviter-changed', member },
  }));
  await recordEvents(tx, call, events);
}
