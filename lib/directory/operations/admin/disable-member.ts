import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import {
  describeMember,
  lockMember,
  member,
  memberObject,
  requireAnotherAdministrator,
} from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
import { id } from '../../schemas';
import { endSessions } from '../../sessions/end-sessions';

/**
 * Ends the member's sessions in the account and revokes their open invitations for good. Credentials
 * remain, but cannot be used meanwhile. Other accounts of the user are not affected.
 */
export const disableMember = operation({
  name: 'admin/disable-member',
  summary: "Blocks a member's access to the account until they are enabled again.",
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: member,
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY', 'LAST_ADMINISTRATOR'],
  async run(call, { member: memberId }) {
    return withAccountLock(call, 'team:manager', async (locked) => {
      const found = await lockMember(locked, memberId);
      if (!found.active) return describeMember(found);
      await requireAnotherAdministrator(locked, found);

      await locked.tx
        .updateTable('memberships')
        .set({ active: false })
        .where('id', '=', memberId)
        .execute();
      const sessions = await endSessions(locked, found);
      const object = { ...memberObject(found), sessions };
      await recordEvent(locked.tx, call, { type: 'membership_disabled', object });
      await revokeInvitationsOf(call, locked, { membershipId: memberId, roles: null });
      return describeMember({ ...found, active: false });
    });
  },
});
