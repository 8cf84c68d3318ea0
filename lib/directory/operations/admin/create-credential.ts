import { atLeast } from '../../access';
import { createdCredential, makeCredential } from '../../credentials/make-credential';
import { newCredential } from '../../credentials/new-credential';
import { findOwner, namedOwner } from '../../credentials/owner';
import { inAccount } from '../../database/in-account';
import { operation } from '../../operation';

/** Makes a credential for a member or a service user, and shows its secret this once. */
export const createCredential = operation({
  name: 'admin/create-credential',
  summary: 'Makes a credential for a member or a service user, and shows its secret this once.',
  access: atLeast('administrator'),
  changes: true,
  input: newCredential({ owner: namedOwner }),
  output: createdCredential,
  errors: ['OWNER_INVALID', 'EXPIRY_INVALID', 'LIMIT_REACHED', 'PUBLIC_KEY_INVALID', 'KEY_TAKEN'],
  async run(call, { owner: named, ...input }) {
    return inAccount(call, 'administrator', async (held) =>
      makeCredential(call, held, { ...input, owner: await findOwner(held, named) }),
    );
  },
});
