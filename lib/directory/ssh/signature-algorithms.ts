import { hash, type KeyObject, verify } from 'node:crypto';
import type { SshKeyType, SshPublicKey } from './public-key';
import { WireError, wireReader } from './wire';

interface Algorithm {
  readonly keyType: SshKeyType;
  isValid(key: KeyObject, signature: Buffer, data: Buffer): boolean;
}

const ED25519 = (key: KeyObject, signature: Buffer, data: Buffer) =>
  verify(null, data, key, signature);
const P256 = ecdsa('sha256', 32);

// By the algorithm's name in the signature. `ssh-rsa` is missing because it uses SHA-1 (RFC 8332 section 1).
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  'ssh-ed25519': { keyType: 'ssh-ed25519', isValid: ED25519 },
  'ecdsa-sha2-nistp256': { keyType: 'ecdsa-sha2-nistp256', isValid: P256 },
  'ecdsa-sha2-nistp384': { keyType: 'ecdsa-sha2-nistp384', isValid: ecdsa('sha384', 48) },
  'ecdsa-sha2-nistp521': { keyType: 'ecdsa-sha2-nistp521', isValid: ecdsa('sha512', 66) },
  'rsa-sha2-256': { keyType: 'ssh-rsa', isValid: rsa('sha256') },
  'rsa-sha2-512': { keyType: 'ssh-rsa', isValid: rsa('sha512') },
  'sk-ssh-ed25519@openssh.com': { keyType: 'sk-ssh-ed25519@openssh.com', isValid: ED25519 },
  'sk-ecdsa-sha2-nistp256@openssh.com': {
    keyType: 'sk-ecdsa-sha2-nistp256@openssh.com',
    isValid: P256,
  },
};

/** Returns whether a signature in binary form is valid for a key and data. Never throws. */
export function isSignedBy(publicKey: SshPublicKey, bytes: Buffer, data: Buffer): boolean {
  try {
    const { type, key, application } = publicKey;
    const reader = wireReader(bytes);
    const name = reader.text();
    const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
    if (algorithm?.keyType !== type) return false;
    const signature = reader.string();
    const signed =
      application === null ? data : touchedData(reader.bytes(STATE_BYTES), application, data);
    reader.end();
    return algorithm.isValid(key, signature, signed);
  } catch {
    return false;
  }
}

// RFC 5656 section 3.1.2: two numbers, padded to the curve's length.
function ecdsa(digest: string, bytes: number): Algorithm['isValid'] {
  return (key, signature, data) => {
    const reader = wireReader(signature);
    const numbers = [reader.mpint(), reader.mpint()].map((number) => padded(number, bytes));
    reader.end();
    const dsaEncoding = 'ieee-p1363';
    return verify(digest, data, { key, dsaEncoding }, Buffer.concat(numbers));
  };
}

// RFC 8332 section 3. Some programs omit leading zeros.
function rsa(digest: string): Algorithm['isValid'] {
  return (key, signature, data) => {
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return verify(digest, data, key, padded(signature, Math.ceil(bits / 8)));
  };
}

// OpenSSH's PROTOCOL.u2f: after the signature come one byte of flags and four bytes of a counter.
const STATE_BYTES = 5;
const USER_PRESENT = 1;

// The data that a security key signs after a touch, in place of the message.
function touchedData(state: Buffer, application: Buffer, data: Buffer): Buffer {
  if ((state.readUInt8() & USER_PRESENT) === 0) throw new WireError('the user was not present');
  return Buffer.concat([
    hash('sha256', application, 'buffer'),
    state,
    hash('sha256', data, 'buffer'),
  ]);
}

function padded(number: Buffer, length: number): Buffer {
  if (number.length > length) throw new WireError('too large');
  return Buffer.concat([Buffer.alloc(length - number.length), number]);
}
