import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import {
  describeMember,
  findMember,
  member,
  memberObject,
  mustNotBeLast,
} from '../../accounts/members';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
import { id } from '../../schemas';
import { endSessions } from '../../sessions/end-sessions';

/**
 * Keeps a member out of the account, until they are enabled again. Credentials stay, and cannot be used
 * meanwhile; sessions there and open invitations end for good. Other accounts of the user are not touched.
 */
export const disableMember = operation({
  name: 'admin/disable-member',
  summary: 'Keeps a member out of the account until they are enabled again.',
  access: atLeast('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: member,
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY', 'LAST_ADMINISTRATOR'],
  async run(call, { member: memberId }) {
    return inAccount(call, 'team:manager', async (held) => {
      const found = await findMember(held, memberId);
      if (!found.active) return describeMember(found);
      await mustNotBeLast(held, found);

      await held.tx
        .updateTable('memberships')
        .set({ active: false })
        .where('id', '=', memberId)
        .execute();
      const sessions = await endSessions(held, found);
      const object = { ...memberObject(found), sessions };
      await recordEvent(held.tx, call, { type: 'membership_disabled', object });
      await revokeInvitationsOf(call, held, { membershipId: memberId, roles: null });
      return describeMember({ ...found, active: false });
    });
  },
});
