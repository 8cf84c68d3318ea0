import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sha256 } from './directory-rows';

// Signatures of OpenSSH's PROTOCOL.sshsig that ssh-keygen does not write. They are built by hand.

export const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const string = (value: Buffer | string) =>
  Buffer.concat([uint32(Buffer.byteLength(value)), Buffer.from(value)]);

export const mpint = (value: Buffer) => {
  const bytes = value.subarray(value.findIndex((byte) => byte !== 0));
  return string((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
};

export const armor = (blob: Buffer) =>
  `-----BEGIN SSH SIGNATURE-----\n${blob
    .toString('base64')
    .replace(/.{70}(?=.)/g, '$&\n')}\n-----END SSH SIGNATURE-----\n`;

/** Returns the bytes inside the armor. */
export const stripArmor = (armored: string) =>
  Buffer.from(armored.replace(/-----[^-]+-----/g, ''), 'base64');

/** The parts of a signature, as they are written. */
export interface SignatureParts {
  readonly keyBlob: Buffer;
  readonly signatureBlob: Buffer;
  readonly namespace: string;
  readonly magic?: string;
  readonly version?: number;
  readonly reserved?: string;
  readonly hashAlgorithm?: string;
  readonly behind?: string;
}

export function signatureOf(parts: SignatureParts): string {
  const { magic = 'SSHSIG', version = 1, reserved = '', hashAlgorithm = 'sha256' } = parts;
  return armor(
    Buffer.concat([
      Buffer.from(magic),
      uint32(version),
      string(parts.keyBlob),
      string(parts.namespace),
      string(reserved),
      string(hashAlgorithm),
      string(parts.signatureBlob),
      Buffer.from(parts.behind ?? ''),
    ]),
  );
}

export function dataToSign(message: string, namespace: string, reserved = ''): Buffer {
  return Buffer.concat([
    Buffer.from('SSHSIG'),
    string(namespace),
    string(reserved),
    string('sha256'),
    string(sha256(message)),
  ]);
}

export const SECURITY_KEYS = [
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
] as const;

/** A security key in software, which signs by OpenSSH's PROTOCOL.u2f. */
export function makeSecurityKey(type: (typeof SECURITY_KEYS)[number]) {
  const isEd25519 = type === 'sk-ssh-ed25519@openssh.com';
  const { publicKey, privateKey } = isEd25519
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const application = 'ssh:';
  const keyBlob = Buffer.concat([string(type), publicPart(publicKey), string(application)]);

  /** Signs with these flags: 1 is a touch, and 4 is a PIN. */
  const signWith = (flags: number, message: string, namespace: string, behind = '') => {
    const state = Buffer.concat([Buffer.from([flags]), uint32(7)]);
    const data = Buffer.concat([
      sha256(application),
      state,
      sha256(dataToSign(message, namespace)),
    ]);
    const signatureBlob = Buffer.concat([
      string(type),
      string(isEd25519 ? sign(null, data, privateKey) : ecdsaNumbers(data, privateKey)),
      state,
      Buffer.from(behind),
    ]);
    return signatureOf({ keyBlob, namespace, signatureBlob });
  };
  return { publicLine: `${type} ${keyBlob.toString('base64')} ada@key`, signWith };
}

function publicPart(publicKey: KeyObject): Buffer {
  const { x = '', y } = publicKey.export({ format: 'jwk' });
  const [one, other] = [x, y ?? ''].map((part) => Buffer.from(part, 'base64url'));
  if (y === undefined) return string(one ?? '');
  return Buffer.concat([
    string('nistp256'),
    string(Buffer.concat([Buffer.from([4]), one ?? Buffer.of(), other ?? Buffer.of()])),
  ]);
}

export function ecdsaNumbers(data: Buffer, key: KeyObject): Buffer {
  const raw = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  return Buffer.concat([mpint(raw.subarray(0, 32)), mpint(raw.subarray(32))]);
}
