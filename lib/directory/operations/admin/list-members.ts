import { optional, picklist, strictObject } from 'valibot';
import { hasRole, ROLE_NAMES } from '../../../identity/roles';
import { selectMatchingMembers } from '../../accounts/find-members';
import { describeMemberFor, member, selectMembers } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { booleanInput, searchText } from '../../schemas';

/** Only callers who manage members may filter by `mfaEnabled`, which the others do not see. */
export const listMembers = operation({
  name: 'admin/list-members',
  summary: "Lists the account's members, or those that a search and filters select.",
  access: requireRole('team:read-only'),
  changes: false,
  input: strictObject({
    query: optional(searchText),
    active: optional(booleanInput),
    mfaEnabled: optional(booleanInput),
    role: optional(picklist(ROLE_NAMES)),
    ...pageInput,
  }),
  output: pageOf(member),
  errors: ['NOT_FOUND', 'FORBIDDEN'],
  async run(call, { query: text, active, mfaEnabled, role, ...page }) {
    const { accountId = '', roles } = callerOf(call);
    if (mfaEnabled !== undefined && !hasRole(roles, 'team:manager')) {
      throw new DirectoryError('FORBIDDEN');
    }
    const wanted = { accountId, text, active, mfaEnabled, role, ...page };
    const service = { database: call.database, rpId: call.settings.rpId };
    const query = selectMembers(service)
      .where('m.account_id', '=', accountId)
      .where('m.id', 'in', selectMatchingMembers(service, wanted));
    return readPage(call, query, {
      table: 'memberships',
      idColumn: 'm.id',
      toItem: (row) => describeMemberFor(roles, row),
      ...page,
    });
  },
});
