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

/** The maximum lifetime of a session, however much it is used. */
const WHOLE_DAYS = 7;
/** The time in which the second factor must be given. */
const CHALLENGE_MINUTES = 5;

/** The initial values of a session. */
export interface NewSession {
  readonly userId: string;
  readonly accountId: string | null;
  readonly secondFactorDue: boolean;
}

type SessionChanges = UpdateObject<Tables, 'sessions'>;

/** Creates a session and sets its cookie in the caller's browser. @returns the session's id. */
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
 * Marks the caller's session as fully authenticated and stepped up. The session's secret is rotated, as
 * whenever its rights grow, so the old secret is no longer valid.
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
 * Rotates the secret of the caller's session, so that copies of the old secret are no longer valid. It prevents
 * session fixation when rights grow.
 *
 * @param changes - further changes of the session.
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
 * Changes the caller's session if its secret is still the presented one. Of several calls with the same
 * cookie, only the first that rotates the secret succeeds.
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

/** Starts the first session of a new user, who has no second factor. */
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
