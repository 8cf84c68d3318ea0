import { strictObject } from 'valibot';
import { parseTypedEmail } from '../../../mail/email-address';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireGrantable } from '../../accounts/require-grantable';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { DirectoryError } from '../../errors';
import { createInvitation, expiresInDays } from '../../invitations/create-invitation';
import { invitation } from '../../invitations/invitations';
import { countInvitationMail, sendInvitation } from '../../invitations/send-invitation';
import { email, roles } from '../../schemas';

/**
 * Grants roles up to the inviter's own. If the mail cannot be sent, the invitation remains: resend it instead
 * of creating it again.
 */
export const invite = operation({
  name: 'admin/invite',
  summary: 'Invites an email address to the account.',
  access: requireRole('team:invite-only'),
  changes: true,
  input: strictObject({ email, roles, expiresInDays }),
  output: invitation,
  errors: [
    'EMAIL_INVALID',
    'ROLES_INVALID',
    'PRIVILEGE_ESCALATION',
    'MANAGED_BY_IDENTITY_PROVIDER',
    'MEMBER_EXISTS',
    'INVITATION_EXISTS',
    'LIMIT_REACHED',
    'THROTTLED',
    'MAIL_FAILED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { email: given, roles: granted, expiresInDays: days }) {
    const address = parseTypedEmail(given);
    if (address === null) throw new DirectoryError('EMAIL_INVALID');
    const made = await withAccountLock(
      call,
      'team:invite-only',
      (locked) => {
        countInvitationMail(call, locked.tx, address.key);
        return createInvitation(call, locked, { address, roles: granted, days });
      },
      (own) => requireGrantable(own, granted),
    );
    return sendInvitation(call, made);
  },
});
