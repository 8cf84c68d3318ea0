import { sql, type UpdateObject } from 'kysely';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { newId, newSecret, secretHash } from '../crypto/ids';
import { type Tx, write, writeOr } from '../database/database';
import type { LoginMethod, Tables } from '../database/tables';
import { DirectoryError } from '../errors';
import { type EndedSessionOfBrowser, recordReplaced } from './end-sessions';
import { IDLE_HOURS, presentedSession } from './find-session';

/** The maximum lifetime of a session, however much it is used. */
const WHOLE_DAYS = 7;
/** The time in which the second factor must be given. */
const CHALLENGE_MINUTES = 5;

/** The login at an identity provider that a session began with. */
export interface SsoProof {
  readonly providerId: string;
  readonly subject: string;
  /** The provider's own id of its session. */
  readonly sessionId: string | undefined;
  /** Whether the provider's second factor replaces the account's. */
  readonly isMfa: boolean;
  /** Whether the provider is of the whole service, so that the session may enter other accounts. */
  readonly isServiceWide: boolean;
  /** The fingerprint of the certificate that verified the response of SAML. */
  readonly certificate?: string;
}

/** The initial values of a session. */
export interface NewSession {
  readonly userId: string;
  readonly accountId: string | null;
  readonly secondFactorDue: boolean;
  /** The first proof of the login. Default: `password`. */
  readonly method?: LoginMethod;
  readonly sso?: SsoProof;
}

type SessionChanges = UpdateObject<Tables, 'sessions'>;

/** Creates a session and sets its cookie in the caller's browser. @returns the session's id. */
export async function createSession(tx: Tx, call: Call, session: NewSession): Promise<string> {
  const { userId, accountId, secondFactorDue, method = 'password', sso } = session;
  const id = newId('ses');
  const insert = tx.insertInto('sessions').values({
    id,
    secret_hash: giveSecret(call),
    user_id: userId,
    account_id: accountId,
    second_factor_due: secondFactorDue,
    stepped_up_at: secondFactorDue ? null : sql<Date>`now()`,
    authenticated_by: [method],
    device: call.device,
    expires_at: secondFactorDue ? inMinutes(CHALLENGE_MINUTES) : inHours(IDLE_HOURS),
    // A user who was removed at the provider is out after a day.
    ends_at: inHours(sso === undefined ? WHOLE_DAYS * 24 : IDLE_HOURS),
    ...(sso && {
      idp_id: sso.providerId,
      idp_subject: sso.subject,
      idp_session: sso.sessionId ?? null,
      idp_mfa: sso.isMfa,
    }),
  });
  const deleteExpired = tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where((the) =>
      the.or([the('expires_at', '<=', sql<Date>`now()`), the('ends_at', '<=', sql<Date>`now()`)]),
    );
  await write(tx, insert);
  await write(tx, deleteExpired);
  return id;
}

/**
 * Marks the caller's session as fully authenticated and stepped up. The session's secret is rotated, as
 * whenever its rights grow, so the old secret is no longer valid.
 *
 * @param changes - further changes of the session.
 * @throws DirectoryError `SESSION_EXPIRED` if the session has ended, or has another secret now.
 */
export function completeMfa(tx: Tx, call: Call, changes: SessionChanges = {}): void {
  changeSession(tx, call, {
    ...changes,
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
export function rotateSessionSecret(tx: Tx, call: Call, changes: SessionChanges = {}): void {
  changeSession(tx, call, { ...changes, secret_hash: giveSecret(call) });
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
export function changeSession(tx: Tx, call: Call, changes: SessionChanges): void {
  const { id, secret_hash } = presentedSession(call);
  const update = tx
    .updateTable('sessions')
    .set(changes)
    .where('id', '=', id)
    .where('secret_hash', '=', secret_hash);
  writeOr(tx, update, new DirectoryError('SESSION_EXPIRED'));
}

/**
 * Records the time of a login as the member's last login. Only a complete login counts, which includes the second
 * factor.
 */
export async function markLogin(
  tx: Tx,
  { userId, accountId }: Pick<NewSession, 'userId' | 'accountId'>,
): Promise<void> {
  const membership = tx
    .updateTable('memberships')
    .set({ last_login_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('account_id', '=', accountId);
  if (accountId !== null) await write(tx, membership);
}

function inMinutes(minutes: number) {
  return sql<Date>`now() + make_interval(mins => ${minutes})`;
}

function inHours(hours: number) {
  return sql<Date>`now() + make_interval(hours => ${hours})`;
}

/** The user of a new session, and the session that it replaces. */
export interface StartedSession extends NewSession {
  readonly email: string;
  /** The result of {@link endPresentedSession}. */
  readonly ended: EndedSessionOfBrowser | undefined;
}

/** Starts a session of a user who has just logged in or signed up. */
export async function startSession(tx: Tx, call: Call, started: StartedSession): Promise<void> {
  const { userId, email, accountId, secondFactorDue, method = 'password', ended, sso } = started;
  const principal = { id: userId, name: email };
  await recordReplaced(tx, call, ended, principal);
  const session = { userId, accountId, secondFactorDue, method, ...(sso && { sso }) };
  const id = await createSession(tx, call, session);
  if (!secondFactorDue) await markLogin(tx, { userId, accountId });
  await recordEvent(tx, call, {
    type: 'login_succeeded',
    accountId,
    principal,
    object: {
      type: 'session',
      id,
      accountId,
      device: call.device,
      secondFactorDue,
      by: method,
      ...(sso && { identityProvider: sso.providerId, certificate: sso.certificate }),
    },
  });
}
