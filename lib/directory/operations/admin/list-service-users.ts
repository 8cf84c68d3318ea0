import { array, nullable, strictObject } from 'valibot';
import { describeServiceUser, serviceUser } from '../../accounts/service-users';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { pageInput, requireCursor, toPage } from '../../api/pagination';
import { callerOf } from '../../call';
import { id } from '../../schemas';

export const listServiceUsers = operation({
  name: 'admin/list-service-users',
  summary: "Lists the account's service users.",
  access: ANY_MEMBER,
  changes: false,
  input: strictObject(pageInput),
  output: strictObject({ items: array(serviceUser), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  async run(call, { after, limit }) {
    await requireCursor(call, 'service_users', after);
    const { accountId = '' } = callerOf(call);
    const rows = await call.database
      .selectFrom('service_users')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '>', after ?? '')
      .orderBy('id')
      .limit(limit + 1)
      .execute();
    return toPage(rows.map(describeServiceUser), limit);
  },
});
