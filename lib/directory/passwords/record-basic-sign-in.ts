import { type EventSource, recordEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';
import type { CheckedPair } from './basic-sign-in';
import type { FoundPerson } from './find-user-for-basic';

/**
 * Writes down that somebody showed a password with a request, as with a log-in: and where it was right, once for as long as the container recalls it.
 */
export async function recordPair(
  database: Database,
  found: FoundPerson | null,
  checked: CheckedPair,
): Promise<void> {
  const source: EventSource = { caller: undefined, source: 'basic', requestId: newId('req') };
  if ('identity' in checked) {
    const { accountId, userId = null } = checked.identity;
    const object = { type: 'user', id: userId };
    const call = { ...source, caller: checked.identity };
    return recordEvent(database, call, { type: 'login_succeeded', accountId, object });
  }
  // Whoever has to wait has not been checked.
  if (checked.reason === 'OVERLOADED') return;
  const userId = found?.userId ?? null;
  const reason = checked.reason === 'WRONG' ? 'CREDENTIALS_INVALID' : checked.reason;
  const object = { type: 'user', id: userId, reason };
  await recordRepeatedOfUser(database, source, { type: 'login_failed', userId, object });
}
