import { strictObject } from 'valibot';
import { describeMember, member } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { noticeOfAdministrator } from '../../notifications/notify-account';
import { id } from '../../schemas';
import { setMemberActive } from './set-member-active';

/** Restores the same roles and credentials, but no sessions. */
export const enableMember = operation({
  name: 'admin/enable-member',
  summary: 'Restores the access of a disabled member.',
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: member,
  errors: [
    'NOT_FOUND',
    'ADMINISTRATORS_ONLY',
    'MANAGED_BY_IDENTITY_PROVIDER',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { member: memberId }) {
    const { after, notices } = await setMemberActive(call, memberId, true);
    await notices?.(noticeOfAdministrator(after, 'enabled'));
    return describeMember(after);
  },
});
