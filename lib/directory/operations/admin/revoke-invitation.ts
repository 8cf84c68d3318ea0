import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import {
  checkInvitation,
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
      const found = await checkInvitation(tx, { accountId, id: invitationId })();
      const own = await roles();
      requireOwnInvitation(call, own, found);
      if (found.administrator && !own.administrator) {
        throw new DirectoryError('ADMINISTRATORS_ONLY');
      }
      // The invitee may have accepted it in the meantime.
      writeOr(
        tx,
        tx.deleteFrom('invitations').where('id', '=', invitationId),
        new DirectoryError('NOT_FOUND'),
      );
      const object = { ...invitationObject(found), reason: 'revoked' };
      await recordEvent(tx, call, { type: 'invitation_deleted', object });
      return {};
    });
  },
});
