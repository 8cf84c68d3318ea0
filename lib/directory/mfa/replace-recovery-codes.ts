import { callerOf } from '../../identity/identity';
import type { Call } from '../call';
import type { Tx } from '../database/database';
import { serviceOf } from '../notifications/links';
import { newRecoveryCodes, recoveryCodeHash, recoveryCodesText } from './recovery-codes';

/** New recovery codes, to be shown this once. */
export interface ShownRecoveryCodes {
  readonly recoveryCodes: string[];
  /** The same as a text file to keep. */
  readonly recoveryCodesText: string;
}

/** Gives the caller new recovery codes, in a transaction that holds the user: the old ones end. */
export async function replaceRecoveryCodes(tx: Tx, call: Call): Promise<ShownRecoveryCodes> {
  const { userId = '', name: email } = callerOf(call);
  const codes = newRecoveryCodes();
  const rows = codes.map((code) => ({
    user_id: userId,
    code_hash: recoveryCodeHash(userId, code),
  }));
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await tx.insertInto('recovery_codes').values(rows).execute();
  const service = serviceOf(call.settings.origin);
  const text = recoveryCodesText({ codes, email, service, madeAt: new Date() });
  return { recoveryCodes: [...codes], recoveryCodesText: text };
}
