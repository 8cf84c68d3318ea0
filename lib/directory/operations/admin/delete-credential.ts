import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { lockCredential, removeCredential } from '../../credentials/change-credential';
import { empty, id } from '../../schemas';

export const deleteCredential = operation({
  name: 'admin/delete-credential',
  summary: 'Deletes any credential of the account, which stops working immediately.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ id }),
  output: empty,
  errors: ['NOT_FOUND'],
  async run(call, { id: credentialId }) {
    return withAccountLock(call, 'administrator', async (locked) => {
      const found = await lockCredential(locked, { id: credentialId })();
      await removeCredential(call, locked, found);
      return {};
    });
  },
});
