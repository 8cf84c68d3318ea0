import { strictObject } from 'valibot';
import { hasRole } from '../../../identity/roles';
import { describeMember, member, selectMembers } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
import { callerOf } from '../../call';

export const listMembers = operation({
  name: 'admin/list-members',
  summary: "Lists the account's members.",
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject(pageInput),
  output: pageOf(member),
  errors: ['NOT_FOUND'],
  async run(call, page) {
    const { accountId = '', roles } = callerOf(call);
    const isManager = hasRole(roles, 'team:manager');
    const query = selectMembers(call.database).where('m.account_id', '=', accountId);
    return readPage(call, query, {
      table: 'memberships',
      idColumn: 'm.id',
      toItem(row) {
        const shown = describeMember(row);
        return isManager ? shown : { ...shown, mfaEnabled: null };
      },
      ...page,
    });
  },
});
