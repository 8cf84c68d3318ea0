import { strictObject } from 'valibot';
import { isSameRoles } from '../../../identity/roles';
import { withAccountLock } from '../../accounts/account-transaction';
import {
  describeMember,
  lockMember,
  member,
  memberObject,
  requireAnotherAdministrator,
  rolesOf,
} from '../../accounts/members';
import { requireGrantable } from '../../accounts/require-grantable';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
import { notifyNewAdministrator } from '../../notifications/notify-account';
import { id, roles } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

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
    'LAST_ADMINISTRATOR',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { member: memberId, roles: wanted }) {
    const { before, after } = await withAccountLock(call, 'team:manager', async (locked) => {
      const found = await lockMember(locked, memberId);
      requireGrantable(locked.roles, wanted);
      if (isSameRoles(found, wanted)) return { before: found, after: found };
      if (wanted.administrator && !found.administrator) await requireStepUp(call, locked.tx);
      if (!wanted.administrator) await requireAnotherAdministrator(locked, found);

      await locked.tx.updateTable('memberships').set(wanted).where('id', '=', memberId).execute();
      const object = { ...memberObject(found), from: rolesOf(found), roles: wanted };
      await recordEvent(locked.tx, call, { type: 'membership_updated', object });
      await revokeInvitationsOf(call, locked, { membershipId: memberId, roles: wanted });
      return { before: found, after: { ...found, ...wanted } };
    });
    const isPromoted = after.administrator && !before.administrator;
    if (isPromoted) await notifyNewAdministrator(call, after, 'promoted');
    return describeMember(after);
  },
});
