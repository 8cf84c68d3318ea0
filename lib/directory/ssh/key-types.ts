import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { WireError, type WireReader } from './wire';

/** What a public key of OpenSSH holds behind its type. */
export interface KeyMaterial {
  readonly key: KeyObject;
  /** Whom a security key signs for; `null` for every other key. */
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

/** The types of keys that can sign. */
export function isSshKeyType(type: string): type is SshKeyType {
  return Object.hasOwn(READERS, type);
}

/** Reads what stands behind the type; throws where it is no such key. */
export function readKeyMaterial(type: SshKeyType, reader: WireReader): KeyMaterial {
  const read = READERS[type](reader);
  reader.end();
  return read;
}

function material(jwk: JsonWebKey, application: Buffer | null = null): KeyMaterial {
  // Throws for a point that is not on its curve.
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
