import { nullable, optional, strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import {
  changeCredential,
  isWider,
  lockCredential,
  requireOwnersCredential,
} from '../../credentials/change-credential';
import { description, metadata, paths } from '../../credentials/create-credential';
import { credential, describeCredential } from '../../credentials/credential';
import { callerAsOwner } from '../../credentials/credential-owner';
import { prepareOwnerNotice } from '../../credentials/notify-owner';
import { id, timestampInput } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';

export const updateCredential = operation({
  name: 'account/update-credential',
  summary: "Changes the description, metadata, paths or expiry of one of the caller's credentials.",
  access: ANY_MEMBER,
  changes: true,
  input: strictObject({
    id,
    description: optional(description),
    metadata: optional(metadata),
    paths: optional(nullable(paths)),
    expiresAt: optional(nullable(timestampInput)),
  }),
  output: credential,
  errors: ['NOT_FOUND', 'FORBIDDEN', 'EXPIRY_INVALID', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { id: credentialId, ...changes }) {
    const owner = callerAsOwner(callerOf(call));
    const { row, notify } = await withAccountLock(call, 'developer:read-only', async (locked) => {
      const { tx } = locked;
      const credential = lockCredential(locked, { id: credentialId, owner });
      const requireStepUp = readStepUp(call, tx);
      const found = await credential();
      requireOwnersCredential(found);
      const isWidened = isWider(found, changes);
      if (isWidened) await requireStepUp();
      const row = await changeCredential(call, locked, { found, ...changes });
      return { row, notify: isWidened ? prepareOwnerNotice(call, tx, found) : undefined };
    });
    await notify?.('widened');
    return describeCredential(await row());
  },
});
