import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import { MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { holdCredential, removeCredential } from '../../credentials/change-credential';
import { ownOwner } from '../../credentials/credential-owner';
import { done, id } from '../../schemas';

/** Deletes one of the caller's own credentials: it counts no more. */
export const deleteCredential = operation({
  name: 'account/delete-credential',
  summary: "Deletes one of the caller's own credentials: it counts no more.",
  access: MEMBER,
  changes: true,
  input: strictObject({ id }),
  output: done,
  errors: ['NOT_FOUND'],
  async run(call, { id: credentialId }) {
    const owner = ownOwner(callerOf(call));
    return inAccount(call, 'developer:read-only', async (held) => {
      await removeCredential(call, held, await holdCredential(held, { id: credentialId, owner }));
      return {};
    });
  },
});
