import type { InferOutput } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import {
  describeServiceUser,
  lockServiceUser,
  type serviceUser,
  serviceUserObject,
} from '../../accounts/service-users';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { requireStepUp } from '../../sessions/require-step-up';

/** Enables or disables a service user, unless nothing changes. @returns the service user afterwards. */
export function setServiceUserActive(
  call: Call,
  serviceUserId: string,
  active: boolean,
): Promise<InferOutput<typeof serviceUser>> {
  return withAccountLock(call, 'administrator', async (locked) => {
    const found = await lockServiceUser(locked, serviceUserId);
    if (found.active === active) return describeServiceUser(found);
    if (active) await requireStepUp(call, locked.tx);
    await locked.tx
      .updateTable('service_users')
      .set({ active })
      .where('id', '=', serviceUserId)
      .execute();
    await recordEvent(locked.tx, call, {
      type: active ? 'service_user_enabled' : 'service_user_disabled',
      object: serviceUserObject(found),
    });
    return describeServiceUser({ ...found, active });
  });
}
