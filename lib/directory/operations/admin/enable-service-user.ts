import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import {
  describeServiceUser,
  lockServiceUser,
  serviceUser,
  serviceUserObject,
} from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

export const enableServiceUser = operation({
  name: 'admin/enable-service-user',
  summary: 'Allows the credentials of a disabled service user to be used again.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: serviceUser,
  errors: ['NOT_FOUND', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { serviceUser: serviceUserId }) {
    return withAccountLock(call, 'administrator', async (locked) => {
      const found = await lockServiceUser(locked, serviceUserId);
      if (found.active) return describeServiceUser(found);
      await requireStepUp(call, locked.tx);
      await locked.tx
        .updateTable('service_users')
        .set({ active: true })
        .where('id', '=', serviceUserId)
        .execute();
      const object = serviceUserObject(found);
      await recordEvent(locked.tx, call, { type: 'service_user_enabled', object });
      return describeServiceUser({ ...found, active: true });
    });
  },
});
