import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import {
  type Database,
  inTransaction,
  requireRow,
  type Tx,
  together,
  writeOr,
} from '../database/database';
import { DatabaseUnavailable } from '../database/database-errors';
import type { LoginMethod } from '../database/tables';
import { DirectoryError } from '../errors';
import { hasSecondFactor } from '../users/second-factors';
import {
  type AccountsWanted,
  type ChosenAccount,
  chooseAccount,
  selectActiveAccounts,
} from './choose-account';
import { type SsoProof, startSession } from './create-session';
import { type EndedSessionOfBrowser, selectPresentedSession } from './end-sessions';
import { isProviderOf, ssoResult } from './sso-result';

/** A user who has just proven their identity. */
export interface ProvenLogin {
  readonly user: { readonly id: string; readonly email: string };
  /** The proof. A password requires the second factor in addition, if the user has one. */
  readonly method: Extract<LoginMethod, 'password' | 'passkey' | 'sso'>;
  /** The requested account. */
  readonly wanted: string | undefined;
  /** Locks the user and requires the proof again, in the transaction that creates the session. */
  readonly lockProof: (tx: Tx) => Promise<void>;
  /** The login at an identity provider, if that is the proof. */
  readonly sso?: SsoProof;
}

/** What a new session depends on, in addition to the proof. */
export interface LoginFacts {
  readonly hasSecondFactor: boolean;
  readonly account: ChosenAccount | null | 'none';
  /** The session that the new one replaces in the browser. */
  readonly ended: EndedSessionOfBrowser | undefined;
}

/** The user of a login, and the requested account. */
interface LoginWanted extends AccountsWanted {
  readonly wanted: string | undefined;
}

/** Reads what a new session of a user depends on. */
export async function readLoginFacts(
  call: Call,
  { userId, providerId, wanted }: LoginWanted,
): Promise<LoginFacts> {
  const { database } = call;
  const [[factor], active, [ended]] = await together(
    database,
    selectSecondFactor(call, database, userId),
    selectActiveAccounts(database, call, { userId, providerId }),
    selectPresentedSession(database, call),
  );
  const account = chooseAccount(active, wanted);
  return { hasSecondFactor: factor?.hasSecondFactor ?? false, account, ended };
}

function selectSecondFactor({ settings }: Call, database: Database, userId: string) {
  return database
    .selectFrom('users')
    .select(hasSecondFactor(settings).as('hasSecondFactor'))
    .where('id', '=', userId);
}

class FactsChanged extends Error {
  override readonly message = 'the user was changed during the login';
}

const ATTEMPTS = 3;

/**
 * Starts the session of a user who has proven their identity, in one round trip: the facts are required again, under
 * the lock. If they have changed, they are read again.
 *
 * @throws DirectoryError `ACCOUNT_UNAVAILABLE`, `ADDRESS_REFUSED`, `SSO_REQUIRED`, and what `lockProof` throws.
 */
export async function startLogin(
  call: Call,
  proven: ProvenLogin,
  facts: LoginFacts,
  attempts = ATTEMPTS,
): Promise<{ readonly status: ReturnType<typeof statusOf> }> {
  const { user, method, wanted, lockProof, sso } = proven;
  const { account, ended } = facts;
  if (account === 'none') throw new DirectoryError('ACCOUNT_UNAVAILABLE');
  if (account?.addressResult === 'refused') throw new DirectoryError('ADDRESS_REFUSED');
  requireWayIn(proven, account, facts);
  const secondFactorDue = isSecondFactorDue(proven, account, facts);
  const { id: userId, email } = user;
  const accountId = account?.id ?? null;
  const providerId = sso?.providerId;
  try {
    await inTransaction(call.database, async (tx) => {
      await lockProof(tx);
      requireUnchanged(tx, call, { userId, providerId, account, facts });
      const session = { userId, email, accountId, method, secondFactorDue, ended };
      await startSession(tx, call, { ...session, ...(sso && { sso }) });
    });
  } catch (reason) {
    if (!(reason instanceof FactsChanged)) throw reason;
    if (attempts <= 1) throw new DatabaseUnavailable(reason);
    const again = await readLoginFacts(call, { userId, providerId, wanted });
    return startLogin(call, proven, again, attempts - 1);
  }
  return { status: statusOf(account, facts, { secondFactorDue, sso }) };
}

// An account that requires single sign-on lets a break-glass member in by the password and a second factor.
function requireWayIn(
  { method }: ProvenLogin,
  account: ChosenAccount | null,
  { hasSecondFactor: has }: LoginFacts,
): void {
  if (account === null || account.ssoResult === 'allowed') return;
  if (account.ssoResult === 'break_glass' && method === 'password' && has) return;
  throw new DirectoryError('SSO_REQUIRED');
}

// An account's identity provider decides itself how it authenticates, unless the account requires a second factor. After a
// login with a provider of the whole service, the session may enter any account, so the user's second factor is required.
function isSecondFactorDue(
  { method, sso }: ProvenLogin,
  account: ChosenAccount | null,
  { hasSecondFactor: has }: LoginFacts,
): boolean {
  if (sso?.isMfa === true) return false;
  if (sso !== undefined) return has && (sso.isServiceWide || account?.mfaRequired === true);
  return has && method === 'password';
}

interface Reached {
  readonly secondFactorDue: boolean;
  readonly sso: SsoProof | undefined;
}

function statusOf(account: ChosenAccount | null, facts: LoginFacts, reached: Reached) {
  if (reached.secondFactorDue) return 'mfa_required' as const;
  if (account === null) return 'no_account' as const;
  const mustEnroll = account.mfaRequired && !facts.hasSecondFactor && reached.sso?.isMfa !== true;
  return mustEnroll ? ('mfa_enrollment_required' as const) : ('authenticated' as const);
}

interface Known extends AccountsWanted {
  readonly account: ChosenAccount | null;
  readonly facts: LoginFacts;
}

// If MFA was enabled in the meantime, the session requires it.
function requireUnchanged(tx: Tx, call: Call, known: Known): void {
  const { userId, providerId, account, facts } = known;
  const changed = new FactsChanged();
  const user = selectSecondFactor(call, tx, userId);
  const isSame = hasSecondFactor(call.settings);
  requireRow(tx, user.where(isSame, '=', facts.hasSecondFactor), changed);
  if (account !== null) {
    const active = selectActiveAccounts(tx, call, { userId, providerId })
      .where('a.id', '=', account.id)
      .where(ssoResult(isProviderOf(providerId)), '=', account.ssoResult);
    requireRow(tx, active, changed);
  }
  if (facts.ended === undefined) return;
  const presented = secretHash(call.presentedSession ?? '');
  writeOr(tx, tx.deleteFrom('sessions').where('secret_hash', '=', presented), changed);
}
