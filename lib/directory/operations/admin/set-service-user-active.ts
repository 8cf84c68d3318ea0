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
import { write } from '../../database/database';
import { readStepUp } from '../../sessions/require-step-up';

/** Enables or disables a service user, unless nothing changes. @returns the service user afterwards. */
export function setServiceUserActive(
  call: Call,
  serviceUserId: string,
  active: boolean,
): Promise<InferOutput<typeof serviceUser>> {
  return withAccountLock(call, 'administrator', async (locked) => {
    const { tx } = locked;
    const requireStepUp = readStepUp(call, tx);
    const found = await lockServiceUser(locked, serviceUserId)();
    if (found.active === active) return describeServiceUser(found);
    if (active) await requireStepUp();
    await write(
      tx,
      tx.updateTable('service_users').set({ active }).where('id', '=', serviceUserId),
    );
    await recordEvent(tx, call, {
      type: active ? 'service_user_enabled' : 'service_user_disabled',
      object: serviceUserObject(found),
    });
    return describeServiceUser({ ...found, active });
  });
}
