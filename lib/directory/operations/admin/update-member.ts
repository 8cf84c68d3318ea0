import { strictObject } from 'valibot';
import { isSameRoles } from '../../../identity/roles';
import { withAccountLock } from '../../accounts/account-transaction';
import { readBreakGlassRule } from '../../accounts/break-glass';
import { requireNoGroupRoles } from '../../accounts/groups';
import {
  describeMember,
  lockMember,
  member,
  memberObject,
  readOtherAdministrator,
  rolesOf,
} from '../../accounts/members';
import { requireGrantable } from '../../accounts/require-grantable';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { write } from '../../database/database';
import { lockInvitationsOf, revokeInvitations } from '../../invitations/revoke-invitations';
import {
  noticeOfAdministrator,
  prepareNotices,
  readAdministrators,
} from '../../notifications/notify-account';
import { id, roles } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';

/** Revokes the member's open invitations whose roles the member may no longer grant. */
export const updateMember = operation({
  name: 'admin/update-member',
  summary: "Changes a member's roles.",
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id, roles }),
  output: member,
  errors: [
    'NOT_FOUND',
    'ADMINISTRATORS_ONLY',
    'ROLES_INVALID',
    'PRIVILEGE_ESCALATION',
    'MANAGED_BY_IDENTITY_PROVIDER',
    'LAST_ADMINISTRATOR',
    'BREAK_GLASS_REQUIRED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { member: memberId, roles: wanted }) {
    const { after, notices } = await withAccountLock(call, 'team:manager', async (locked) => {
      const { tx } = locked;
      const member = lockMember(locked, memberId);
      requireNoGroupRoles(locked, memberId);
      const requireStepUp = readStepUp(call, tx);
      const requireOther = readOtherAdministrator(locked, memberId);
      const requireUnneeded = readBreakGlassRule(locked);
      const invitations = lockInvitationsOf(locked, memberId);
      const administrators = readAdministrators(call, tx, memberId);
      const found = await member();
      requireGrantable(await locked.roles(), wanted);
      if (isSameRoles(found, wanted)) return { after: found };
      if (wanted.administrator && !found.administrator) await requireStepUp();
      if (!wanted.administrator) {
        await requireOther(found);
        await requireUnneeded(found);
      }

      const break_glass = found.breakGlass && wanted.administrator;
      const update = tx.updateTable('memberships').set({ ...wanted, break_glass });
      await write(tx, update.where('id', '=', memberId));
      const object = { ...memberObject(found), from: rolesOf(found), roles: wanted };
      await recordEvent(tx, call, { type: 'membership_updated', object });
      await revokeInvitations(call, tx, { made: await invitations(), by: memberId, roles: wanted });
      const isPromoted = wanted.administrator && !found.administrator;
      const notices = isPromoted ? prepareNotices(call, tx, await administrators()) : undefined;
      return { after: { ...found, ...wanted, breakGlass: break_glass }, notices };
    });
    await notices?.(noticeOfAdministrator(after, 'promoted'));
    return describeMember(after);
  },
});
