import { recoveryCodeUsedMail } from '../../mail/texts/second-factor-mails';
import type { Call } from '../call';
import { callerOf } from '../identity';
import { notify } from '../notify';

/** Tells the caller by mail that a recovery code was used, where one was. */
export async function tellRecoveryCodeUsed(call: Call, left: number | null): Promise<void> {
  if (left === null) return;
  const { userId = '', name: email } = callerOf(call);
  await notify(call, { userId, email }, (notice) => recoveryCodeUsedMail({ ...notice, left }));
}
