import { strictObject } from 'valibot';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { requireGrantable } from '../../accounts/require-grantable';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { expiresInDays, newInvitationLink } from '../../invitations/create-invitation';
import {
  findInvitation,
  invitation,
  invitationObject,
  requireOwnInvitation,
} from '../../invitations/invitations';
import { type NewInvitation, sendInvitation } from '../../invitations/send-invitation';
import { id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

/**
 * Requires the rights of revoking, because the old link stops working. The caller becomes the inviter and
 * must therefore be allowed to grant the invitation's roles.
 */
export const resendInvitation = operation({
  name: 'admin/resend-invitation',
  summary: "Sends an invitation again with a new link: the caller's own, or any as a team manager.",
  access: requireRole('team:invite-only'),
  changes: true,
  input: strictObject({ invitation: id, expiresInDays }),
  output: invitation,
  errors: [
    'NOT_FOUND',
    'ROLES_INVALID',
    'PRIVILEGE_ESCALATION',
    'THROTTLED',
    'MAIL_FAILED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { invitation: invitationId, expiresInDays: days }) {
    const { accountId = '' } = callerOf(call);
    const { emailKey } = await findInvitation(call.database, { accountId, id: invitationId });
    return sendInvitation(call, emailKey, () =>
      withAccountLock(call, 'team:invite-only', (locked) =>
        renew(call, locked, { id: invitationId, days }),
      ),
    );
  },
});

interface Renewal {
  readonly id: string;
  readonly days: number;
}

async function renew(
  call: Call,
  { tx, accountId, roles }: LockedAccount,
  { id: invitationId, days }: Renewal,
): Promise<NewInvitation> {
  const found = await findInvitation(tx, { accountId, id: invitationId });
  requireGrantable(roles, found);
  requireOwnInvitation(call, roles, found);
  if (found.administrator) await requireStepUp(call, tx);
  const { secret, columns } = newInvitationLink(days);
  const { membershipId = '' } = callerOf(call);
  await tx
    .updateTable('invitations')
    .set({ ...columns, invited_by: membershipId })
    .where('id', '=', invitationId)
    .execute();
  // If the invitee accepted in the meantime, the invitation is not found.
  const row = await findInvitation(tx, { accountId, id: invitationId });
  const object = { ...invitationObject(row), expiresAt: row.expiresAt };
  await recordEvent(tx, call, { type: 'invitation_resent', object });
  return { row, secret };
}
