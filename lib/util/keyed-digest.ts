import { nodeCrypto } from './node-crypto';

// Known to this process only, so an attacker cannot choose a value's position in a hash table.
let processKey: string | undefined;

/**
 * Returns a keyed SHA-256 digest of a text, to store and look up in place of the text.
 *
 * Similar texts have entirely different digests, so the time of a lookup reveals nothing about the stored
 * texts.
 *
 * @returns 32 characters of one byte each.
 */
export function keyedDigest(text: string): string {
  processKey ??= nodeCrypto().randomBytes(32).toString('base64');
  return nodeCrypto().hash('sha256', processKey + text, 'binary');
}
