import {
  integer,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
} from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { ANY_MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import {
  lockCredential,
  requireOwnersCredential,
  rotateSecret,
} from '../../credentials/change-credential';
import { credential, describeCredential } from '../../credentials/credential';
import { callerAsOwner } from '../../credentials/credential-owner';
import { prepareOwnerNotice } from '../../credentials/notify-owner';
import { id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

const DAY_SECONDS = 24 * 60 * 60;

/** The input of a rotation. */
export const rotationInput = strictObject({
  id,
  gracePeriodSeconds: optional(
    pipe(number(), integer(), minValue(0), maxValue(7 * DAY_SECONDS)),
    DAY_SECONDS,
  ),
  keep: optional(picklist(['current', 'previous'])),
});

/** A credential with its new secret. */
export const rotatedCredential = strictObject({ ...credential.entries, token: string() });

/** The previous secret remains valid for `gracePeriodSeconds`. */
export const rotateCredential = operation({
  name: 'account/rotate-credential',
  summary: "Gives one of the caller's credentials a new secret and shows it once.",
  access: ANY_MEMBER,
  changes: true,
  input: rotationInput,
  output: rotatedCredential,
  errors: [
    'NOT_FOUND',
    'FORBIDDEN',
    'EXPIRY_INVALID',
    'ROTATION_UNDERWAY',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { id: credentialId, ...rotation }) {
    const owner = callerAsOwner(callerOf(call));
    const made = await withAccountLock(call, 'developer:read-only', async (locked) => {
      requireStepUp(call, locked.tx);
      const found = await lockCredential(locked, { id: credentialId, owner })();
      requireOwnersCredential(found);
      const rotated = await rotateSecret(call, locked, { found, ...rotation });
      return { ...rotated, notify: prepareOwnerNotice(call, locked.tx, found) };
    });
    await made.notify('rotated');
    return { ...describeCredential(await made.row()), token: made.token };
  },
});
