import { strictObject } from 'valibot';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { requireGrantable } from '../../accounts/require-grantable';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { orThrottled } from '../../count-in-transaction';
import { writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import {
  expiresInDays,
  newInvitationLink,
  requireInvitations,
} from '../../invitations/create-invitation';
import {
  checkInvitation,
  invitationObject,
  requireOwnInvitation,
  invitation as shownInvitation,
} from '../../invitations/invitations';
import {
  countResentMail,
  type NewInvitation,
  newInvitation,
  sendInvitation,
} from '../../invitations/send-invitation';
import { readAdministrators } from '../../notifications/notify-account';
import { id } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';

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
  output: shownInvitation,
  errors: [
    'NOT_FOUND',
    'ROLES_INVALID',
    'PRIVILEGE_ESCALATION',
    'MANAGED_BY_IDENTITY_PROVIDER',
    'THROTTLED',
    'MAIL_FAILED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { invitation: invitationId, expiresInDays: days }) {
    const made = withAccountLock(call, 'team:invite-only', (locked) =>
      renew(call, locked, { id: invitationId, days }),
    );
    return sendInvitation(call, await orThrottled(call.database, made));
  },
});

interface Renewal {
  readonly id: string;
  readonly days: number;
}

async function renew(
  call: Call,
  locked: LockedAccount,
  { id: invitationId, days }: Renewal,
): Promise<NewInvitation> {
  const { tx, accountId, roles } = locked;
  requireInvitations(locked);
  const invitation = checkInvitation(tx, { accountId, id: invitationId });
  const requireStepUp = readStepUp(call, tx);
  const link = newInvitationLink(tx, days);
  const administrators = readAdministrators(call, tx);
  const found = await invitation();
  const own = await roles();
  requireGrantable(own, found);
  requireOwnInvitation(call, own, found);
  if (found.administrator) await requireStepUp();
  countResentMail(call, tx, found.emailKey);

  const { membershipId = '' } = callerOf(call);
  const update = tx
    .updateTable('invitations')
    .set({ ...link.columns, invited_by: membershipId })
    .where('id', '=', invitationId);
  // The invitee may have accepted it in the meantime.
  writeOr(tx, update, new DirectoryError('NOT_FOUND'));
  const object = { ...invitationObject(found), expiresAt: await link.expiresAt() };
  await recordEvent(tx, call, { type: 'invitation_resent', object });
  const notified = found.administrator ? await administrators() : [];
  const { id, emailKey: key } = found;
  return newInvitation(call, tx, { id, key, secret: link.secret, notified });
}
