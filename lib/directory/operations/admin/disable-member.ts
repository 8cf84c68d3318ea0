import { strictObject } from 'valibot';
import { describeMember, member } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { id } from '../../schemas';
import { setMemberActive } from './set-member-active';

/**
 * Ends the member's sessions in the account and revokes their open invitations for good. Credentials
 * remain, but cannot be used until then. Other accounts of the user are not affected.
 */
export const disableMember = operation({
  name: 'admin/disable-member',
  summary: "Blocks a member's access to the account until they are enabled again.",
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: member,
  errors: [
    'NOT_FOUND',
    'ADMINISTRATORS_ONLY',
    'MANAGED_BY_IDENTITY_PROVIDER',
    'LAST_ADMINISTRATOR',
    'BREAK_GLASS_REQUIRED',
  ],
  async run(call, { member: memberId }) {
    const { after } = await setMemberActive(call, memberId, false);
    return describeMember(after);
  },
});
