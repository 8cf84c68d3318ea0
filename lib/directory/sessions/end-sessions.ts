import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent, recordEvents } from '../audit-log/record-event';
import type { Call } from '../call';
import { callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database, Tx } from '../database/database';

/** Whose sessions, and which of them stays. */
export interface UserSessions {
  readonly userId: string;
  readonly except?: string;
}

/** A session that was ended. */
export interface EndedSession {
  readonly id: string;
  /** The account that it was in; null where it was in none. */
  readonly accountId: string | null;
}

/** Ends a user's sessions, in whichever account. @returns them. */
export async function endUserSessions(
  tx: Tx,
  { userId, except }: UserSessions,
): Promise<readonly EndedSession[]> {
  const others = tx.deleteFrom('sessions').where('user_id', '=', userId);
  return (except === undefined ? others : others.where('id', '<>', except))
    .returning(['id', 'account_id as accountId'])
    .execute();
}

/**
 * Ends the session whose cookie came with a request that begins another one, whoever's it was: the
 * browser is about to forget it, and a copy of it must not go on (OWASP ASVS 5.0, 7.2.4).
 *
 * @param by - who the new session is for.
 */
export async function endPresentedSession(
  tx: Database,
  call: Call,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  if (call.presentedSession === undefined) return;
  const ended = await tx
    .deleteFrom('sessions')
    .where('secret_hash', '=', secretHash(call.presentedSession))
    .returning(['id', 'user_id as userId', 'account_id as accountId'])
    .executeTakeFirst();
  if (ended === undefined) return;
  const { id, userId } = ended;
  const object = { type: 'session', id, reason: 'replaced' };
  // Its account is not told who else uses the browser.
  const principal = userId === by.id ? by : undefined;
  const { accountId } = ended;
  await recordEvent(tx, call, { type: 'session_deleted', accountId, principal, object });
}

/** Ends a user's sessions in an account, for good: none comes back when the member does. */
export async function endSessions(
  { tx, accountId }: LockedAccount,
  { userId }: { readonly userId: string },
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

// An event has to fit an answer, and a user may have any number of sessions.
const MOST = 100;

/**
 * Records that a user has ended sessions of their own: in the log of each account that one of them was
 * in, which is told of no other, nor of a caller's session that is elsewhere.
 */
export async function recordRevoked(
  tx: Database,
  call: Call,
  ended: readonly EndedSession[],
): Promise<void> {
  const caller = callerOf(call);
  const { credentialId: _elsewhere, ...known } = caller;
  for (const accountId of new Set(ended.map((one) => one.accountId))) {
    const ids = ended.filter((one) => one.accountId === accountId).map(({ id }) => id);
    const [id = null] = ids;
    const one = { type: 'session', id, reason: 'revoked' };
    const several = { ...one, id: null, count: ids.length, sessions: ids.slice(0, MOST) };
    const object = ids.length === 1 ? one : several;
    const isHere = accountId === (caller.accountId ?? null);
    const told = isHere ? call : { ...call, caller: known };
    await recordEvents(tx, told, [{ type: 'session_deleted', accountId, object }]);
  }
}
