import { optional, strictObject } from 'valibot';
import { loginThrottleKey, parseTypedEmail } from '../../../mail/email-address';
import { operation } from '../../api/operation';
import { recordRepeatedOfUser } from '../../audit-log/record-repeated';
import type { Call } from '../../call';
import {
  type Answer,
  check,
  type Database,
  inTransaction,
  type Query,
  type Tx,
  together,
  write,
} from '../../database/database';
import { DirectoryError } from '../../errors';
import { verifyPassword } from '../../passwords/verify-password';
import { email, id, password, status } from '../../schemas';
import { type ChosenAccount, chooseAccount } from '../../sessions/choose-account';
import { startSession } from '../../sessions/create-session';
import { endPresentedSession } from '../../sessions/end-sessions';
import { counterOf, LOGIN, refundIfFails, requireCounted } from '../../throttle';

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
    const attempts = counterOf(LOGIN, loginThrottleKey(input.email));
    const [counted, [user]] = await together(
      call.database,
      attempts.consume,
      selectUser(call.database, key),
    );
    try {
      requireCounted(counted);
    } catch (reason) {
      return recordFailure(call, { user: undefined, reason: 'THROTTLED' }, reason);
    }
    const refund = () => write(call.database, attempts.refund);
    const given = { password: input.password, stored: user?.password_hash ?? null };
    const isValid = verifyPassword({ ...given, endsAt: call.endsAt });
    if (!(await refundIfFails(isValid, refund)) || user === undefined) {
      const reason = new DirectoryError('CREDENTIALS_INVALID');
      return recordFailure(call, { user, reason: reason.code }, reason);
    }
    const started = createSession(call, { user, wanted: input.account, refund: attempts.refund });
    // A refusal rolls the refund back.
    return refundIfFails(started, refund).catch((reason: unknown) => {
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

/** A user whose password was right. */
interface ProvenUser {
  readonly user: User;
  /** The requested account. */
  readonly wanted: string | undefined;
  /** Refunds the attempt. */
  readonly refund: Query<unknown>;
}

async function createSession(call: Call, { user, wanted, refund }: ProvenUser) {
  const { id: userId, email } = user;
  return inTransaction(call.database, async (tx) => {
    const locked = lockUser(tx, user);
    const chosen = chooseAccount(tx, userId, wanted);
    const replaced = endPresentedSession(tx, call);
    const { secondFactorDue } = await locked();
    const account = await chosen();
    if (account === 'none') throw new DirectoryError('ACCOUNT_UNAVAILABLE');
    const accountId = account?.id ?? null;
    const ended = await replaced();
    await write(tx, refund);
    await startSession(tx, call, { userId, email, accountId, secondFactorDue, ended });
    return { status: statusOf(account, secondFactorDue) };
  });
}

function statusOf(account: ChosenAccount | null, secondFactorDue: boolean) {
  if (secondFactorDue) return 'mfa_required' as const;
  if (account === null) return 'no_account' as const;
  return account.mfaRequired ? ('mfa_enrollment_required' as const) : ('authenticated' as const);
}

// Hashing is slow, so this locks the user and checks again. If the password was replaced in the meantime, the
// new session would escape the revocation. If MFA was enabled in the meantime, the session requires it.
function lockUser(
  tx: Tx,
  { id, password_hash }: User,
): Answer<{ readonly secondFactorDue: boolean }> {
  const query = tx
    .selectFrom('users')
    .select((the) =>
      the('totp_confirmed_at', 'is not', null).$castTo<boolean>().as('secondFactorDue'),
    )
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .forShare();
  return check(tx, query, ([locked]) => {
    if (locked === undefined) throw new DirectoryError('CREDENTIALS_INVALID');
    return locked;
  });
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
