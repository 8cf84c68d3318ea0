import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { lockCredential, rotateSecret } from '../../credentials/change-credential';
import { describeCredential } from '../../credentials/credential';
import { prepareOwnerNotice } from '../../credentials/notify-owner';
import { DirectoryError } from '../../errors';
import { requireStepUp } from '../../sessions/require-step-up';
import { rotatedCredential, rotationInput } from '../account/rotate-credential';

/** The previous secret remains valid for `gracePeriodSeconds`. Members rotate their own credentials. */
export const rotateCredential = operation({
  name: 'admin/rotate-credential',
  summary: "Gives a service user's credential a new secret and shows it once.",
  access: requireRole('administrator'),
  changes: true,
  input: rotationInput,
  output: rotatedCredential,
  errors: [
    'NOT_FOUND',
    'OWNER_INVALID',
    'EXPIRY_INVALID',
    'ROTATION_UNDERWAY',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { id: credentialId, ...rotation }) {
    const made = await withAccountLock(call, 'administrator', async (locked) => {
      requireStepUp(call, locked.tx);
      const found = await lockCredential(locked, { id: credentialId })();
      if (found.serviceUserId === null) throw new DirectoryError('OWNER_INVALID');
      const rotated = await rotateSecret(call, locked, { found, ...rotation });
      return { ...rotated, notify: prepareOwnerNotice(call, locked.tx, found) };
    });
    await made.notify('rotated');
    return { ...describeCredential(await made.row()), token: made.token };
  },
});
