import { array, nullable, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, requireCursor, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { describeInvitation, invitation, selectInvitations } from '../../invitations/invitations';
import { id } from '../../schemas';

export const listInvitations = operation({
  name: 'admin/list-invitations',
  summary: "Lists the account's invitations that have not been accepted, including expired ones.",
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject(pageInput),
  output: strictObject({ items: array(invitation), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  async run(call, { after, limit }) {
    await requireCursor(call, 'invitations', after);
    const { accountId = '' } = callerOf(call);
    const rows = await selectInvitations(call.database)
      .where('i.account_id', '=', accountId)
      .where('i.id', '>', after ?? '')
      .orderBy('i.id')
      .limit(limit + 1)
      .execute();
    return toPage(rows.map(describeInvitation), limit);
  },
});
