import { strictObject } from 'valibot';
import { isSameRoles } from '../../../identity/roles';
import { inAccount } from '../../accounts/account-transaction';
import { mustBeGrantable } from '../../accounts/grantable-roles';
import {
  describeMember,
  findMember,
  member,
  memberObject,
  mustNotBeLast,
  rolesOf,
} from '../../accounts/members';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
import { notifyNewAdministrator } from '../../notifications/notify-account';
import { id, roles } from '../../schemas';
import { insistOnStepUp } from '../../sessions/require-step-up';

/** Gives a member other roles. Invitations of theirs that they could not make any more end. */
export const updateMember = operation({
  name: 'admin/update-member',
  summary: 'Gives a member other roles.',
  access: atLeast('team:manager'),
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
    const { before, after } = await inAccount(call, 'team:manager', async (held) => {
      const found = await findMember(held, memberId);
      mustBeGrantable(held.roles, wanted);
      if (isSameRoles(found, wanted)) return { before: found, after: found };
      if (wanted.administrator && !found.administrator) await insistOnStepUp(call, held.tx);
      if (!wanted.administrator) await mustNotBeLast(held, found);

      await held.tx.updateTable('memberships').set(wanted).where('id', '=', memberId).execute();
      const object = { ...memberObject(found), from: rolesOf(found), roles: wanted };
      await recordEvent(held.tx, call, { type: 'membership_updated', object });
      await revokeInvitationsOf(call, held, { membershipId: memberId, roles: wanted });
      return { before: found, after: { ...found, ...wanted } };
    });
    const isPromoted = after.administrator && !before.administrator;
    if (isPromoted) await notifyNewAdministrator(call, after, 'promoted');
    return describeMember(after);
  },
});
