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
import { insistOnStepUp } from '../../sessions/require-step-up';

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
