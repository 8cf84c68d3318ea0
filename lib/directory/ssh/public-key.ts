import { createPublicKey, hash, type JsonWebKey, type KeyObject } from 'node:crypto';
import { parseBase64, WireError, type WireReader, wireReader } from './wire';

/** An OpenSSH public key. */
export interface SshPublicKey extends KeyMaterial {
  readonly type: SshKeyType;
  /** The key in binary form, as in signatures. */
  readonly blob: Buffer;
  /** As `ssh-keygen -l` shows it: `SHA256:…`. */
  readonly fingerprint: string;
  /** The text after the key: often empty, or `user@host`. */
  readonly comment: string;
  /** `<type> <key>`, which is the same for equal keys. */
  readonly line: string;
}

/** The problem of a line, as a sentence without its subject: "The key …". */
export interface SshKeyProblem {
  readonly problem: string;
}

const MAX_CHARACTERS = 16_384;
const MIN_RSA_BITS = 2048;
// Verifying with a larger key takes too long.
const MAX_RSA_BITS = 8192;

const CONTROL = /[\p{Cc}\p{Cs}]/u;

/**
 * Parses one line of a `.pub` file: `<type> <key> [comment]`. Options before the key, as in
 * `authorized_keys`, are refused, since they would have no effect.
 */
export function parsePublicKey(text: string): SshPublicKey | SshKeyProblem {
  const line = text.trim();
  const problem = lineProblem(line);
  if (problem !== undefined) return { problem };
  const [type, rest] = firstWord(line);
  const [key, comment] = firstWord(rest);
  if (!isSshKeyType(type) || key === '') return { problem: typeProblem(type) };
  const read = readKey(type, key);
  if (read === null) return { problem: `is damaged: there is no key of ${type} in it` };
  const weakness = rsaProblem(read.key);
  if (weakness !== undefined) return { problem: weakness };
  return {
    ...read,
    type,
    fingerprint: sshFingerprint(read.blob),
    comment,
    line: `${type} ${key}`,
  };
}

/** Returns the fingerprint of a key in binary form. */
export function sshFingerprint(blob: Buffer): string {
  return `SHA256:${hash('sha256', blob, 'base64').replaceAll('=', '')}`;
}

function lineProblem(line: string): string | undefined {
  if (line === '') return 'is empty';
  if (line.includes('PRIVATE KEY'))
    return 'is a private key: give the line of the .pub file beside it';
  if (line.length > MAX_CHARACTERS) return `has more than ${MAX_CHARACTERS} characters`;
  if (CONTROL.test(line)) return 'is not one line of text';
  return undefined;
}

function firstWord(text: string): readonly [word: string, rest: string] {
  const end = text.indexOf(' ');
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()];
}

function typeProblem(type: string): string {
  if (type.endsWith('-cert-v01@openssh.com')) return 'is a certificate: give the key itself';
  if (type === 'ssh-dss') return 'is a DSA key, which is too weak: make one of ssh-ed25519';
  return 'does not begin with a type such as ssh-ed25519, and then the key';
}

function readKey(type: SshKeyType, text: string): (KeyMaterial & { readonly blob: Buffer }) | null {
  try {
    const blob = parseBase64(text);
    const reader = wireReader(blob);
    if (reader.text() !== type) throw new WireError('another type');
    return { ...parseKeyMaterial(type, reader), blob };
  } catch {
    return null;
  }
}

// NIST SP 800-131A requires at least 2048 bits. With an exponent of 1 anyone can sign, and with an even
// exponent no one can.
function rsaProblem({ asymmetricKeyType, asymmetricKeyDetails }: KeyMaterial['key']) {
  if (asymmetricKeyType !== 'rsa') return undefined;
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  if (modulusLength < MIN_RSA_BITS) return `is an RSA key of fewer than ${MIN_RSA_BITS} bits`;
  if (modulusLength > MAX_RSA_BITS) return `is an RSA key of more than ${MAX_RSA_BITS} bits`;
  const isSound = publicExponent >= 3n && publicExponent % 2n === 1n && publicExponent < 2n ** 32n;
  return isSound ? undefined : 'is an RSA key with an unsafe exponent';
}

/** The content of an OpenSSH public key after its type. */
interface KeyMaterial {
  readonly key: KeyObject;
  /** The application of a security key. Null for every other key. */
  readonly application: Buffer | null;
}

const CURVES = { nistp256: 'P-256', nistp384: 'P-384', nistp521: 'P-521' } as const;
const UNCOMPRESSED = 4;

// RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4, and OpenSSH's PROTOCOL.u2f.
const READERS = {
  'ssh-ed25519': (reader: WireReader) => material(ed25519(reader)),
  'ecdsa-sha2-nistp256': (reader: WireReader) => material(ecdsa(reader, 'nistp256')),
  'ecdsa-sha2-nistp384': (reader: WireReader) => material(ecdsa(reader, 'nistp384')),
  'ecdsa-sha2-nistp521': (reader: WireReader) => material(ecdsa(reader, 'nistp521')),
  'ssh-rsa': (reader: WireReader) => material(rsa(reader)),
  'sk-ssh-ed25519@openssh.com': (reader: WireReader) => material(ed25519(reader), reader.string()),
  'sk-ecdsa-sha2-nistp256@openssh.com': (reader: WireReader) =>
    material(ecdsa(reader, 'nistp256'), reader.string()),
} as const;

export type SshKeyType = keyof typeof READERS;

/** Returns whether a type is one of the supported key types. */
function isSshKeyType(type: string): type is SshKeyType {
  return Object.hasOwn(READERS, type);
}

/** Parses the content after the type. Throws if it is not a key of that type. */
function parseKeyMaterial(type: SshKeyType, reader: WireReader): KeyMaterial {
  const read = READERS[type](reader);
  reader.end();
  return read;
}

function material(jwk: JsonWebKey, application: Buffer | null = null): KeyMaterial {
  // `createPublicKey` throws for a point that is not on its curve.
  return { key: createPublicKey({ key: jwk, format: 'jwk' }), application };
}

function ed25519(reader: WireReader): JsonWebKey {
  return { kty: 'OKP', crv: 'Ed25519', x: reader.string().toString('base64url') };
}

function ecdsa(reader: WireReader, curve: keyof typeof CURVES): JsonWebKey {
  if (reader.text() !== curve) throw new WireError('another curve');
  const point = reader.string();
  if (point[0] !== UNCOMPRESSED) throw new WireError('a compressed point');
  const middle = (point.length + 1) / 2;
  const [x, y] = [point.subarray(1, middle), point.subarray(middle)];
  return { kty: 'EC', crv: CURVES[curve], x: x.toString('base64url'), y: y.toString('base64url') };
}

function rsa(reader: WireReader): JsonWebKey {
  const e = reader.mpint().toString('base64url');
  return { kty: 'RSA', e, n: reader.mpint().toString('base64url') };
}
