import { hash, randomBytes } from 'node:crypto';

// Known to this process only, so an attacker cannot choose a value's position in a hash table.
const PROCESS_KEY = randomBytes(32).toString('base64');

/**
 * Returns a keyed SHA-256 digest of a text, to store and look up in place of the text.
 *
 * Similar texts have entirely different digests, so the time of a lookup reveals nothing about the stored
 * texts.
 *
 * @returns 32 characters of one byte each.
 */
export function keyedDigest(text: string): string {
  return hash('sha256', PROCESS_KEY + text, 'binary');
}
