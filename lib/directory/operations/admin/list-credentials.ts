import { array, nullable, optional, picklist, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, requireCursor, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import {
  CREDENTIAL_TYPES,
  credential,
  describeCredential,
  selectCredentials,
} from '../../credentials/credential';
import { id } from '../../schemas';

export const listCredentials = operation({
  name: 'admin/list-credentials',
  summary: "Lists the account's credentials of all owners.",
  access: requireRole('administrator'),
  changes: false,
  input: strictObject({
    owner: optional(id),
    type: optional(picklist(CREDENTIAL_TYPES)),
    ...pageInput,
  }),
  output: strictObject({ items: array(credential), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  async run(call, { owner, type, after, limit }) {
    await requireCursor(call, 'credentials', after);
    const { accountId = '' } = callerOf(call);
    let query = selectCredentials(call.database)
      .where('c.account_id', '=', accountId)
      .where('c.id', '>', after ?? '');
    if (type !== undefined) query = query.where('c.type', '=', type);
    if (owner !== undefined) {
      query = query.where((the) =>
        the.or([the('c.membership_id', '=', owner), the('c.service_user_id', '=', owner)]),
      );
    }
    const rows = await query
      .orderBy('c.id')
      .limit(limit + 1)
      .execute();
    return toPage(rows.map(describeCredential), limit);
  },
});
