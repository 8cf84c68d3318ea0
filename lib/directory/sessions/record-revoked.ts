import { callerOf } from '../../identity/identity';
import { recordEvents } from '../audit-log/record-event';
import type { Call } from '../call';
import type { Database } from '../database/database';
import type { EndedSession } from './end-sessions';

// An event has to fit an answer, and a user may have any number of sessions.
const MOST = 100;

/**
 * Records that a user has ended sessions of their own: in the log of each account that one of them was
 * in, which is told of no other, nor of a caller's session that is elsewhere.
 */
export async function recordRevoked(
  tx: Database,
  call: Call,
  ended: readonly EndedSession[],
): Promise<void> {
  const caller = callerOf(call);
  const { credentialId: _elsewhere, ...known } = caller;
  for (const accountId of new Set(ended.map((one) => one.accountId))) {
    const ids = ended.filter((one) => one.accountId === accountId).map(({ id }) => id);
    const [id = null] = ids;
    const one = { type: 'session', id, reason: 'revoked' };
    const several = { ...one, id: null, count: ids.length, sessions: ids.slice(0, MOST) };
    const object = ids.length === 1 ? one : several;
    const isHere = accountId === (caller.accountId ?? null);
    const told = isHere ? call : { ...call, caller: known };
    await recordEvents(tx, told, [{ type: 'session_deleted', accountId, object }]);
  }
}
