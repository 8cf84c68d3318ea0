import { randomInt } from 'node:crypto';

/** Digits, capitals, small letters: what survives URLs, shells and a double click. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random characters of {@link BASE62}, of 5.95 bits each. */
export function randomBase62(length: number): string {
  // randomInt has no bias: it draws again where a remainder would.
  return Array.from({ length }, () => BASE62[randomInt(BASE62.length)]).join('');
}
