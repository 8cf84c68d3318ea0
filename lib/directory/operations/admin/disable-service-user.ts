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

export const disableServiceUser = operation({
  name: 'admin/disable-service-user',
  summary: 'Blocks the credentials of a service user until it is enabled again.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: serviceUser,
  errors: ['NOT_FOUND'],
  async run(call, { serviceUser: serviceUserId }) {
    return withAccountLock(call, 'administrator', async (locked) => {
      const found = await lockServiceUser(locked, serviceUserId);
      if (!found.active) return describeServiceUser(found);
      await locked.tx
        .updateTable('service_users')
        .set({ active: false })
        .where('id', '=', serviceUserId)
        .execute();
      const object = serviceUserObject(found);
      await recordEvent(locked.tx, call, { type: 'service_user_disabled', object });
      return describeServiceUser({ ...found, active: false });
    });
  },
});
