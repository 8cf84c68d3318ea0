import { optional, strictObject } from 'valibot';
import type { AssertionResponse } from '../../../passkeys/passkeys';
import { operation } from '../../api/operation';
import { recordRepeatedOfUser } from '../../audit-log/record-repeated';
import type { Call } from '../../call';
import { DirectoryError, type ErrorCode } from '../../errors';
import { assertionResponse } from '../../passkeys/passkey';
import {
  type ProvenPasskey,
  recordIfRefused,
  requireAssertion,
  usePasskey,
} from '../../passkeys/passkey-ceremony';
import { id, status } from '../../schemas';
import { readLoginFacts, startLogin } from '../../sessions/start-login';
import { countFromAddress } from '../../throttle';

interface Login {
  readonly response: AssertionResponse;
  readonly account?: string | undefined;
}

/**
 * A passkey is two factors in one, since the authenticator has verified its owner. No second factor is required in
 * addition.
 */
export const logInWithPasskey = operation({
  name: 'session/log-in-with-passkey',
  summary: 'Starts a session with a passkey.',
  access: 'anyone',
  changes: true,
  setsSession: true,
  input: strictObject({ response: assertionResponse, account: optional(id) }),
  output: strictObject({ status }),
  errors: [
    'PASSKEY_INVALID',
    'PASSKEY_UNKNOWN',
    'ACCOUNT_UNAVAILABLE',
    'ADDRESS_REFUSED',
    'SSO_REQUIRED',
    'THROTTLED',
  ],
  async run(call, { response, account }: Login) {
    return recordIfRefused(call, 'login', async () => {
      const refund = await countFromAddress(call);
      const passkey = await requireAssertion(call, response, 'login');
      // The passkey was right, whatever the account decides.
      if (refund !== undefined) await refund.execute(call.database);
      return start(call, passkey, account);
    });
  },
});

const RECORDED: readonly ErrorCode[] = ['ACCOUNT_UNAVAILABLE', 'SSO_REQUIRED'];

async function start(call: Call, passkey: ProvenPasskey, wanted: string | undefined) {
  const { userId, email } = passkey;
  const facts = await readLoginFacts(call, { userId, wanted });
  const user = { id: userId, email };
  const lockProof = async (tx: Parameters<typeof usePasskey>[0]) => usePasskey(tx, passkey);
  try {
    return await startLogin(call, { user, method: 'passkey', wanted, lockProof }, facts);
  } catch (reason) {
    if (reason instanceof DirectoryError && RECORDED.includes(reason.code)) {
      const object = { type: 'user', id: userId, reason: reason.code };
      await recordRepeatedOfUser(call.database, call, { type: 'login_failed', userId, object });
    }
    throw reason;
  }
}
