import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { nothing } from '../../schemas';

/** Shows the caller's account. */
export const showAccount = operation({
  name: 'admin/show-account',
  summary: "Shows the caller's account.",
  access: MEMBER,
  changes: false,
  input: nothing,
  output: ownAccount,
  errors: [],
  async run(call) {
    const { accountId = '' } = callerOf(call);
    return describeAccount(await selectAccount(call.database, accountId));
  },
});
