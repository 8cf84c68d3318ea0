import { array, nullable, optional, picklist, strictObject } from 'valibot';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, requireCursor, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import {
  CREDENTIAL_TYPES,
  credential,
  describeCredential,
  selectCredentials,
} from '../../credentials/credential';
import { callerAsOwner } from '../../credentials/credential-owner';
import { id } from '../../schemas';

export const listCredentials = operation({
  name: 'account/list-credentials',
  summary: "Lists the caller's credentials in the account.",
  access: ANY_MEMBER,
  changes: false,
  input: strictObject({ type: optional(picklist(CREDENTIAL_TYPES)), ...pageInput }),
  output: strictObject({ items: array(credential), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  async run(call, { type, after, limit }) {
    await requireCursor(call, 'credentials', after);
    const owner = callerAsOwner(callerOf(call));
    let query = selectCredentials(call.database)
      .where(`c.${owner.column}`, '=', owner.id)
      .where('c.id', '>', after ?? '');
    if (type !== undefined) query = query.where('c.type', '=', type);
    const rows = await query
      .orderBy('c.id')
      .limit(limit + 1)
      .execute();
    return toPage(rows.map(describeCredential), limit);
  },
});
