import { array, nullable, strictObject } from 'valibot';
import { hasRole } from '../../../identity/roles';
import { describeMember, member, selectMembers } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, requireCursor, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { id } from '../../schemas';

export const listMembers = operation({
  name: 'admin/list-members',
  summary: "Lists the account's members.",
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject(pageInput),
  output: strictObject({ items: array(member), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  async run(call, { after, limit }) {
    await requireCursor(call, 'memberships', after);
    const { accountId = '', roles } = callerOf(call);
    const rows = await selectMembers(call.database)
      .where('m.account_id', '=', accountId)
      .where('m.id', '>', after ?? '')
      .orderBy('m.id')
      .limit(limit + 1)
      .execute();
    const manages = hasRole(roles, 'team:manager');
    const items = rows.map((row) => {
      const shown = describeMember(row);
      return manages ? shown : { ...shown, mfaEnabled: null };
    });
    return toPage(items, limit);
  },
});
