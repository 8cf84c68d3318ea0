import type { Call } from '../call';
import { DirectoryError } from '../errors';
import { findSession } from '../sessions/find-session';

/**
 * Returns a call of an operation that anyone may call as a call of the session in its cookie.
 *
 * @throws DirectoryError `SESSION_EXPIRED`, or `ADDRESS_REFUSED` by the IP restriction of the session's account.
 */
export async function callOfSession(call: Call): Promise<Call> {
  const { database, settings, presentedSession = '', address } = call;
  const service = { database, rpId: settings.rpId };
  const found = await findSession(service, presentedSession, { address, isRestricted: true });
  if (found === null) throw new DirectoryError('SESSION_EXPIRED');
  if (found.addressResult === 'refused') throw new DirectoryError('ADDRESS_REFUSED');
  return { ...call, caller: found.identity, source: 'session' };
}
