import { strictObject } from 'valibot';
import { atLeast } from '../../access';
import { inAccount } from '../../database/in-account';
import { recordEvent } from '../../events/record-event';
import { operation } from '../../operation';
import { id } from '../../schemas';
import {
  describeServiceUser,
  findServiceUser,
  serviceUser,
  serviceUserObject,
} from '../../service-users/service-user';

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
