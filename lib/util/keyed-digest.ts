import { hash, randomBytes } from 'node:crypto';

// Known to this process only, so nobody outside can choose where in a table a guess lands.
const PROCESS_KEY = randomBytes(32).toString('base64');

/**
 * What this process knows a text by, in place of keeping it: a keyed SHA-256 digest.
 *
 * A text that is almost right has a digest that is entirely different, so the time that a look-up
 * by digest takes says nothing about what is stored.
 *
 * @returns 32 characters of one byte each.
 */
export function keyedDigest(text: string): string {
  return hash('sha256', PROCESS_KEY + text, 'binary');
}
