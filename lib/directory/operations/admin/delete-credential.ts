import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { holdCredential, removeCredential } from '../../credentials/change-credential';
import { done, id } from '../../schemas';

/** Deletes a credential, whoever owns it: it counts no more. */
export const deleteCredential = operation({
  name: 'admin/delete-credential',
  summary: 'Deletes a credential, whoever owns it: it counts no more.',
  access: atLeast('administrator'),
  changes: true,
  input: strictObject({ id }),
  output: done,
  errors: ['NOT_FOUND'],
  async run(call, { id: credentialId }) {
    return inAccount(call, 'administrator', async (held) => {
      await removeCredential(call, held, await holdCredential(held, { id: credentialId }));
      return {};
    });
  },
});
