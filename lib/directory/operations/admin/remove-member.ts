import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { lockMember, memberObject, readOtherAdministrator } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { countCredentials } from '../../credentials/credential-owner';
import { write } from '../../database/database';
import { lockInvitationsOf, revokeInvitations } from '../../invitations/revoke-invitations';
import { empty, id } from '../../schemas';

/**
 * Deletes the member's credentials and sessions in the account along with the membership. The user and
 * their other memberships remain, and they can be invited again.
 */
export const removeMember = operation({
  name: 'admin/remove-member',
  summary: 'Removes a member and their credentials from the account.',
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: empty,
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY', 'LAST_ADMINISTRATOR'],
  async run(call, { member: memberId }) {
    return withAccountLock(call, 'team:manager', async (locked) => {
      const { tx } = locked;
      const member = lockMember(locked, memberId);
      const requireOther = readOtherAdministrator(locked, memberId);
      const credentials = countCredentials(tx, { column: 'membership_id', id: memberId });
      const invitations = lockInvitationsOf(locked, memberId);
      const found = await member();
      await requireOther(found);

      await write(tx, tx.deleteFrom('memberships').where('id', '=', memberId));
      const object = { ...memberObject(found), credentials: await credentials() };
      await recordEvent(tx, call, { type: 'membership_deleted', object });
      await revokeInvitations(call, tx, { made: await invitations(), by: memberId, roles: null });
      return {};
    });
  },
});
