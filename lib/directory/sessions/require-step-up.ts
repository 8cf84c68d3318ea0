import { sql } from 'kysely';
import { type Call, callerOf } from '../call';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { presentedSession } from './find-session';

const MINUTES = 15;

/**
 * Requires that the user of a session has logged in or stepped up within the last 15 minutes. It protects
 * changes that would make a stolen session permanent (OWASP ASVS 5.0, 7.5.1 and 7.5.2). A caller with an API
 * key has no session to step up, and passes.
 *
 * @throws DirectoryError `STEP_UP_REQUIRED`. `SESSION_EXPIRED` if the session has ended or its secret was
 *   rotated.
 */
export async function requireStepUp(call: Call, database: Database): Promise<void> {
  if (callerOf(call).status === undefined) return;
  const { id, secret_hash } = presentedSession(call);
  const session = await database
    .selectFrom('sessions')
    .select(
      sql<boolean>`coalesce(stepped_up_at > now() - make_interval(mins => ${MINUTES}), false)`.as(
        'isRecent',
      ),
    )
    .where('id', '=', id)
    .where('secret_hash', '=', secret_hash)
    .executeTakeFirst();
  if (session === undefined) throw new DirectoryError('SESSION_EXPIRED');
  if (!session.isRecent) throw new DirectoryError('STEP_UP_REQUIRED');
}
