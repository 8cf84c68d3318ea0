import { optional, strictObject } from 'valibot';
import { loginThrottleKey, parseTypedEmail } from '../../../mail/email-address';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { recordRepeatedOfUser } from '../../audit-log/record-repeated';
import type { Call } from '../../call';
import { inTransaction, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import { verifyPassword } from '../../passwords/verify-password';
import { email, id, password, status } from '../../schemas';
import { chooseAccount } from '../../sessions/choose-account';
import { createSession } from '../../sessions/create-session';
import { endPresentedSession } from '../../sessions/end-sessions';
import { countAttempt, LOGIN, refundIfFails } from '../../throttle';

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
  errors: ['CREDENTIALS_INVALID', 'ACCOUNT_UNAVAILABLE', 'THROTTLED', 'OVERLOADED'],
  async run(call, input: Login) {
    const key = parseTypedEmail(input.email)?.key ?? '';
    const refund = await countAttempt(call, LOGIN, loginThrottleKey(input.email)).catch(
      (reason: unknown) => recordFailure(call, { user: undefined, reason: 'THROTTLED' }, reason),
    );
    const user = await call.database
      .selectFrom('users')
      .select(['id', 'email', 'password_hash'])
      .where('email_key', '=', key)
      .executeTakeFirst();
    const given = { password: input.password, stored: user?.password_hash ?? null };
    const isValid = verifyPassword({ ...given, endsAt: call.endsAt });
    if (!(await refundIfFails(isValid, refund)) || user === undefined) {
      const reason = new DirectoryError('CREDENTIALS_INVALID');
      return recordFailure(call, { user, reason: reason.code }, reason);
    }
    await refund();
    return startSession(call, user, input.account);
  },
});

interface User {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string | null;
}

async function startSession(call: Call, user: User, wanted: string | undefined) {
  const account = await chooseAccount(call.database, user.id, wanted);
  if (account === 'none') {
    const reason = new DirectoryError('ACCOUNT_UNAVAILABLE');
    return recordFailure(call, { user, reason: reason.code }, reason);
  }
  const accountId = account?.id ?? null;
  const started = await inTransaction(call.database, (tx) =>
    createLocked(tx, call, { user, accountId }),
  );
  if (started === null) {
    const reason = new DirectoryError('CREDENTIALS_INVALID');
    return recordFailure(call, { user, reason: reason.code }, reason);
  }
  if (started.secondFactorDue) return { status: 'mfa_required' as const };
  if (account === null) return { status: 'no_account' as const };
  return {
    status: account.mfaRequired ? ('mfa_enrollment_required' as const) : ('authenticated' as const),
  };
}

interface NewSession {
  readonly user: User;
  readonly accountId: string | null;
}

async function createLocked(tx: Tx, call: Call, { user, accountId }: NewSession) {
  const locked = await lockUser(tx, user);
  if (locked === undefined) return null;
  const { secondFactorDue } = locked;
  const principal = { id: user.id, name: user.email };
  await endPresentedSession(tx, call, principal);
  const id = await createSession(tx, call, { userId: user.id, accountId, secondFactorDue });
  await recordEvent(tx, call, {
    type: 'login_succeeded',
    accountId,
    principal,
    object: { type: 'session', id, accountId, device: call.device, secondFactorDue },
  });
  return { secondFactorDue };
}

// Hashing is slow, so this locks the user and checks again. If the password was replaced in the meantime, the
// new session would escape the revocation. If MFA was enabled in the meantime, the session requires it.
function lockUser(tx: Tx, { id, password_hash }: User) {
  return tx
    .selectFrom('users')
    .select((the) =>
      the('totp_confirmed_at', 'is not', null).$castTo<boolean>().as('secondFactorDue'),
    )
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .forShare()
    .executeTakeFirst();
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
