import { sql } from 'kysely';
import type { Call } from '../call';
import { DirectoryError } from '../errors';
import { callerOf } from '../identity';

const MINUTES = 15;

/**
 * Insists that the caller has logged in or stepped up within the last quarter of an hour: for what would
 * let whoever has found a session open keep it (OWASP ASVS 5.0, 7.5.1 and 7.5.2).
 *
 * @throws DirectoryError `STEP_UP_REQUIRED`
 */
export async function insistOnStepUp(call: Call): Promise<void> {
  const { credentialId = '' } = callerOf(call);
  const session = await call.database
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', credentialId)
    .where('stepped_up_at', '>', sql<Date>`now() - make_interval(mins => ${MINUTES})`)
    .executeTakeFirst();
  if (session === undefined) throw new DirectoryError('STEP_UP_REQUIRED');
}
