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
import { inAccount } from '../../accounts/account-transaction';
import { MEMBER } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { changeSecret, holdCredential } from '../../credentials/change-credential';
import { credential, describeCredential } from '../../credentials/credential';
import { ownOwner } from '../../credentials/credential-owner';
import { notifyOwner } from '../../credentials/notify-owner';
import { id } from '../../schemas';
import { insistOnStepUp } from '../../sessions/require-step-up';

const DAY_SECONDS = 24 * 60 * 60;

/** Gives one of the caller's own credentials a new secret; the old one goes on for a while. */
export const rotateCredential = operation({
  name: 'account/rotate-credential',
  summary: "Gives one of the caller's credentials a new secret, shown this once.",
  access: MEMBER,
  changes: true,
  input: strictObject({
    id,
    gracePeriodSeconds: optional(
      pipe(number(), integer(), minValue(0), maxValue(7 * DAY_SECONDS)),
      DAY_SECONDS,
    ),
    keep: optional(picklist(['current', 'previous'])),
  }),
  output: strictObject({ ...credential.entries, token: string() }),
  errors: [
    'NOT_FOUND',
    'EXPIRY_INVALID',
    'ROTATION_UNDERWAY',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { id: credentialId, ...rotation }) {
    const owner = ownOwner(callerOf(call));
    const { row, token } = await inAccount(call, 'developer:read-only', async (held) => {
      await insistOnStepUp(call, held.tx);
      const found = await holdCredential(held, { id: credentialId, owner });
      return changeSecret(call, held, { found, ...rotation });
    });
    await notifyOwner(call, row, 'rotated');
    return { ...describeCredential(row), token };
  },
});
