import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { encodeCBOR } from '@levischuck/tiny-cbor';
import type {
  AssertionResponse,
  Expected,
  RegistrationResponse,
} from '../../../lib/passkeys/index';

/** The bits of the flags (WebAuthn Level 3 section 6.1). */
export const FLAGS = { UP: 1, UV: 4, BE: 8, BS: 16, AT: 64, ED: 128 } as const;
const VERIFIED = FLAGS.UP | FLAGS.UV;

/** A COSE algorithm that an authenticator has. */
export type Algorithm = -8 | -7 | -257;

/** The parts of a ceremony that a test changes. */
export interface Changes {
  /** Members of the client data. `undefined` removes a member. */
  readonly client?: Readonly<Record<string, unknown>>;
  /** The bytes of the client data. Default: JSON of its members. */
  readonly clientDataJSON?: Buffer;
  /** The flags, without those that the authenticator data has by its structure. */
  readonly flags?: number;
  readonly counter?: number;
  readonly rpId?: string;
  /** Bytes after the authenticator data. They are signed, too. */
  readonly trailing?: Buffer;
}

/** The parts of a registration that a test changes. */
export interface RegistrationChanges extends Changes {
  /** Changes the COSE key. */
  readonly key?: (key: Map<number, number | Uint8Array>) => void;
  /** The id inside the authenticator data. */
  readonly innerId?: Buffer;
  /** The model of the authenticator. Default: 16 bytes of 0. */
  readonly aaguid?: Buffer;
  /** The attestation object, without the authenticator data. Default: no attestation. */
  readonly attestation?: (data: Buffer, clientHash: Buffer) => Readonly<Record<string, unknown>>;
  /** Changes the bytes of the attestation object. */
  readonly object?: (bytes: Buffer) => Buffer;
}

/** An authenticator with one passkey. It signs whatever a test gives it. */
export interface Authenticator {
  readonly id: Buffer;
  register(expected: Expected, changes?: RegistrationChanges): RegistrationResponse;
  assert(
    expected: Expected,
    changes?: Changes & { readonly userHandle?: string },
  ): AssertionResponse;
  sign(bytes: Buffer): Buffer;
}

/** Creates an authenticator with a new key. */
export function createAuthenticator(
  algorithm: Algorithm = -7,
  id: Buffer = randomBytes(32),
): Authenticator {
  const { privateKey, publicKey } = generateKey(algorithm);
  const signed = (bytes: Buffer) => sign(algorithm === -8 ? null : 'sha256', bytes, privateKey);
  return {
    id,
    sign: signed,
    register(expected, changes = {}) {
      const client = clientData('webauthn.create', expected, changes);
      const key = coseKey(algorithm, publicKey);
      changes.key?.(key);
      const credentialId = changes.innerId ?? id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const credential = [
        changes.aaguid ?? Buffer.alloc(16),
        length,
        credentialId,
        encodeCBOR(key),
      ];
      const data = authenticatorData(expected, changes, FLAGS.AT, credential);
      const { fmt = 'none', attStmt = new Map() } =
        changes.attestation?.(data, hashOf(client)) ?? {};
      const members = new Map([
        ['fmt', fmt],
        ['attStmt', attStmt],
        ['authData', new Uint8Array(data)],
      ]);
      const object = Buffer.from(encodeCBOR(members as Parameters<typeof encodeCBOR>[0]));
      const attestationObject = (changes.object?.(object) ?? object).toString('base64url');
      return credentialOf(id, { clientDataJSON: client.toString('base64url'), attestationObject });
    },
    assert(expected, { userHandle, ...changes } = {}) {
      const client = clientData('webauthn.get', expected, changes);
      const data = authenticatorData(expected, { counter: 1, ...changes }, 0, []);
      return credentialOf(id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signed(Buffer.concat([data, hashOf(client)])).toString('base64url'),
        userHandle,
      });
    },
  };
}

/** Returns a `packed` statement that the passkey's own key signs (WebAuthn Level 3 section 8.2). */
export function selfAttestation({ sign: signed }: Authenticator, algorithm: number) {
  return (data: Buffer, clientHash: Buffer) => {
    const sig = new Uint8Array(signed(Buffer.concat([data, clientHash])));
    return {
      fmt: 'packed',
      attStmt: new Map<string, unknown>([
        ['alg', algorithm],
        ['sig', sig],
      ]),
    };
  };
}

function credentialOf<Response>(id: Buffer, response: Response) {
  const text = id.toString('base64url');
  return { id: text, rawId: text, type: 'public-key' as const, response };
}

function clientData(type: string, { challenge, origin }: Expected, changes: Changes): Buffer {
  const members = { type, challenge, origin, crossOrigin: false, ...changes.client };
  return changes.clientDataJSON ?? Buffer.from(JSON.stringify(members));
}

function authenticatorData(
  { rpId }: Expected,
  { flags = VERIFIED, counter = 0, trailing = Buffer.alloc(0), ...changes }: Changes,
  structure: number,
  parts: readonly Uint8Array[],
): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt8(flags | structure);
  header.writeUInt32BE(counter, 1);
  return Buffer.concat([hashOf(changes.rpId ?? rpId), header, ...parts, trailing]);
}

function generateKey(algorithm: Algorithm) {
  if (algorithm === -8) return generateKeyPairSync('ed25519');
  if (algorithm === -257) return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function coseKey(algorithm: Algorithm, key: KeyObject): Map<number, number | Uint8Array> {
  const { x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  if (algorithm === -8)
    return new Map<number, number | Uint8Array>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ]);
  if (algorithm === -257) {
    return new Map<number, number | Uint8Array>([
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ]);
  }
  return new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
}

const hashOf = (value: Buffer | string) => createHash('sha256').update(value).digest();
