import { array, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { empty } from '../../schemas';
import { accountDomain, describeDomain } from '../../sso/account-domain';

/** An account has at most 20, so the list has no pages. */
export const listDomains = operation({
  name: 'admin/list-domains',
  summary: "Lists the account's domains, and the DNS record that proves each.",
  access: requireRole('administrator'),
  changes: false,
  input: empty,
  output: strictObject({ items: array(accountDomain) }),
  errors: [],
  async run(call) {
    const { accountId = '' } = callerOf(call);
    const rows = await call.database
      .selectFrom('account_domains')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('domain')
      .execute();
    return { items: rows.map(describeDomain) };
  },
});
