import type { Call } from '../call';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { consumeChallenge, parseChallenge } from './challenge';
import type { SshPublicKey } from './public-key';
import { verifySignature } from './signature';

/** What `ssh-keygen -n` has to say when a key is added: a signature that logs in is worth nothing here. */
export const KEY_NAMESPACE = 'key@twilio-functions-auth';

/** A key that is to be added to an account, and what shows that its owner wants that. */
export interface KeyProof {
  readonly publicKey: SshPublicKey;
  readonly accountId: string;
  /** A challenge of `token/ssh`. */
  readonly challenge: string;
  readonly signature: string;
}

/**
 * Has the owner of an SSH key show that the key is to be added to this account: the signature is by the key,
 * of the service's origin, the account's id and a challenge, and works once.
 *
 * @throws DirectoryError `KEY_UNPROVEN`, with what is wrong.
 */
export async function requireKeyProof(tx: Tx, call: Call, proof: KeyProof): Promise<void> {
  const { publicKey, accountId, challenge, signature } = proof;
  const read = parseChallenge(call.settings, challenge);
  if (read === null) throw unproven('challenge is not one of this service: get one from token/ssh');
  const message = `${call.settings.origin} ${accountId} ${challenge}`;
  if (!verifySignature({ publicKey, signature, message, namespace: KEY_NAMESPACE })) {
    throw unproven(
      `signature is not by publicKey, for the namespace ${KEY_NAMESPACE}, of the service's URL, the account's id and the challenge`,
    );
  }
  if (!(await consumeChallenge(tx, read))) throw unproven('challenge was used, or is too old');
}

function unproven(problem: string): DirectoryError {
  return new DirectoryError('KEY_UNPROVEN', { problems: [problem] });
}
