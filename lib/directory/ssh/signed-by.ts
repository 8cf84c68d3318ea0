import { readPublicKey } from './public-key';
import { readSignature } from './signature';
import { verifySignature } from './verify-signature';
import { readWire } from './wire';

/** The fingerprint of the key that a signature names, and whether it is that key's. */
export interface Signer {
  readonly fingerprint: string;
  readonly isRight: boolean;
}

/**
 * Verifies a signature by the key that is inside, which may be anybody's: whether it is known is asked
 * afterwards, so that the work is the same for keys that are and keys that are not.
 *
 * @returns `null` for what is no signature by a key of those that can be used.
 */
export function signedBy(given: {
  readonly signature: string;
  readonly message: string;
  readonly namespace: string;
}): Signer | null {
  const blob = readSignature(given.signature)?.keyBlob;
  if (blob === undefined) return null;
  const publicKey = readPublicKey(`${typeOf(blob)} ${blob.toString('base64')}`);
  if ('problem' in publicKey) return null;
  return {
    fingerprint: publicKey.fingerprint,
    isRight: verifySignature({ ...given, publicKey }),
  };
}

function typeOf(blob: Buffer): string {
  try {
    return readWire(blob).text();
  } catch {
    return '';
  }
}
