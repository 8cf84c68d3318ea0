import { strictObject } from 'valibot';
import { parseTypedEmail } from '../../../mail/email-address';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { DirectoryError } from '../../errors';
import { createInvitation, expiresInDays } from '../../invitations/create-invitation';
import { invitation } from '../../invitations/invitations';
import { sendInvitation } from '../../invitations/send-invitation';
import { email, roles } from '../../schemas';

/**
 * Invites an address into the account, with roles of at most the inviter's own level. Where the mail
 * cannot be sent, the invitation stays: it is resent, not made again.
 */
export const invite = operation({
  name: 'admin/invite',
  summary: 'Invites an e-mail address into the account.',
  access: requireRole('team:invite-only'),
  changes: true,
  input: strictObject({ email, roles, expiresInDays }),
  output: invitation,
  errors: [
    'EMAIL_INVALID',
    'ROLES_INVALID',
    'PRIVILEGE_ESCALATION',
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
    return sendInvitation(call, address.key, () =>
      withAccountLock(call, 'team:invite-only', (locked) =>
        createInvitation(call, locked, { address, roles: granted, days }),
      ),
    );
  },
});
