import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import {
  describeServiceUser,
  findServiceUser,
  serviceUser,
  serviceUserObject,
} from '../../accounts/service-users';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { id } from '../../schemas';

/** Keeps a service user's credentials from being used until it is enabled again. */
export const disableServiceUser = operation({
  name: 'admin/disable-service-user',
  summary: "Keeps a service user's credentials from being used until it is enabled again.",
  access: atLeast('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: serviceUser,
  errors: ['NOT_FOUND'],
  async run(call, { serviceUser: serviceUserId }) {
    return inAccount(call, 'administrator', async (held) => {
      const found = await findServiceUser(held, serviceUserId);
      if (!found.active) return describeServiceUser(found);
      await held.tx
        .updateTable('service_users')
        .set({ active: false })
        .where('id', '=', serviceUserId)
        .execute();
      const object = serviceUserObject(found);
      await recordEvent(held.tx, call, { type: 'service_user_disabled', object });
      return describeServiceUser({ ...found, active: false });
    });
  },
});
