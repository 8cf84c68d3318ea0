import { withAccountLock } from '../../accounts/account-transaction';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import {
  createdCredential,
  createOwnedCredential,
  describeCreated,
  newCredential,
} from '../../credentials/create-credential';
import { callerAsOwner } from '../../credentials/credential-owner';
import { requireStepUp } from '../../sessions/require-step-up';

export const createCredential = operation({
  name: 'account/create-credential',
  summary: 'Creates a credential for the caller and shows its secret once.',
  access: ANY_MEMBER,
  changes: true,
  input: newCredential({}),
  output: createdCredential,
  errors: [
    'EXPIRY_INVALID',
    'LIMIT_REACHED',
    'PUBLIC_KEY_INVALID',
    'KEY_UNPROVEN',
    'KEY_EXISTS',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, input) {
    const owner = callerAsOwner(callerOf(call));
    const made = await withAccountLock(call, 'developer:read-only', async (locked) => {
      requireStepUp(call, locked.tx);
      return createOwnedCredential(call, locked, { ...input, owner });
    });
    return describeCreated(await made());
  },
});
