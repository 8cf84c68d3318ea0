import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { lockMember, memberObject, requireAnotherAdministrator } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
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
      const found = await lockMember(locked, memberId);
      await requireAnotherAdministrator(locked, found);
      const { count } = await locked.tx
        .selectFrom('credentials')
        .select((the) => the.fn.countAll<string>().as('count'))
        .where('membership_id', '=', memberId)
        .executeTakeFirstOrThrow();
      await locked.tx.deleteFrom('memberships').where('id', '=', memberId).execute();
      const object = { ...memberObject(found), credentials: Number(count) };
      await recordEvent(locked.tx, call, { type: 'membership_deleted', object });
      await revokeInvitationsOf(call, locked, { membershipId: memberId, roles: null });
      return {};
    });
  },
});
