import { inAccount } from '../../accounts/account-transaction';
import { MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import {
  createdCredential,
  describeCreated,
  makeCredential,
  newCredential,
} from '../../credentials/create-credential';
import { ownOwner } from '../../credentials/credential-owner';
import { notifyOwner } from '../../credentials/notify-owner';
import { insistOnStepUp } from '../../sessions/require-step-up';

/** Makes a credential of the caller's own, and shows its secret this once. */
export const createCredential = operation({
  name: 'account/create-credential',
  summary: "Makes a credential of the caller's own, and shows its secret this once.",
  access: MEMBER,
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
    const owner = ownOwner(callerOf(call));
    const made = await inAccount(call, 'developer:read-only', async (held) => {
      await insistOnStepUp(call, held.tx);
      return makeCredential(call, held, { ...input, owner });
    });
    await notifyOwner(call, made.row, 'created');
    return describeCreated(made);
  },
});
