import type { KeyObject } from 'node:crypto';
import type { Misconfiguration } from '../../types';
import { nodeCrypto } from '../../util/node-crypto';

/** The variables with the directory's keys. */
export interface DirectoryKeyVariables {
  readonly DIRECTORY_KEY: string | undefined;
  readonly DIRECTORY_KEY_PREVIOUS: string | undefined;
}

/** A key in the forms in which it is used. */
export interface DirectoryKey {
  /** The prefix of texts encrypted with the key. It reveals nothing about the key. */
  readonly id: string;
  readonly cipher: KeyObject;
  readonly master: KeyObject;
}

/** The key that encrypts new secrets, and the previous key, which may have encrypted stored secrets. */
export interface DirectoryKeys {
  readonly current: DirectoryKey;
  readonly previous: DirectoryKey | null;
}

const KEY_BYTES = 32;
const KEY_ID_BYTES = 6;
const BASE64 = /^(?:[A-Za-z0-9+/]{43}=?|[\w-]{43}=?)$/;

/** Parses the keys: 32 random bytes in base64, as `openssl rand -base64 32` prints them. */
export function directoryKeys(variables: DirectoryKeyVariables): DirectoryKeys | Misconfiguration {
  const { DIRECTORY_KEY: current, DIRECTORY_KEY_PREVIOUS: previous } = variables;
  const problems = [
    ...keyProblems('DIRECTORY_KEY', current),
    ...(previous === undefined ? [] : keyProblems('DIRECTORY_KEY_PREVIOUS', previous)),
  ];
  if (current === undefined || problems.length > 0) return { problems };
  return {
    current: parseKey(current),
    previous: previous === undefined ? null : parseKey(previous),
  };
}

/**
 * Derives a key of 32 bytes for one purpose by HKDF (RFC 5869), independent of the keys of other purposes. It
 * is derived from the current key, so everything created with it is no longer valid after a rotation.
 */
export function deriveKey({ current }: DirectoryKeys, purpose: string): Buffer {
  return derive(current.master, `purpose:${purpose}`, KEY_BYTES);
}

/**
 * Returns the digest of a text under a key for one purpose, for texts that are few enough to find one by its bare hash,
 * such as phone numbers and IP addresses.
 */
export function derivedDigest(keys: DirectoryKeys, purpose: string, text: string): string {
  const mac = nodeCrypto().createHmac('sha256', deriveKey(keys, purpose));
  return mac.update(text).digest('base64url');
}

function keyProblems(name: string, text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [`${name} is required`];
  if (!BASE64.test(text)) return [`${name} must be 32 bytes in base64: openssl rand -base64 32`];
  return [];
}

function parseKey(text: string): DirectoryKey {
  const { createSecretKey } = nodeCrypto();
  const master = createSecretKey(text, 'base64');
  return {
    id: derive(master, 'key id', KEY_ID_BYTES).toString('base64url'),
    cipher: createSecretKey(derive(master, 'encryption', KEY_BYTES)),
    master,
  };
}

// No salt, since the key is already random (RFC 5869 section 3.1).
function derive(master: KeyObject, info: string, length: number): Buffer {
  const { hkdfSync } = nodeCrypto();
  return Buffer.from(hkdfSync('sha256', master, '', `twilio-functions-auth ${info}`, length));
}
