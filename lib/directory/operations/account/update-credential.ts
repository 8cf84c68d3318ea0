import { nullable, optional, strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import { MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { changeCredential, holdCredential, isWider } from '../../credentials/change-credential';
import { description, metadata, paths } from '../../credentials/create-credential';
import { credential, describeCredential } from '../../credentials/credential';
import { ownOwner } from '../../credentials/credential-owner';
import { notifyOwner } from '../../credentials/notify-owner';
import { givenTime, id } from '../../schemas';
import { insistOnStepUp } from '../../sessions/require-step-up';

/** Changes what one of the caller's own credentials is called, where it counts and until when. */
export const updateCredential = operation({
  name: 'account/update-credential',
  summary: "Changes the description, metadata, paths or expiry of one of the caller's credentials.",
  access: MEMBER,
  changes: true,
  input: strictObject({
    id,
    description: optional(description),
    metadata: optional(metadata),
    paths: optional(nullable(paths)),
    expiresAt: optional(nullable(givenTime)),
  }),
  output: credential,
  errors: ['NOT_FOUND', 'EXPIRY_INVALID', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { id: credentialId, ...changes }) {
    const owner = ownOwner(callerOf(call));
    const { row, isWidened } = await inAccount(call, 'developer:read-only', async (held) => {
      const found = await holdCredential(held, { id: credentialId, owner });
      const isWidened = isWider(found, changes);
      if (isWidened) await insistOnStepUp(call, held.tx);
      return { row: await changeCredential(call, held, { found, ...changes }), isWidened };
    });
    if (isWidened) await notifyOwner(call, row, 'widened');
    return describeCredential(row);
  },
});
