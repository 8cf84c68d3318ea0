import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Misconfiguration } from '../../types';

/** The variables with the directory's keys. */
export interface DirectoryKeyVariables {
  readonly DIRECTORY_KEY: string | undefined;
  readonly DIRECTORY_KEY_PREVIOUS: string | undefined;
}

/** One key, in the forms that it is used in. */
export interface DirectoryKey {
  /** Stands in front of what was encrypted with it, and gives nothing of it away. */
  readonly id: string;
  readonly cipher: KeyObject;
  readonly master: KeyObject;
}

/** The key that new secrets are encrypted with, and the one that old ones may still be. */
export interface DirectoryKeys {
  readonly current: DirectoryKey;
  readonly previous: DirectoryKey | null;
}

const KEY_BYTES = 32;
const KEY_ID_BYTES = 6;
const BASE64 = /^(?:[A-Za-z0-9+/]{43}=?|[\w-]{43}=?)$/;

/** Reads the keys: 32 random bytes in base64, as `openssl rand -base64 32` prints them. */
export function directoryKeys(variables: DirectoryKeyVariables): DirectoryKeys | Misconfiguration {
  const { DIRECTORY_KEY: current, DIRECTORY_KEY_PREVIOUS: previous } = variables;
  const problems = [
    ...keyProblems('DIRECTORY_KEY', current),
    ...(previous === undefined ? [] : keyProblems('DIRECTORY_KEY_PREVIOUS', previous)),
  ];
  if (current === undefined || problems.length > 0) return { problems };
  return { current: readKey(current), previous: previous === undefined ? null : readKey(previous) };
}

/**
 * A key of 32 bytes for one purpose, by HKDF (RFC 5869): what it is used for says nothing about the
 * others. It is of the current key, so what was made with it ends with a rotation.
 */
export function deriveKey({ current }: DirectoryKeys, purpose: string): Buffer {
  return derive(current.master, `purpose:${purpose}`, KEY_BYTES);
}

function keyProblems(name: string, text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [`${name} is not set or empty`];
  if (!BASE64.test(text)) return [`${name} is not 32 bytes in base64: openssl rand -base64 32`];
  return [];
}

function readKey(text: string): DirectoryKey {
  const master = createSecretKey(text, 'base64');
  return {
    id: derive(master, 'key id', KEY_ID_BYTES).toString('base64url'),
    cipher: createSecretKey(derive(master, 'encryption', KEY_BYTES)),
    master,
  };
}

// No salt: the key is random already (RFC 5869 section 3.1).
function derive(master: KeyObject, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `twilio-functions-auth ${info}`, length));
}
