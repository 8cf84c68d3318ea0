import { sql } from 'kysely';
import { type Call, callerOf } from '../call';
import {
  type Answer,
  check,
  type Database,
  type Query,
  read,
  requireRow,
  type Tx,
} from '../database/database';
import { DirectoryError } from '../errors';
import { presentedSession } from './find-session';

const MINUTES = 15;

/**
 * Requires that the user of a session has logged in or stepped up within the last 15 minutes. It protects
 * changes that would make a stolen session permanent (OWASP ASVS 5.0, 7.5.1 and 7.5.2). A caller with an API
 * key has no session to step up, and passes.
 *
 * The check is sent with the transaction's next statement whose result is awaited.
 *
 * @throws DirectoryError there: `STEP_UP_REQUIRED`. `SESSION_EXPIRED` if the session has ended or its secret
 *   was rotated.
 */
export function requireStepUp(call: Call, tx: Tx): Answer<void> {
  if (callerOf(call).status === undefined) return async () => undefined;
  return check(tx, stepUpOf(call, tx), acceptStepUp);
}

/**
 * As {@link requireStepUp}, refused by the database. It may therefore be sent with the commit, but its refusals come before those
 * of earlier checks.
 */
export function requireStepUpRow(call: Call, tx: Tx): void {
  if (callerOf(call).status === undefined) return;
  const session = selectPresented(call, tx);
  requireRow(tx, session.select('id'), new DirectoryError('SESSION_EXPIRED'));
  const steppedUp = session.select('id').where(IS_RECENT);
  requireRow(tx, steppedUp, new DirectoryError('STEP_UP_REQUIRED'));
}

/**
 * Reads the step-up for a change that may turn out to need it.
 *
 * @returns a function that requires it, as {@link requireStepUp} does.
 */
export function readStepUp(call: Call, tx: Tx): () => Promise<void> {
  if (callerOf(call).status === undefined) return async () => undefined;
  const found = read(tx, stepUpOf(call, tx));
  return async () => acceptStepUp(await found());
}

interface StepUp {
  readonly isRecent: boolean;
}

const IS_RECENT = sql<boolean>`coalesce(stepped_up_at > now() - make_interval(mins => ${MINUTES}), false)`;

/** Returns the query of the session's step-up, for {@link acceptStepUp}. */
export function stepUpOf(call: Call, database: Database): Query<StepUp> {
  return selectPresented(call, database).select(IS_RECENT.as('isRecent'));
}

function selectPresented(call: Call, database: Database) {
  const { id, secret_hash } = presentedSession(call);
  return database
    .selectFrom('sessions')
    .where('id', '=', id)
    .where('secret_hash', '=', secret_hash);
}

/**
 * Requires that the step-up of a session is recent.
 *
 * @param rows - of {@link stepUpOf}.
 * @throws DirectoryError `SESSION_EXPIRED` or `STEP_UP_REQUIRED`.
 */
export function acceptStepUp([session]: readonly StepUp[]): void {
  if (session === undefined) throw new DirectoryError('SESSION_EXPIRED');
  if (!session.isRecent) throw new DirectoryError('STEP_UP_REQUIRED');
}
