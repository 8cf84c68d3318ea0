import { strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { describeInvitation, invitation, selectInvitations } from '../../invitations/invitations';

export const listInvitations = operation({
  name: 'admin/list-invitations',
  summary: "Lists the account's invitations that have not been accepted, including expired ones.",
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject(pageInput),
  output: pageOf(invitation),
  errors: ['NOT_FOUND'],
  async run(call, page) {
    const { accountId = '' } = callerOf(call);
    const query = selectInvitations(call.database).where('i.account_id', '=', accountId);
    const list = { table: 'invitations', idColumn: 'i.id', toItem: describeInvitation } as const;
    return readPage(call, query, { ...list, ...page });
  },
});
