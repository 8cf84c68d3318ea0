import { hash } from 'node:crypto';
import type { SshPublicKey } from './public-key';
import { readSignature, signedData } from './signature';
import { isSignedBy } from './signature-algorithms';

/** What is to be verified, and by what. */
export interface SignatureToVerify {
  readonly publicKey: SshPublicKey;
  /** As `ssh-keygen -Y sign` writes it, armor included. */
  readonly signature: string;
  /** What was signed, to the last byte. */
  readonly message: string | Buffer;
  /** What for, as given to `ssh-keygen -n`: a signature for anything else does not count. */
  readonly namespace: string;
}

/** Whether a message was signed by a key for a namespace. Anything else, of any form, is `false`. */
export function verifySignature({
  publicKey,
  signature,
  message,
  namespace,
}: SignatureToVerify): boolean {
  const read = readSignature(signature);
  // PROTOCOL.sshsig: the namespace must not be empty.
  if (read === null || namespace === '' || read.namespace !== namespace) return false;
  if (!read.keyBlob.equals(publicKey.blob)) return false;
  const digest = hash(read.hashAlgorithm, message, 'buffer');
  return isSignedBy(publicKey, read.blob, signedData(namespace, read.hashAlgorithm, digest));
}
