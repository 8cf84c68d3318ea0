import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { DirectoryError } from '../../errors';
import {
  findInvitation,
  invitationObject,
  requireOwnInvitation,
} from '../../invitations/invitations';
import { empty, id } from '../../schemas';

export const revokeInvitation = operation({
  name: 'admin/revoke-invitation',
  summary: "Revokes an invitation: the caller's own, or any as a team manager.",
  access: requireRole('team:invite-only'),
  changes: true,
  input: strictObject({ invitation: id }),
  output: empty,
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY'],
  async run(call, { invitation: invitationId }) {
    return withAccountLock(call, 'team:invite-only', async ({ tx, accountId, roles }) => {
      const found = await findInvitation(tx, { accountId, id: invitationId });
      requireOwnInvitation(call, roles, found);
      if (found.administrator && !roles.administrator) {
        throw new DirectoryError('ADMINISTRATORS_ONLY');
      }
      const { numDeletedRows } = await tx
        .deleteFrom('invitations')
        .where('id', '=', invitationId)
        .executeTakeFirst();
      if (numDeletedRows !== 1n) throw new DirectoryError('NOT_FOUND');
      const object = { ...invitationObject(found), reason: 'revoked' };
      await recordEvent(tx, call, { type: 'invitation_deleted', object });
      return {};
    });
  },
});
