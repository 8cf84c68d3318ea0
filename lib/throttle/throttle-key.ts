import { nodeCrypto } from '../util/node-crypto';

const ASCII = /^[\x21-\x7e]*$/;

/**
 * Returns the key of a username in a throttle store: its SHA-256 digest in base64url. A digest keeps
 * callers' input out of the store, and it is the same in every process, so that processes can use one store.
 *
 * Case, compatibility characters and surrounding white space do not change the key. A database may treat
 * such spellings as one name, and each of them would otherwise have its own ten attempts.
 */
export function throttleKey(username: string): string {
  // Text of ASCII without spaces is normal, and checking it takes a third of the time.
  const normal = ASCII.test(username) ? username : username.normalize('NFKC').trim();
  return nodeCrypto().hash('sha256', normal.toLowerCase(), 'base64url');
}
