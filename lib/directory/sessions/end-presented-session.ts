import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';

/**
 * Ends the session whose cookie came with a request that begins another one, whoever's it was: the
 * browser is about to forget it, and a copy of it must not go on (OWASP ASVS 5.0, 7.2.4).
 *
 * @param by - who the new session is for.
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
  // Its account is not told who else uses the browser.
  const principal = userId === by.id ? by : undefined;
  const { accountId } = ended;
  await recordEvent(tx, call, { type: 'session_deleted', accountId, principal, object });
}
