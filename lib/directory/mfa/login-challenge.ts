import { type RawBuilder, sql } from 'kysely';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import { type Call, callerOf } from '../call';
import { inTransaction } from '../database/database';
import { DirectoryError } from '../errors';

const ATTEMPTS = 5;

/** Counts an attempt at a login's second factor. The statement returns no row if none is left. */
export function challengeAttempt(call: Call): RawBuilder<unknown> {
  const { credentialId = '' } = callerOf(call);
  return sql`
    update public.sessions set challenge_attempts = challenge_attempts + 1
    where id = ${credentialId} and second_factor_due and challenge_attempts < ${ATTEMPTS}
    returning 1`;
}

/**
 * Ends a login without attempts. The user must log in again.
 *
 * @throws DirectoryError `CHALLENGE_EXPIRED`
 */
export async function endChallenge(call: Call): Promise<never> {
  // If another request has just completed the session, this request must not delete its cookie.
  if (await deleteChallenge(call)) call.setSession(null);
  throw new DirectoryError('CHALLENGE_EXPIRED');
}

function deleteChallenge(call: Call): Promise<boolean> {
  const { userId = '', credentialId = '' } = callerOf(call);
  return inTransaction(call.database, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('sessions')
      .where('id', '=', credentialId)
      .where('second_factor_due', '=', true)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    const object = { type: 'user', id: userId, reason: 'CHALLENGE_EXPIRED' };
    await recordRepeatedOfUser(tx, call, { type: 'second_factor_failed', userId, object });
    return true;
  });
}
