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
import { insistOnStepUp } from '../../sessions/insist-on-step-up';

/** Lets the credentials of a disabled service user be used again. */
export const enableServiceUser = operation({
  name: 'admin/enable-service-user',
  summary: 'Lets the credentials of a disabled service user be used again.',
  access: atLeast('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: serviceUser,
  errors: ['NOT_FOUND', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { serviceUser: serviceUserId }) {
    return inAccount(call, 'administrator', async (held) => {
      const found = await findServiceUser(held, serviceUserId);
      if (found.active) return describeServiceUser(found);
      await insistOnStepUp(call, held.tx);
      await held.tx
        .updateTable('service_users')
        .set({ active: true })
        .where('id', '=', serviceUserId)
        .execute();
      const object = serviceUserObject(found);
      await recordEvent(held.tx, call, { type: 'service_user_enabled', object });
      return describeServiceUser({ ...found, active: true });
    });
  },
});
