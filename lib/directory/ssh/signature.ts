import { hash } from 'node:crypto';
import { parsePublicKey, type SshPublicKey, sshFingerprint } from './public-key';
import { isSignedBy } from './signature-algorithms';
import { parseBase64, WireError, wireReader, wireString } from './wire';

/** A signature that `ssh-keygen -Y sign` has made (OpenSSH's PROTOCOL.sshsig), not yet verified. */
export interface SshSignature {
  /** The key that it says it is by, in binary form. */
  readonly keyBlob: Buffer;
  /** By which that key is found. */
  readonly fingerprint: string;
  readonly namespace: string;
  readonly hashAlgorithm: 'sha256' | 'sha512';
  /** The signature itself: its algorithm, and what that makes of it. */
  readonly blob: Buffer;
}

const MAGIC = 'SSHSIG';
const VERSION = 1;
const MAX_CHARACTERS = 16_384;
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';

/** Reads a signature in its armor; `null` for anything else. */
export function parseSignature(armored: string): SshSignature | null {
  if (armored.length > MAX_CHARACTERS) return null;
  const text = armored.trim();
  if (!text.startsWith(BEGIN) || !text.endsWith(END)) return null;
  const base64 = text.slice(BEGIN.length, -END.length).replace(/\s+/g, '');
  try {
    return parseBlob(parseBase64(base64));
  } catch {
    return null;
  }
}

function parseBlob(bytes: Buffer): SshSignature {
  const reader = wireReader(bytes);
  if (reader.bytes(MAGIC.length).toString('latin1') !== MAGIC) throw new WireError('no signature');
  if (reader.uint32() !== VERSION) throw new WireError('another version');
  const keyBlob = reader.string();
  const namespace = reader.string().toString('utf8');
  // Reserved: what a later version puts there might change what the signature means.
  if (reader.string().length > 0) throw new WireError('something reserved');
  const hashAlgorithm = reader.text();
  const blob = reader.string();
  reader.end();
  if (hashAlgorithm !== 'sha256' && hashAlgorithm !== 'sha512') throw new WireError('another hash');
  return { keyBlob, fingerprint: sshFingerprint(keyBlob), namespace, hashAlgorithm, blob };
}

/** What is signed in place of a message, whose hash is in it. */
export function signedData(namespace: string, hashAlgorithm: string, digest: Buffer): Buffer {
  const strings = [namespace, '', hashAlgorithm, digest].map(wireString);
  return Buffer.concat([Buffer.from(MAGIC), ...strings]);
}

/** The fingerprint of the key that a signature names, and whether it is that key's. */
export interface Signer {
  readonly fingerprint: string;
  readonly isValid: boolean;
}

/**
 * Verifies a signature by the key that is inside, which may be anybody's: whether it is known is asked
 * afterwards, so that the work is the same for keys that are and keys that are not.
 *
 * @returns `null` for what is no signature by a key of those that can be used.
 */
export function verifyWithEmbeddedKey(given: {
  readonly signature: string;
  readonly message: string;
  readonly namespace: string;
}): Signer | null {
  const blob = parseSignature(given.signature)?.keyBlob;
  if (blob === undefined) return null;
  const publicKey = parsePublicKey(`${typeOf(blob)} ${blob.toString('base64')}`);
  if ('problem' in publicKey) return null;
  return {
    fingerprint: publicKey.fingerprint,
    isValid: verifySignature({ ...given, publicKey }),
  };
}

function typeOf(blob: Buffer): string {
  try {
    return wireReader(blob).text();
  } catch {
    return '';
  }
}

/** What is to be verified, and by what. */
interface SignatureToVerify {
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
  const read = parseSignature(signature);
  // PROTOCOL.sshsig: the namespace must not be empty.
  if (read === null || namespace === '' || read.namespace !== namespace) return false;
  if (!read.keyBlob.equals(publicKey.blob)) return false;
  const digest = hash(read.hashAlgorithm, message, 'buffer');
  return isSignedBy(publicKey, read.blob, signedData(namespace, read.hashAlgorithm, digest));
}
