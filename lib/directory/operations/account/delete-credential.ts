import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { lockCredential, removeCredential } from '../../credentials/change-credential';
import { callerAsOwner } from '../../credentials/credential-owner';
import { empty, id } from '../../schemas';

export const deleteCredential = operation({
  name: 'account/delete-credential',
  summary: "Deletes one of the caller's credentials, which stops working immediately.",
  access: ANY_MEMBER,
  changes: true,
  input: strictObject({ id }),
  output: empty,
  errors: ['NOT_FOUND'],
  async run(call, { id: credentialId }) {
    const owner = callerAsOwner(callerOf(call));
    return withAccountLock(call, 'developer:read-only', async (locked) => {
      const found = await lockCredential(locked, { id: credentialId, owner })();
      await removeCredential(call, locked, found);
      return {};
    });
  },
});
