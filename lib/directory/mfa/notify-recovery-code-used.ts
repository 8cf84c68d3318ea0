import { callerOf } from '../../identity/identity';
import { recoveryCodeUsedMail } from '../../mail/texts/second-factor-mails';
import type { Call } from '../call';
import { notify } from '../notifications/notify-user';

/** Tells the caller by mail that a recovery code was used, where one was. */
export async function tellRecoveryCodeUsed(call: Call, left: number | null): Promise<void> {
  if (left === null) return;
  const { userId = '', name: email } = callerOf(call);
  await notify(call, { userId, email }, (notice) => recoveryCodeUsedMail({ ...notice, left }));
}
