import { strictObject } from 'valibot';
import { MEMBER } from '../../access';
import { holdCredential } from '../../credentials/hold-credential';
import { ownOwner } from '../../credentials/owner';
import { removeCredential } from '../../credentials/remove-credential';
import { inAccount } from '../../database/in-account';
import { callerOf } from '../../identity';
import { operation } from '../../operation';
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
