import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { lockMember, requireUnmanaged } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { empty, id } from '../../schemas';
import { prepareRemoval } from '../account/prepare-removal';

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
  errors: [
    'NOT_FOUND',
    'ADMINISTRATORS_ONLY',
    'LAST_ADMINISTRATOR',
    'BREAK_GLASS_REQUIRED',
    'MANAGED_BY_IDENTITY_PROVIDER',
  ],
  async run(call, { member: memberId }) {
    return withAccountLock(call, 'team:manager', async (locked) => {
      const member = lockMember(locked, memberId);
      const remove = prepareRemoval(call, locked, memberId);
      const found = await member();
      requireUnmanaged(found);
      await remove(found);
      return {};
    });
  },
});
