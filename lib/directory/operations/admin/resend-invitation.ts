import { strictObject } from 'valibot';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { requireGrantable } from '../../accounts/require-grantable';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { callerOf } from '../../call';
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
 * Sends an invitation once more, with a new link and a new expiry: the old link ends, so it takes what revoking
 * takes. The caller vouches for it from now on, and so has to be able to give its roles.
 */
export const resendInvitation = operation({
  name: 'admin/resend-invitation',
  summary: "Sends an invitation once more, with a new link: one's own, or as a team manager any.",
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
  // Whoever accepted it just now was faster: then it is not found any more.
  const row = await findInvitation(tx, { accountId, id: invitationId });
  const object = { ...invitationObject(row), expiresAt: row.expiresAt };
  await recordEvent(tx, call, { type: 'invitation_resent', object });
  return { row, secret };
}
