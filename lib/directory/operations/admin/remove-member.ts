import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import { findMember, memberObject, mustNotBeLast } from '../../accounts/members';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
import { done, id } from '../../schemas';

/**
 * Takes a member out of the account. Their credentials and sessions there are gone with the membership;
 * the user and other memberships stay. They can be invited again.
 */
export const removeMember = operation({
  name: 'admin/remove-member',
  summary: 'Takes a member, and their credentials, out of the account.',
  access: atLeast('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: done,
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY', 'LAST_ADMINISTRATOR'],
  async run(call, { member: memberId }) {
    return inAccount(call, 'team:manager', async (held) => {
      const found = await findMember(held, memberId);
      await mustNotBeLast(held, found);
      const { count } = await held.tx
        .selectFrom('credentials')
        .select((the) => the.fn.countAll<string>().as('count'))
        .where('membership_id', '=', memberId)
        .executeTakeFirstOrThrow();
      await held.tx.deleteFrom('memberships').where('id', '=', memberId).execute();
      const object = { ...memberObject(found), credentials: Number(count) };
      await recordEvent(held.tx, call, { type: 'membership_deleted', object });
      await revokeInvitationsOf(call, held, { membershipId: memberId, roles: null });
      return {};
    });
  },
});
