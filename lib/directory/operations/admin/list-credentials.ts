import { optional, picklist, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
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
  output: pageOf(credential),
  errors: ['NOT_FOUND'],
  async run(call, { owner, type, ...page }) {
    const { accountId = '' } = callerOf(call);
    let query = selectCredentials(call.database).where('c.account_id', '=', accountId);
    if (type !== undefined) query = query.where('c.type', '=', type);
    if (owner !== undefined) {
      query = query.where((the) =>
        the.or([the('c.membership_id', '=', owner), the('c.service_user_id', '=', owner)]),
      );
    }
    const list = { table: 'credentials', idColumn: 'c.id', toItem: describeCredential } as const;
    return readPage(call, query, { ...list, ...page });
  },
});
