import { optional, strictObject } from 'valibot';
import { loginThrottleKey, parseTypedEmail } from '../../../mail/email-address';
import { operation } from '../../api/operation';
import { recordRepeatedOfUser } from '../../audit-log/record-repeated';
import type { Call } from '../../call';
import { type Database, requireRow, type Tx, together, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { verifyPassword } from '../../passwords/verify-password';
import { email, id, password, status } from '../../schemas';
import { readLoginFacts, startLogin } from '../../sessions/start-login';
import {
  addressCounter,
  counterOf,
  LOGIN,
  NOT_COUNTED,
  refundIfFails,
  requireCounted,
} from '../../throttle';

interface Login {
  readonly email: string;
  readonly password: string;
  readonly account?: string | undefined;
}

/**
 * Gives the same response after the same work to an unknown address, a user without a password and a wrong
 * password.
 */
export const logIn = operation({
  name: 'session/log-in',
  summary: 'Starts a session with an email address and a password.',
  access: 'anyone',
  changes: true,
  setsSession: true,
  input: strictObject({ email, password, account: optional(id) }),
  output: strictObject({ status }),
  errors: [
    'CREDENTIALS_INVALID',
    'ACCOUNT_UNAVAILABLE',
    'ADDRESS_REFUSED',
    'SSO_REQUIRED',
    'THROTTLED',
    'OVERLOADED',
  ],
  async run(call, input: Login) {
    const key = parseTypedEmail(input.email)?.key ?? '';
    const attempts = counterOf(LOGIN, loginThrottleKey(input.email));
    const fromAddress = addressCounter(call);
    const [counted, countedOfAddress, [user]] = await together(
      call.database,
      attempts.consume,
      fromAddress?.consume ?? NOT_COUNTED,
      selectUser(call.database, key),
    );
    const refundAll = async (database: Database) => {
      await write(database, attempts.refund);
      if (fromAddress !== undefined) await write(database, fromAddress.refund);
    };
    try {
      requireCounted(counted);
      requireCounted(countedOfAddress);
    } catch (reason) {
      // An address that has to wait must not make names wait.
      if (counted[0]?.seconds === 0) await write(call.database, attempts.refund);
      return recordFailure(call, { user: undefined, reason: 'THROTTLED' }, reason);
    }
    const refund = () => refundAll(call.database);
    const given = { password: input.password, stored: user?.password_hash ?? null };
    // The hash takes longer than the database, so the answer's time does not depend on what is found.
    const [isValid, facts] = await refundIfFails(
      Promise.all([
        verifyPassword({ ...given, endsAt: call.endsAt }),
        readLoginFacts(call, { userId: user?.id ?? '', wanted: input.account }),
      ]),
      refund,
    );
    if (!isValid || user === undefined) {
      const reason = new DirectoryError('CREDENTIALS_INVALID');
      return recordFailure(call, { user, reason: reason.code }, reason);
    }
    const lockProof = async (tx: Tx) => {
      lockUser(tx, user);
      await refundAll(tx);
    };
    const proven = { user, method: 'password', wanted: input.account, lockProof } as const;
    // A refusal rolls the refund back.
    return refundIfFails(startLogin(call, proven, facts), refund).catch((reason: unknown) => {
      if (!(reason instanceof DirectoryError)) throw reason;
      return recordFailure(call, { user, reason: reason.code }, reason);
    });
  },
});

interface User {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string | null;
}

function selectUser(database: Database, emailKey: string) {
  return database
    .selectFrom('users')
    .select(['id', 'email', 'password_hash'])
    .where('email_key', '=', emailKey);
}

// Hashing is slow, so this locks the user and checks again. If the password was replaced in the meantime, the
// new session would escape the revocation.
function lockUser(tx: Tx, { id, password_hash }: User): void {
  const same = tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .forShare();
  requireRow(tx, same, new DirectoryError('CREDENTIALS_INVALID'));
}

interface Failure {
  readonly user: { readonly id: string; readonly email: string } | undefined;
  readonly reason: string;
}

// Does not record the typed address: users sometimes type their password in its place.
async function recordFailure(
  call: Call,
  { user, reason }: Failure,
  error: unknown,
): Promise<never> {
  const userId = user?.id ?? null;
  const object = { type: 'user', id: userId, reason };
  await recordRepeatedOfUser(call.database, call, { type: 'login_failed', userId, object });
  throw error;
}
