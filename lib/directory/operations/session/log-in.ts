import { optional, strictObject } from 'valibot';
import { loginThrottleKey, parseTypedEmail } from '../../../mail/email-address';
import { operation } from '../../api/operation';
import { recordRepeatedOfUser } from '../../audit-log/record-repeated';
import type { Call } from '../../call';
import { secretHash } from '../../crypto/ids';
import {
  type Database,
  inTransaction,
  type Query,
  requireRow,
  type Tx,
  together,
  write,
  writeOr,
} from '../../database/database';
import { DatabaseUnavailable } from '../../database/database-errors';
import { DirectoryError } from '../../errors';
import { verifyPassword } from '../../passwords/verify-password';
import { email, id, password, status } from '../../schemas';
import {
  type ChosenAccount,
  chooseAccount,
  selectActiveAccounts,
} from '../../sessions/choose-account';
import { startSession } from '../../sessions/create-session';
import { type EndedSessionOfBrowser, selectPresentedSession } from '../../sessions/end-sessions';
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
    // The hash takes longer than the database, so the answer's time does not depend on what is found.
    const [isValid, known] = await refundIfFails(
      Promise.all([
        verifyPassword({ ...given, endsAt: call.endsAt }),
        readFacts(call, user?.id ?? '', input.account),
      ]),
      refund,
    );
    if (!isValid || user === undefined) {
      const reason = new DirectoryError('CREDENTIALS_INVALID');
      return recordFailure(call, { user, reason: reason.code }, reason);
    }
    const proven = { user, wanted: input.account, refund: attempts.refund };
    const started = createSession(call, proven, known);
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

/** What a new session depends on, in addition to the password. */
interface Facts {
  readonly secondFactorDue: boolean;
  readonly account: ChosenAccount | null | 'none';
  /** The session that the new one replaces in the browser. */
  readonly ended: EndedSessionOfBrowser | undefined;
}

async function readFacts(call: Call, userId: string, wanted: string | undefined): Promise<Facts> {
  const { database } = call;
  const [[factor], active, [ended]] = await together(
    database,
    selectFactor(database, userId),
    selectActiveAccounts(database, userId),
    selectPresentedSession(database, call),
  );
  const secondFactorDue = factor?.secondFactorDue ?? false;
  return { secondFactorDue, account: chooseAccount(active, wanted), ended };
}

function selectFactor(database: Database, userId: string) {
  return database
    .selectFrom('users')
    .select((the) =>
      the('totp_confirmed_at', 'is not', null).$castTo<boolean>().as('secondFactorDue'),
    )
    .where('id', '=', userId);
}

class FactsChanged extends Error {
  override readonly message = 'the user was changed during the login';
}

const ATTEMPTS = 3;

// In one round trip: the facts are required again, under the lock. If they have changed, they are read again.
async function createSession(
  call: Call,
  proven: ProvenUser,
  known: Facts,
  attempts = ATTEMPTS,
): Promise<{ readonly status: ReturnType<typeof statusOf> }> {
  const { user, wanted, refund } = proven;
  const { account, secondFactorDue, ended } = known;
  if (account === 'none') throw new DirectoryError('ACCOUNT_UNAVAILABLE');
  const accountId = account?.id ?? null;
  const { id: userId, email } = user;
  try {
    await inTransaction(call.database, async (tx) => {
      lockUser(tx, user);
      requireUnchanged(tx, call, { userId, accountId, known });
      await write(tx, refund);
      await startSession(tx, call, { userId, email, accountId, secondFactorDue, ended });
    });
  } catch (reason) {
    if (!(reason instanceof FactsChanged)) throw reason;
    if (attempts <= 1) throw new DatabaseUnavailable(reason);
    return createSession(call, proven, await readFacts(call, userId, wanted), attempts - 1);
  }
  return { status: statusOf(account, secondFactorDue) };
}

function statusOf(account: ChosenAccount | null, secondFactorDue: boolean) {
  if (secondFactorDue) return 'mfa_required' as const;
  if (account === null) return 'no_account' as const;
  return account.mfaRequired ? ('mfa_enrollment_required' as const) : ('authenticated' as const);
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

interface Known {
  readonly userId: string;
  readonly accountId: string | null;
  readonly known: Facts;
}

// If MFA was enabled in the meantime, the session requires it.
function requireUnchanged(tx: Tx, call: Call, { userId, accountId, known }: Known): void {
  const changed = new FactsChanged();
  const { secondFactorDue, ended } = known;
  const factor = tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('totp_confirmed_at', secondFactorDue ? 'is not' : 'is', null);
  requireRow(tx, factor, changed);
  if (accountId !== null) {
    const active = selectActiveAccounts(tx, userId).where('a.id', '=', accountId);
    requireRow(tx, active, changed);
  }
  if (ended === undefined) return;
  const presented = secretHash(call.presentedSession ?? '');
  writeOr(tx, tx.deleteFrom('sessions').where('secret_hash', '=', presented), changed);
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
