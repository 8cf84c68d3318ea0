import { sql, type UpdateObject } from 'kysely';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { newId, newSecret, secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import type { Tables } from '../database/tables';
import { DirectoryError } from '../errors';
import type { User } from '../users/create-user';
import { endPresentedSession } from './end-sessions';
import { IDLE_HOURS, presentedSession } from './find-session';
/** How long a session lives however much it is used: then the user logs in again. */
export const WHOLE_DAYS = 7;
/** How long a second factor may be due. */
const CHALLENGE_MINUTES = 5;

/** What a new session begins with. */
export interface NewSession {
  readonly userId: string;
  readonly accountId: string | null;
  readonly secondFactorDue: boolean;
}

type SessionChanges = UpdateObject<Tables, 'sessions'>;

/** Opens a session and gives its secret to the caller's browser. @returns the session's id. */
export async function createSession(
  tx: Database,
  call: Call,
  session: NewSession,
): Promise<string> {
  const { userId, accountId, secondFactorDue } = session;
  const id = newId('ses');
  await tx
    .insertInto('sessions')
    .values({
      id,
      secret_hash: giveSecret(call),
      user_id: userId,
      account_id: accountId,
      second_factor_due: secondFactorDue,
      stepped_up_at: secondFactorDue ? null : sql<Date>`now()`,
      device: call.device,
      expires_at: secondFactorDue ? inMinutes(CHALLENGE_MINUTES) : inHours(IDLE_HOURS),
      ends_at: inHours(WHOLE_DAYS * 24),
    })
    .execute();
  await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where((the) =>
      the.or([the('expires_at', '<=', sql<Date>`now()`), the('ends_at', '<=', sql<Date>`now()`)]),
    )
    .execute();
  return id;
}

/**
 * Ends the wait for a second factor, or notes that the user has just shown who it is. The session goes
 * on under a new secret, as whenever its rights grow: the old one ends with it.
 *
 * @throws DirectoryError `SESSION_EXPIRED` if the session has ended, or has another secret now.
 */
export async function completeMfa(tx: Database, call: Call): Promise<void> {
  await changeSession(tx, call, {
    secret_hash: giveSecret(call),
    second_factor_due: false,
    stepped_up_at: sql<Date>`now()`,
    expires_at: inHours(IDLE_HOURS),
  });
}

/**
 * Puts a new secret in a session's place, so that whoever has a copy of the old one is out.
 *
 * @param changes - what else is to change with it.
 * @throws DirectoryError `SESSION_EXPIRED` if the session has ended, or has another secret now.
 */
export async function rotateSessionSecret(
  tx: Database,
  call: Call,
  changes: SessionChanges = {},
): Promise<void> {
  await changeSession(tx, call, { ...changes, secret_hash: giveSecret(call) });
}

function giveSecret(call: Call): Buffer {
  const secret = newSecret();
  call.setSession(secret);
  return secretHash(secret);
}

/**
 * Changes the caller's session, as long as its secret is the one that was presented: of several calls with one
 * cookie, the first to replace the secret wins.
 *
 * @throws DirectoryError `SESSION_EXPIRED`
 */
export async function changeSession(
  tx: Database,
  call: Call,
  changes: SessionChanges,
): Promise<void> {
  const { id, secret_hash } = presentedSession(call);
  const { numUpdatedRows } = await tx
    .updateTable('sessions')
    .set(changes)
    .where('id', '=', id)
    .where('secret_hash', '=', secret_hash)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new DirectoryError('SESSION_EXPIRED');
}

function inMinutes(minutes: number) {
  return sql<Date>`now() + make_interval(mins => ${minutes})`;
}

function inHours(hours: number) {
  return sql<Date>`now() + make_interval(hours => ${hours})`;
}

/** Begins the first session of a user who has just been made, and so has no second factor. */
export async function startSession(
  tx: Database,
  call: Call,
  { user, accountId }: { readonly user: User; readonly accountId: string },
): Promise<void> {
  const principal = { id: user.id, name: user.email };
  await endPresentedSession(tx, call, principal);
  const session = { userId: user.id, accountId, secondFactorDue: false };
  const id = await createSession(tx, call, session);
  await recordEvent(tx, call, {
    type: 'login_succeeded',
    accountId,
    principal,
    object: { type: 'session', id, accountId, device: call.device, secondFactorDue: false },
  });
}
