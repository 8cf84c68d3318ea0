import { callerOf } from '../../identity/identity';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import type { Call } from '../call';
import { inTransaction } from '../database/database';
import { DirectoryError } from '../errors';

const ATTEMPTS = 5;

/**
 * Takes one of the attempts that a log-in has at its second factor. Where none is left the session ends,
 * and the password has to be given again.
 *
 * @throws DirectoryError `CHALLENGE_EXPIRED`
 */
export async function takeChallengeAttempt(call: Call): Promise<void> {
  const { credentialId = '' } = callerOf(call);
  const { numUpdatedRows } = await call.database
    .updateTable('sessions')
    .set((the) => ({ challenge_attempts: the('challenge_attempts', '+', 1) }))
    .where('id', '=', credentialId)
    .where('second_factor_due', '=', true)
    .where('challenge_attempts', '<', ATTEMPTS)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  // Where another request has just completed the session, its cookie is not this one's to take.
  if (await endChallenge(call)) call.setSession(null);
  throw new DirectoryError('CHALLENGE_EXPIRED');
}

function endChallenge(call: Call): Promise<boolean> {
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
