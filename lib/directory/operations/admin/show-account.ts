import { describeAccount, ownAccount, selectAccount } from '../../accounts/accounts';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { empty } from '../../schemas';

export const showAccount = operation({
  name: 'admin/show-account',
  summary: "Shows the caller's account.",
  access: ANY_MEMBER,
  changes: false,
  input: empty,
  output: ownAccount,
  errors: [],
  async run(call) {
    const { accountId = '' } = callerOf(call);
    return describeAccount(await selectAccount(call.database, accountId).executeTakeFirstOrThrow());
  },
});
