import { optional, picklist, strictObject } from 'valibot';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
import { callerOf } from '../../call';
import {
  CREDENTIAL_TYPES,
  credential,
  describeCredential,
  selectCredentials,
} from '../../credentials/credential';
import { callerAsOwner } from '../../credentials/credential-owner';

export const listCredentials = operation({
  name: 'account/list-credentials',
  summary: "Lists the caller's credentials in the account.",
  access: ANY_MEMBER,
  changes: false,
  input: strictObject({ type: optional(picklist(CREDENTIAL_TYPES)), ...pageInput }),
  output: pageOf(credential),
  errors: ['NOT_FOUND'],
  async run(call, { type, ...page }) {
    const owner = callerAsOwner(callerOf(call));
    let query = selectCredentials(call.database).where(`c.${owner.column}`, '=', owner.id);
    if (type !== undefined) query = query.where('c.type', '=', type);
    const list = { table: 'credentials', idColumn: 'c.id', toItem: describeCredential } as const;
    return readPage(call, query, { ...list, ...page });
  },
});
