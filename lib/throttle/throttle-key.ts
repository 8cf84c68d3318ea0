import { hash } from 'node:crypto';

/**
 * What a username is counted by, in place of keeping what callers type: its SHA-256 digest in
 * base64url, the same in every process, so that they can share a store.
 *
 * Spellings that a database may take for one name are one name here, or each would be worth ten
 * guesses: capitals, compatibility characters and white space at the ends make no difference.
 */
export function throttleKey(username: string): string {
  return hash('sha256', username.normalize('NFKC').trim().toLowerCase(), 'base64url');
}
