import { variant } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import {
  createdCredential,
  createOwnedCredential,
  describeCreated,
  newCredential,
  newScimToken,
} from '../../credentials/create-credential';
import { namedOwner, ownerInput } from '../../credentials/credential-owner';
import { requireStepUp } from '../../sessions/require-step-up';

export const createCredential = operation({
  name: 'admin/create-credential',
  summary: 'Creates a credential for a member or a service user and shows its secret once.',
  access: requireRole('administrator'),
  changes: true,
  input: variant('type', [newCredential({ owner: ownerInput }), newScimToken]),
  output: createdCredential,
  errors: [
    'OWNER_INVALID',
    'EXPIRY_INVALID',
    'LIMIT_REACHED',
    'PUBLIC_KEY_INVALID',
    'KEY_UNPROVEN',
    'KEY_EXISTS',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { owner: named, ...input }) {
    const made = await withAccountLock(call, 'administrator', async (locked) => {
      requireStepUp(call, locked.tx);
      return createOwnedCredential(call, locked, { ...input, owner: namedOwner(named) });
    });
    return describeCreated(await made());
  },
});
