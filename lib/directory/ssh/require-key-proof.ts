import type { Call } from '../call';
import { consumeChallenge, parseChallenge } from '../challenge';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import type { SshPublicKey } from './public-key';
import { verifySignature } from './signature';

/** The challenges of `token/ssh`, for logins and new keys. */
export const SSH_CHALLENGE = { purpose: 'ssh', lifetimeSeconds: 120 } as const;

/** The namespace for `ssh-keygen -n` when a key is added. A signature for a login is not valid here. */
const KEY_NAMESPACE = 'key@twilio-functions-auth';

/** A new key of an account, and the proof that its owner wants to add it. */
export interface KeyProof {
  readonly publicKey: SshPublicKey;
  readonly accountId: string;
  /** A challenge of `token/ssh`. */
  readonly challenge: string;
  readonly signature: string;
}

/**
 * Requires the proof that the owner of an SSH key wants to add it to this account: a signature by the key of
 * the service's origin, the account's id and a challenge. A proof is valid once. The challenge is consumed with
 * a later statement.
 *
 * @throws DirectoryError `KEY_UNPROVEN`, with the problem. For a used challenge it is thrown there.
 */
export function requireKeyProof(tx: Tx, call: Call, proof: KeyProof): void {
  const { publicKey, accountId, challenge, signature } = proof;
  const read = parseChallenge(call.settings, SSH_CHALLENGE.purpose, challenge);
  if (read === null)
    throw unproven('challenge must be one of this service: get one from token/ssh');
  const message = `${call.settings.origin} ${accountId} ${challenge}`;
  if (!verifySignature({ publicKey, signature, message, namespace: KEY_NAMESPACE })) {
    throw unproven(
      `signature must be by publicKey, for the namespace ${KEY_NAMESPACE}, of the service's URL, the account's id and the challenge`,
    );
  }
  const used = 'challenge was used or has expired: get a new one from token/ssh';
  consumeChallenge(tx, read, unproven(used));
}

function unproven(problem: string): DirectoryError {
  return new DirectoryError('KEY_UNPROVEN', { problems: [problem] });
}
