import { hash } from 'node:crypto';
import { parsePublicKey, type SshPublicKey, sshFingerprint } from './public-key';
import { isSignedBy } from './signature-algorithms';
import { parseBase64, WireError, wireReader, wireString } from './wire';

/** An unverified signature of `ssh-keygen -Y sign` (OpenSSH's PROTOCOL.sshsig). */
export interface SshSignature {
  /** The key that the signature claims to be by, in binary form. */
  readonly keyBlob: Buffer;
  /** The fingerprint of that key. */
  readonly fingerprint: string;
  readonly namespace: string;
  readonly hashAlgorithm: 'sha256' | 'sha512';
  /** The algorithm's name and its signature. */
  readonly blob: Buffer;
}

const MAGIC = 'SSHSIG';
const VERSION = 1;
const MAX_CHARACTERS = 16_384;
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';

/** Parses an armored signature. @returns `null` for any other text. */
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
  // The reserved field must be empty, since a later version could use it to change the signature's meaning.
  if (reader.string().length > 0) throw new WireError('something reserved');
  const hashAlgorithm = reader.text();
  const blob = reader.string();
  reader.end();
  if (hashAlgorithm !== 'sha256' && hashAlgorithm !== 'sha512') throw new WireError('another hash');
  return { keyBlob, fingerprint: sshFingerprint(keyBlob), namespace, hashAlgorithm, blob };
}

/** Returns the signed data, which contains the hash of the message. */
function signedData(namespace: string, hashAlgorithm: string, digest: Buffer): Buffer {
  const strings = [namespace, '', hashAlgorithm, digest].map(wireString);
  return Buffer.concat([Buffer.from(MAGIC), ...strings]);
}

/** The key that a signature names, and the result of the verification by that key. */
export interface Signer {
  readonly fingerprint: string;
  readonly isValid: boolean;
}

/**
 * Verifies a signature by its embedded key, which may be unknown. The lookup of the key follows, so that the
 * work is the same for known and unknown keys.
 *
 * @returns `null` if the text is not a signature by a supported key.
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

/** A signature, and the key and message to verify it with. */
interface SignatureToVerify {
  readonly publicKey: SshPublicKey;
  /** As `ssh-keygen -Y sign` writes it, armor included. */
  readonly signature: string;
  /** The signed message, byte for byte. */
  readonly message: string | Buffer;
  /** The namespace of `ssh-keygen -n`. A signature for another namespace is not valid. */
  readonly namespace: string;
}

/** Returns whether a message was signed by a key for a namespace. Never throws. */
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
