import { strictObject } from 'valibot';
import { describeServiceUser, serviceUser } from '../../accounts/service-users';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, pageOf, readPage } from '../../api/pagination';
import { callerOf } from '../../call';

export const listServiceUsers = operation({
  name: 'admin/list-service-users',
  summary: "Lists the account's service users.",
  access: ANY_MEMBER,
  changes: false,
  input: strictObject(pageInput),
  output: pageOf(serviceUser),
  errors: ['NOT_FOUND'],
  async run(call, page) {
    const { accountId = '' } = callerOf(call);
    const query = call.database
      .selectFrom('service_users')
      .selectAll()
      .where('account_id', '=', accountId);
    const list = { table: 'service_users', idColumn: 'id', toItem: describeServiceUser } as const;
    return readPage(call, query, { ...list, ...page });
  },
});
