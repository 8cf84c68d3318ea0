import type { LockedAccount } from '../../accounts/account-transaction';
import { readBreakGlassRule } from '../../accounts/break-glass';
import { type MemberRow, memberObject, readOtherAdministrator } from '../../accounts/members';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { countCredentials } from '../../credentials/credential-owner';
import { write } from '../../database/database';
import { lockInvitationsOf, revokeInvitations } from '../../invitations/revoke-invitations';

/** The reason of a removal that the member caused. */
interface Removal {
  readonly reason?: 'left';
}

/**
 * Prepares the removal of a member with the member's credentials, sessions and open invitations in the account.
 *
 * @returns a function that removes the locked member.
 * @throws DirectoryError there: `LAST_ADMINISTRATOR` or `BREAK_GLASS_REQUIRED`
 */
export function prepareRemoval(
  call: Call,
  locked: LockedAccount,
  memberId: string,
): (member: MemberRow, removal?: Removal) => Promise<void> {
  const { tx } = locked;
  const requireOther = readOtherAdministrator(locked, memberId);
  const requireUnneeded = readBreakGlassRule(locked);
  const credentials = countCredentials(tx, { column: 'membership_id', id: memberId });
  const invitations = lockInvitationsOf(locked, memberId);
  return async (found, removal = {}) => {
    await requireOther(found);
    await requireUnneeded(found);
    await write(tx, tx.deleteFrom('memberships').where('id', '=', memberId));
    const object = { ...memberObject(found), credentials: await credentials(), ...removal };
    await recordEvent(tx, call, { type: 'membership_deleted', object });
    await revokeInvitations(call, tx, { made: await invitations(), by: memberId, roles: null });
  };
}
