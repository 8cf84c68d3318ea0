import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent, recordEvents } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database, Tx } from '../database/database';

/** The sessions of a user, with an optional exception. */
export interface UserSessions {
  readonly userId: string;
  readonly except?: string;
}

/** An ended session. */
export interface EndedSession {
  readonly id: string;
  /** The session's account. Null if it had no account. */
  readonly accountId: string | null;
}

/** Ends a user's sessions in all accounts. @returns the ended sessions. */
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
 * Ends the session of the cookie in a request that starts another session, even if it is another user's. The
 * browser is about to replace the cookie, and a copy must not stay valid (OWASP ASVS 5.0, 7.2.4).
 *
 * @param by - the user of the new session.
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
  // The ended session's account must not learn who else uses the browser.
  const principal = userId === by.id ? by : undefined;
  const { accountId } = ended;
  await recordEvent(tx, call, { type: 'session_deleted', accountId, principal, object });
}

/** Deletes a user's sessions in an account, so that none becomes valid again when the member is enabled. */
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

// An event must fit into a response, and a user may have any number of sessions.
const MOST = 100;

/**
 * Records that a user has ended their own sessions: in the audit log of each account that had one of them. An
 * account does not learn of sessions in other accounts, nor of the caller's session there.
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
