import { MEMBER } from '../../access';
import { createdCredential, makeCredential } from '../../credentials/make-credential';
import { newCredential } from '../../credentials/new-credential';
import { ownOwner } from '../../credentials/owner';
import { inAccount } from '../../database/in-account';
import { callerOf } from '../../identity';
import { operation } from '../../operation';

/** Makes a credential of the caller's own, and shows its secret this once. */
export const createOwnCredential = operation({
  name: 'account/create-credential',
  summary: "Makes a credential of the caller's own, and shows its secret this once.",
  access: MEMBER,
  changes: true,
  input: newCredential({}),
  output: createdCredential,
  errors: ['EXPIRY_INVALID', 'LIMIT_REACHED', 'PUBLIC_KEY_INVALID', 'KEY_TAKEN'],
  async run(call, input) {
    const owner = ownOwner(callerOf(call));
    return inAccount(call, 'developer:read-only', (held) =>
      makeCredential(call, held, { ...input, owner }),
    );
  },
});
