import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import type { Database } from '../database/database';
import type { User } from '../users/create-user';
import { openSession } from './create-session';
import { endPresentedSession } from './end-presented-session';

/** Begins the first session of a user who has just been made, and so has no second factor. */
export async function beginSession(
  tx: Database,
  call: Call,
  { user, accountId }: { readonly user: User; readonly accountId: string },
): Promise<void> {
  const principal = { id: user.id, name: user.email };
  await endPresentedSession(tx, call, principal);
  const session = { userId: user.id, accountId, secondFactorDue: false };
  const id = await openSession(tx, call, session);
  await recordEvent(tx, call, {
    type: 'login_succeeded',
    accountId,
    principal,
    object: { type: 'session', id, accountId, device: call.device, secondFactorDue: false },
  });
}
