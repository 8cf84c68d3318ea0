import { hash } from 'node:crypto';

/**
 * Returns the key of a username in a throttle store: its SHA-256 digest in base64url. A digest keeps
 * callers' input out of the store, and it is the same in every process, so that processes can use one store.
 *
 * Case, compatibility characters and surrounding white space do not change the key. A database may treat
 * such spellings as one name, and each of them would otherwise have its own ten attempts.
 */
export function throttleKey(username: string): string {
  return hash('sha256', username.normalize('NFKC').trim().toLowerCase(), 'base64url');
}
