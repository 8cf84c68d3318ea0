import { callerOf } from '../../identity/identity';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';

/** The columns that find the caller's session by the secret that came with this call. */
export interface PresentedSession {
  readonly id: string;
  readonly secret_hash: Buffer;
}

/**
 * Returns what finds the caller's session by the secret that was presented, not by its id alone: the session
 * may have received a new secret since the guard looked, and then this call has an old copy.
 */
export function presentedSession(call: Call): PresentedSession {
  const { credentialId = '' } = callerOf(call);
  return { id: credentialId, secret_hash: secretHash(call.presentedSession ?? '') };
}
