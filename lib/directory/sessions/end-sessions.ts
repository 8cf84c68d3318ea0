import { type RawBuilder, sql } from 'kysely';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent, recordEvents } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import { type Answer, type Database, read, type Tx, write } from '../database/database';

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
export function endUserSessions(
  tx: Tx,
  { userId, except }: UserSessions,
): Answer<readonly EndedSession[]> {
  const all = tx.deleteFrom('sessions').where('user_id', '=', userId);
  const meant = except === undefined ? all : all.where('id', '<>', except);
  return read(tx, meant.returning(['id', 'account_id as accountId']));
}

/** Returns the number of a user's sessions, which it locks. */
export function countUserSessions({ userId, except = '' }: UserSessions): RawBuilder<number> {
  return sql<number>`(select count(*) from (
    select from public.sessions where user_id = ${userId} and id <> ${except} for update) as locked)`;
}

/** The ended session of a browser. */
export interface EndedSessionOfBrowser extends EndedSession {
  readonly userId: string;
}

/**
 * Ends the session of the cookie in a request that starts another session, even if it is another user's. The
 * browser is about to replace the cookie, and a copy must not stay valid (OWASP ASVS 5.0, 7.2.4).
 *
 * @returns the ended session, to be recorded.
 */
export function endPresentedSession(tx: Tx, call: Call): Answer<EndedSessionOfBrowser | undefined> {
  if (call.presentedSession === undefined) return async () => undefined;
  const ended = read(
    tx,
    tx
      .deleteFrom('sessions')
      .where('secret_hash', '=', secretHash(call.presentedSession))
      .returning(['id', 'user_id as userId', 'account_id as accountId']),
  );
  return async () => (await ended())[0];
}

/** Returns a query of the session that {@link endPresentedSession} would end. */
export function selectPresentedSession(database: Database, call: Call) {
  return database
    .selectFrom('sessions')
    .select(['id', 'user_id as userId', 'account_id as accountId'])
    .where('secret_hash', '=', secretHash(call.presentedSession ?? ''));
}

/** Records that a session was replaced. @param by - the user of the new session. */
export async function recordReplaced(
  tx: Tx,
  call: Call,
  ended: EndedSessionOfBrowser | undefined,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  if (ended === undefined) return;
  const { id, userId } = ended;
  const object = { type: 'session', id, reason: 'replaced' };
  // The ended session's account must not learn who else uses the browser.
  const principal = userId === by.id ? by : undefined;
  const { accountId } = ended;
  await recordEvent(tx, call, { type: 'session_deleted', accountId, principal, object });
}

/** Locks the sessions of a locked member in the account. The lock of the member prevents new ones. */
export function lockSessionsOf(
  { tx, accountId }: LockedAccount,
  membershipId: string,
): Answer<readonly { readonly id: string }[]> {
  const query = tx
    .selectFrom('sessions')
    .select('id')
    .where('account_id', '=', accountId)
    .where('user_id', '=', (the) =>
      the.selectFrom('memberships').select('user_id').where('id', '=', membershipId),
    )
    .orderBy('id')
    .forUpdate();
  return read(tx, query);
}

/** Deletes locked sessions, so that none becomes valid again when the member is enabled. */
export async function endSessions(
  tx: Tx,
  open: readonly { readonly id: string }[],
): Promise<number> {
  const ids = open.map(({ id }) => id);
  await write(tx, tx.deleteFrom('sessions').where('id', '=', sql<string>`any(${ids})`));
  return ids.length;
}

// An event must fit into a response, and a user may have any number of sessions.
const MOST = 100;

/** Returns revoked sessions as the audit log stores them. */
export function endedObject(ids: readonly string[]) {
  const [id = null] = ids;
  const one = { type: 'session', id, reason: 'revoked' };
  if (ids.length === 1) return one;
  return { ...one, id: null, count: ids.length, sessions: ids.slice(0, MOST) };
}

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
    const object = endedObject(ids);
    const isHere = accountId === (caller.accountId ?? null);
    const told = isHere ? call : { ...call, caller: known };
    await recordEvents(tx, told, [{ type: 'session_deleted', accountId, object }]);
  }
}
