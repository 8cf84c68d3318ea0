import { strictObject } from 'valibot';
import { describeGroup, group, selectGroups } from '../../accounts/groups';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
import { callerOf } from '../../call';

export const listGroups = operation({
  name: 'admin/list-groups',
  summary: "Lists the groups of the account's identity provider, and the roles that they give.",
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject(pageInput),
  output: pageOf(group),
  errors: ['NOT_FOUND'],
  async run(call, page) {
    const { accountId = '' } = callerOf(call);
    const query = selectGroups(call.database).where('g.account_id', '=', accountId);
    return readPage(call, query, {
      table: 'scim_groups',
      idColumn: 'g.id',
      toItem: describeGroup,
      ...page,
    });
  },
});
