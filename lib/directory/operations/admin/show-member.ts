import { strictObject } from 'valibot';
import { describeMemberFor, member, selectMembers } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { id } from '../../schemas';

export const showMember = operation({
  name: 'admin/show-member',
  summary: 'Shows a member of the account.',
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject({ member: id }),
  output: member,
  errors: ['NOT_FOUND'],
  async run(call, { member: memberId }) {
    const { accountId = '', roles } = callerOf(call);
    const found = await selectMembers({ database: call.database, rpId: call.settings.rpId })
      .where('m.account_id', '=', accountId)
      .where('m.id', '=', memberId)
      .executeTakeFirst();
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return describeMemberFor(roles, found);
  },
});
