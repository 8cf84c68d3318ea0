import { hash } from 'node:crypto';
import { isSshKeyType, type KeyMaterial, readKeyMaterial, type SshKeyType } from './key-types';
import { readBase64, readWire, WireError } from './wire';

/** A public key of OpenSSH. */
export interface SshPublicKey extends KeyMaterial {
  readonly type: SshKeyType;
  /** The key as signatures repeat it. */
  readonly blob: Buffer;
  /** As `ssh-keygen -l` shows it: `SHA256:…`. */
  readonly fingerprint: string;
  /** What stands behind the key; often empty, or `user@host`. */
  readonly comment: string;
  /** `<type> <key>`: the same for the same key. */
  readonly line: string;
}

/** What is wrong with a line, to be read behind what it is called: "The key …". */
export interface SshKeyProblem {
  readonly problem: string;
}

const MAX_CHARACTERS = 16_384;
const MIN_RSA_BITS = 2048;
// Larger ones take longer to check than a caller is worth.
const MAX_RSA_BITS = 8192;

const CONTROL = /[\p{Cc}\p{Cs}]/u;

/**
 * Reads one line of a `.pub` file: `<type> <key> [comment]`. Options in front of a key, as in
 * `authorized_keys`, are refused, since they would not hold.
 */
export function readPublicKey(text: string): SshPublicKey | SshKeyProblem {
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

/** The fingerprint of a key in its binary form. */
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
    const blob = readBase64(text);
    const reader = readWire(blob);
    if (reader.text() !== type) throw new WireError('another type');
    return { ...readKeyMaterial(type, reader), blob };
  } catch {
    return null;
  }
}

// NIST SP 800-131A has 2048 bits at least. With an exponent of 1, or an even one, there is nothing
// to prove: anybody can sign, or nobody.
function rsaProblem({ asymmetricKeyType, asymmetricKeyDetails }: KeyMaterial['key']) {
  if (asymmetricKeyType !== 'rsa') return undefined;
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  if (modulusLength < MIN_RSA_BITS) return `is an RSA key of fewer than ${MIN_RSA_BITS} bits`;
  if (modulusLength > MAX_RSA_BITS) return `is an RSA key of more than ${MAX_RSA_BITS} bits`;
  const isSound = publicExponent >= 3n && publicExponent % 2n === 1n && publicExponent < 2n ** 32n;
  return isSound ? undefined : 'is an RSA key with an exponent that does not do';
}
