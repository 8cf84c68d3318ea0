import { inAccount } from '../../accounts/account-transaction';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import {
  createdCredential,
  describeCreated,
  makeCredential,
  newCredential,
} from '../../credentials/create-credential';
import { findOwner, namedOwner } from '../../credentials/credential-owner';
import { notifyOwner } from '../../credentials/notify-owner';
import { insistOnStepUp } from '../../sessions/require-step-up';

/** Makes a credential for a member or a service user, and shows its secret this once. */
export const createCredential = operation({
  name: 'admin/create-credential',
  summary: 'Makes a credential for a member or a service user, and shows its secret this once.',
  access: atLeast('administrator'),
  changes: true,
  input: newCredential({ owner: namedOwner }),
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
    const made = await inAccount(call, 'administrator', async (held) => {
      await insistOnStepUp(call, held.tx);
      return makeCredential(call, held, { ...input, owner: await findOwner(held, named) });
    });
    await notifyOwner(call, made.row, 'created');
    return describeCreated(made);
  },
});
